"""Reading processes that are kept: shared, replaced, ended when idle; and one document never changes another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from lotrinh.convert.child import Limits
from lotrinh.convert.children import Children, read_in_child
from tests.convert.reading_stub import COMMAND
from tests.factories.files import docx, package, paragraph, plan_docx, plan_html, plan_pdf, plan_txt

MEGABYTE = 1024 * 1024
WAIT = 20


def silent(step: str, percent: int) -> None:
    """Listens to nothing."""


def pid(children: Children, words: str = "read") -> int:
    """Which process read the document."""
    answer = children.read({"name": "a.txt", "known": {}}, words.encode()).as_dict()
    return int(answer["reading"]["pid"])


def is_running(number: int) -> bool:
    return Path(f"/proc/{number}").exists()


def test_a_process_is_kept_and_replaced_after_so_many_documents() -> None:
    with Children(documents=3, command=COMMAND) as children:
        pids = [pid(children) for _ in range(7)]
        assert pids[0] == pids[1] == pids[2] != pids[3] == pids[4] == pids[5] != pids[6]
        assert not is_running(pids[0]) and not is_running(pids[3])


@pytest.mark.parametrize(
    "act", ["exit", "segfault", "babble", "fault", "memory", "compute", "hold_and_wait 200"]
)
def test_only_the_document_that_breaks_it_is_refused(act: str) -> None:
    limits = Limits(cpu_seconds=1, wall_seconds=WAIT, resident_bytes=150 * MEGABYTE)
    with Children(command=COMMAND, limits=limits) as children:
        before = pid(children)
        refused = children.read({"name": "b", "known": {}}, act.encode()).as_dict()["refused"]
        assert refused["code"] == "crashed" and "bộ đọc dừng giữa chừng" in refused["message"]
        after = pid(children)
        assert after != before and not is_running(before)


def test_one_that_died_while_idle_costs_nobody_a_document() -> None:
    with Children(command=COMMAND) as children:
        before = pid(children)
        os.kill(before, 9)
        time.sleep(0.2)
        assert pid(children) != before


def test_one_that_stays_heavy_is_replaced() -> None:
    with Children(command=COMMAND, limits=Limits(resident_bytes=200 * MEGABYTE)) as children:
        light, heavy = pid(children), pid(children, "hold 120")
        assert light == heavy and pid(children) != heavy


def test_a_file_for_another_program_goes_to_a_process_of_its_own() -> None:
    with Children(command=COMMAND) as children:
        usual = pid(children)
        answer = children.read({"name": "a.doc", "known": {}}, b"program").as_dict()["reading"]
        assert answer["programs"] and answer["pid"] != usual
        assert not is_running(answer["pid"])
        assert pid(children) == usual


def test_threads_share_no_more_processes_than_allowed() -> None:
    with Children(2, command=COMMAND) as children, ThreadPoolExecutor(6) as threads:
        pids = list(threads.map(lambda _: pid(children), range(40)))
        assert 1 <= len(set(pids)) <= 2


def test_idle_processes_are_ended_and_started_again() -> None:
    with Children(command=COMMAND, idle_seconds=0.2) as children:
        before = pid(children)
        end = time.monotonic() + WAIT
        while is_running(before) and time.monotonic() < end:
            time.sleep(0.05)
        assert not is_running(before)
        assert pid(children) != before


def test_the_end_does_not_wait_for_a_reading() -> None:
    children, answers = Children(command=COMMAND), list[Any]()
    number = pid(children)
    thread = threading.Thread(
        target=lambda: answers.append(children.read({"name": "a", "known": {}}, b"sleep"))
    )
    thread.start()
    while not children._busy:
        time.sleep(0.01)
    children.end()
    thread.join(WAIT)
    assert not thread.is_alive() and not is_running(number)
    assert answers[0].as_dict()["refused"]["code"] == "crashed"


IN_A_PROCESS = """
import os, sys
from lotrinh.convert import children
def read():
    answer = children.read_in_child(b"KE HOACH", "a.txt", {}, lambda step, percent: None)
    assert "reading" in answer
    return children._of_process(os.getpid())._idle[0][1]._process.pid
"""


def in_a_process(code: str) -> list[int]:
    """The numbers a program printed that may use `read()`: the process that read for it."""
    done = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS + code], capture_output=True, text=True, timeout=120
    )
    return [int(word) for word in done.stdout.split()]


def is_gone_soon(number: int) -> bool:
    end = time.monotonic() + WAIT
    while is_running(number) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(number)


@pytest.mark.parametrize("end", ["", "raise SystemExit(3)", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_however_a_process_ends_its_readers_end(end: str) -> None:
    [number] = in_a_process(f"print(read(), flush=True)\n{end}")
    assert is_gone_soon(number)


def test_a_process_that_was_forked_off_has_readers_of_its_own() -> None:
    first, own, again = in_a_process(
        "print(read(), flush=True)\n"
        "number = os.fork()\n"
        "print(read(), flush=True)\n"
        "if number == 0: sys.exit()\n"
        "os.waitpid(number, 0)\n"
        "assert read() == children._of_process(os.getpid())._idle[0][1]._process.pid"
    )
    assert len({first, own, again}) == 2, "the first process kept its reader, the second had another"


def test_a_reading_and_its_steps_come_back() -> None:
    heard: list[tuple[str, int]] = []
    threads: set[int] = set()

    def hear(step: str, percent: int) -> None:
        heard.append((step, percent))
        threads.add(threading.get_ident())

    answer = read_in_child(plan_docx(), "Kế hoạch số 12.docx", {"province": "tỉnh Mẫu"}, hear)
    assert answer["reading"]["source"]["name"] == "Kế hoạch số 12.docx"
    assert "Sở Công Thương chủ trì" in answer["reading"]["text"]
    assert [step for step, _ in heard] == ["Đọc tệp", "Tách cấu trúc", "Nhiệm vụ", "Chỉ tiêu", "Đối chiếu"]
    assert [percent for _, percent in heard] == sorted(percent for _, percent in heard)
    assert threads == {threading.get_ident()}


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [(b"", "a.txt", "empty"), (b"\x89PNG\r\n\x1a\n\x00", "a.docx", "wrong_type"), ("MẬT\nx".encode(), "a", "secret"),
     (plan_txt(), "Kế hoạch (MẬT).txt", "secret"), (b"x" * (51 * MEGABYTE), "a.txt", "too_large")],
)  # fmt: skip
def test_refusals_come_back(data: bytes, name: str, code: str) -> None:
    answer = read_in_child(data, name, {}, silent)
    assert answer["refused"]["code"] == code
    assert answer["refused"]["message"]


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("LOTRINH_DATA", str(tmp_path))
    assert "refused" in read_in_child("TỐI MẬT\nx".encode(), "a.txt", {}, silent)
    assert "reading" in read_in_child(plan_txt(), "a.txt", {}, silent)
    assert list(tmp_path.iterdir()) == []


ALIAS = "Kế hoạch số 12/KH-UBND (sau đây gọi tắt là Kế hoạch 12)\n1. Thực hiện Kế hoạch 12.\n"
DOCUMENTS = {
    "ke-hoach.txt": plan_txt(),
    "ke-hoach.docx": plan_docx(),
    "ke-hoach.html": plan_html(),
    "ke-hoach.pdf": plan_pdf(),
    "goi-tat.txt": ALIAS.encode(),
    "khong-goi-tat.txt": "1. Thực hiện Kế hoạch 12; báo cáo UBND tỉnh.\n".encode(),
    "mat.txt": "MẬT\nKẾ HOẠCH".encode(),
    "hong.docx": package([("word/document.xml", "<w:document")]),
    "bang.docx": docx(paragraph("1. Sở Tài chính chủ trì; hoàn thành trong tháng 6/2027.")),
}


def test_a_document_is_read_the_same_whatever_was_read_before() -> None:
    """Each file by a fresh process, then all of them by one process, between others and in two orders."""

    def read(children: Children, name: str) -> dict[str, Any]:
        known = {"province": "tỉnh Phú Yên" if len(name) % 2 else "tỉnh Nghệ An"}
        return children.read({"name": name, "known": known}, DOCUMENTS[name]).as_dict()

    with Children(documents=1) as children:
        alone = {name: read(children, name) for name in DOCUMENTS}
    with Children() as children:
        for order in (list(alone), list(reversed(alone))):
            for name in order:
                assert json.dumps(read(children, name)) == json.dumps(alone[name]), name
