"""The watched process: what it answers is passed on, and whatever it does, the caller gets an answer in time."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from lotrinh.convert import child
from lotrinh.convert.child import read_in_child
from tests.factories.files import plan_docx, plan_txt

MEGABYTE = 1024 * 1024


def silent(step: str, percent: int) -> None:
    """Listens to nothing."""


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a piece of Python in place of the reader; returns what the caller is answered."""

    def run(code: str, data: bytes = b"x", **limits: Any) -> dict[str, Any]:
        def start(module: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-c", code], start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip

        monkeypatch.setattr(child, "_start", start)
        return read_in_child(data, "a.txt", {}, silent, **limits)

    return run


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


@pytest.mark.parametrize(
    "code",
    ["import os; os._exit(7)", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "raise SystemExit(4)",
     "print('không phải JSON')", "print('[1]')", "import sys; sys.stdin.buffer.read(); print('{}')"],
)  # fmt: skip
def test_a_child_that_dies_or_babbles_is_a_refusal(instead: Any, code: str) -> None:
    answer = instead(code, b"x" * (2 * MEGABYTE))
    assert answer["refused"]["code"] == "crashed"
    assert "bộ đọc dừng giữa chừng" in answer["refused"]["message"]


def test_a_child_that_hangs_is_ended_with_what_it_started(instead: Any, tmp_path: Path) -> None:
    marker = tmp_path / "alive"
    code = (
        f"import subprocess, time; subprocess.Popen(['sh', '-c', 'sleep 1; touch {marker}']); time.sleep(60)"
    )
    begun = time.monotonic()
    answer = instead(code, wall_seconds=0.6)
    assert time.monotonic() - begun < 5
    assert "đọc quá lâu" in answer["refused"]["message"]
    time.sleep(1)
    assert not marker.exists()


def test_a_child_that_eats_memory_is_ended(instead: Any) -> None:
    code = "import time; data = bytearray(300_000_000); time.sleep(60)"
    answer = instead(code, resident_bytes=150 * MEGABYTE, wall_seconds=20)
    assert "quá nhiều bộ nhớ" in answer["refused"]["message"]


def test_a_child_that_ends_before_reading_is_no_error(instead: Any) -> None:
    refused = '{"refused": {"code": "empty", "message": "Tệp trống."}}'
    answer = instead(f"print('{refused}'); raise SystemExit(3)", b"x" * (5 * MEGABYTE))
    assert answer["refused"]["code"] == "empty"


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("LOTRINH_DATA", str(tmp_path))
    assert "refused" in read_in_child("TỐI MẬT\nx".encode(), "a.txt", {}, silent)
    assert "reading" in read_in_child(plan_txt(), "a.txt", {}, silent)
    assert list(tmp_path.iterdir()) == []


def test_no_stream_stays_open() -> None:
    read_in_child(b"", "a.txt", {}, silent)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        read_in_child(b"", "a.txt", {}, silent)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
