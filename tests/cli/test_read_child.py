"""The reading process by itself: its answers, what it prints, when it ends."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lotrinh.convert import frames
from tests.factories.files import plan_txt
from tests.factories.messages import message
from tests.factories.scans import plan_pages, scanned_pdf, typed_pdf

SHARED = Path(__file__).parents[3] / "shared"
OLD = SHARED / "corpus" / "doc_hd_vptw_36_2018.doc"


def run(
    *asked: tuple[dict[str, Any], bytes], programs: bool = False
) -> tuple[int, list[tuple[bytes, bytes]]]:
    """Exit code and messages for requests sent one after another."""
    stream = io.BytesIO()
    for request, data in asked:
        frames.send(stream, frames.REQUEST, json.dumps(request).encode())
        frames.send(stream, frames.DOCUMENT, data)
    command = [sys.executable, "-m", "lotrinh.cli.read_child", *(["--programs"] if programs else [])]
    done = subprocess.run(command, input=stream.getvalue(), capture_output=True, timeout=120)
    assert done.stderr == b""
    return done.returncode, list(frames.Incoming().add(done.stdout))


def ends(messages: list[tuple[bytes, bytes]]) -> list[bytes]:
    return [kind for kind, _ in messages if kind != frames.STEP]


def request(**more: Any) -> dict[str, Any]:
    return {"name": "a.txt", "known": {"province": "tỉnh Mẫu", "agencies": {}, "directives": {}}, **more}


def test_documents_are_read_one_after_another() -> None:
    code, messages = run(
        (request(), plan_txt()), (request(), "TUYỆT MẬT\nx".encode()), (request(), plan_txt())
    )
    assert code == 0
    assert ends(messages) == [frames.READING, frames.REFUSED, frames.READING]
    steps = [json.loads(payload)["step"] for kind, payload in messages if kind == frames.STEP]
    assert steps[0] == steps[5] == steps[6] == "Đọc tệp" and steps[4] == steps[-1] == "Đối chiếu"
    first, refused, last = (json.loads(payload) for kind, payload in messages if kind != frames.STEP)
    assert first == last and first["format"] == "lotrinh-reading/1" and "checks" not in first
    assert refused["code"] == "secret" and set(refused) == {"code", "message"}


def test_a_reading_for_an_archive_has_its_own_name_and_the_checks() -> None:
    _, messages = run((request(shown="nam-2026/a.txt", checks=True, quiet=True), plan_txt()))
    [(_, payload)] = messages
    reading = json.loads(payload)
    assert reading["source"]["name"] == "nam-2026/a.txt" and reading["checks"] == []


def test_what_breaks_inside_ends_it_and_quotes_nothing_of_the_document() -> None:
    code, messages = run((request(known={"no such field": 1}), plan_txt()), (request(), plan_txt()))
    assert code == 0
    assert ends(messages) == [frames.BROKEN]
    assert messages[-1][1].startswith(b"TypeError (read_child.py:")


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
@pytest.mark.skipif(not shutil.which("soffice"), reason="máy này không có LibreOffice")
def test_an_old_word_file_is_converted_by_a_process_that_may_and_described_as_it_was_sent() -> None:
    asked = request(name=OLD.name), OLD.read_bytes()
    assert ends(run(asked)[1]) == [frames.PROGRAM]
    code, messages = run(asked, asked, programs=True)
    assert code == 0 and ends(messages) == [frames.READING]
    reading = json.loads(messages[-1][1])
    source = reading["source"]
    assert (source["media_type"], source["bytes"]) == ("application/msword", OLD.stat().st_size)
    assert reading["header"]["number"] == "36-HD/VPTW"


def scan(under_number: str = "", pages: int = 1) -> bytes:
    return scanned_pdf(typed_pdf(plan_pages(under_number)[:pages]))


def test_a_scan_in_a_message_is_recognised_by_a_process_that_may_start_programs() -> None:
    data = message([("quet.pdf", scan())])
    code, messages = run((request(name="goi.edxml"), data))
    assert (code, ends(messages)) == (0, [frames.PROGRAM])
    code, messages = run((request(name="goi.edxml"), data), programs=True)
    assert (code, ends(messages)) == (0, [frames.READING])
    steps = [json.loads(payload) for kind, payload in messages if kind == frames.STEP]
    assert [step["step"] for step in steps][:2] == ["Đọc tệp", "Nhận dạng trang 1/1"]
    assert [step["percent"] for step in steps] == sorted(step["percent"] for step in steps)
    reading = json.loads(messages[-1][1])
    source, header = reading["source"], reading["header"]
    assert (source["name"], source["media_type"], source["ocr"]) == ("goi.edxml", "application/xml", True)
    assert (header["number"], header["urgency"]) == ("07/KH-UBND", "HỎA TỐC")
    assert all(0 < task["ocr_confidence"] <= 1 for task in reading["tasks"])


def test_in_a_hurry_only_the_first_pages_of_a_scan_are_recognised() -> None:
    _, messages = run((request(name="quet.pdf", scan_pages=1), scan(pages=2)), programs=True)
    warnings = json.loads(messages[-1][1])["source"]["warnings"]
    assert "Trang 2 không có lớp chữ" in warnings[0]


def test_a_scan_with_a_mark_is_refused_and_leaves_nothing_behind() -> None:
    places = [Path("/tmp"), Path("/dev/shm")]  # noqa: S108
    before = {
        path for place in places for path in place.iterdir() if path.name.startswith(("lotrinh", "tess"))
    }
    _, messages = run((request(name="quet.pdf"), scan("<br><span class=mark>TỐI MẬT</span>")), programs=True)
    assert ends(messages) == [frames.REFUSED]
    assert json.loads(messages[-1][1])["code"] == "secret"
    after = {
        path for place in places for path in place.iterdir() if path.name.startswith(("lotrinh", "tess"))
    }
    assert {path for path in after - before if "lotrinh-pg" not in path.name and path.is_file()} == set()
