"""One watched process: what it answers is passed on, and whatever it does, the caller gets an answer in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lotrinh.convert.child import Answer, Limits, ReadingChild
from tests.convert.reading_stub import COMMAND

MEGABYTE = 1024 * 1024


def silent(step: str, percent: int) -> None:
    """Listens to nothing."""


@contextmanager
def stub() -> Iterator[ReadingChild]:
    child = ReadingChild(COMMAND)
    try:
        yield child
    finally:
        child.end()


def ask(child: ReadingChild, words: str, limits: Limits | None = None, padding: int = 0) -> Answer:
    document = words.encode() + b" " * padding
    return child.read({"name": "a.txt", "known": {}}, document, silent, limits or Limits())


def message(answer: Answer) -> str:
    refused = answer.as_dict()["refused"]
    assert refused["code"] == "crashed"
    return str(refused["message"])


def test_many_documents_are_read_by_one_process() -> None:
    with stub() as child:
        pids = {ask(child, "read", padding=size).as_dict()["reading"]["pid"] for size in (0, 1, 3 * MEGABYTE)}
        assert len(pids) == 1
        assert child.documents == 3 and child.alive


@pytest.mark.parametrize("act", ["exit", "segfault", "babble", "step", "huge", "fault"])
def test_one_that_dies_or_babbles_refuses_its_document_and_is_ended(act: str) -> None:
    with stub() as child:
        ask(child, "read")
        answer = ask(child, act, Limits(wall_seconds=20), padding=2 * MEGABYTE)
        assert "bộ đọc dừng giữa chừng vì gặp lỗi bên trong" in message(answer)
        assert answer.internal and not child.alive


def test_one_that_is_killed_or_hangs_took_too_long() -> None:
    for act, limits in (("killed", Limits()), ("sleep", Limits(wall_seconds=0.6))):
        with stub() as child:
            answer = ask(child, act, limits)
            assert "đọc quá lâu" in message(answer)
            assert not answer.internal and not child.alive


def test_processor_time_is_counted_for_each_document() -> None:
    """A limit that counted from the start of the process would end it at the second document."""
    with stub() as child:
        limits = Limits(cpu_seconds=1, wall_seconds=60)
        for _ in range(4):
            assert ask(child, "work 0.6", limits).kind == "reading"
        assert "đọc quá lâu" in message(ask(child, "compute", limits))


def test_one_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    marker = tmp_path / "alive"
    with stub() as child:
        begun = time.monotonic()
        answer = ask(child, f"start {marker}", Limits(wall_seconds=0.8))
        assert time.monotonic() - begun < 8
        assert "đọc quá lâu" in message(answer)
    time.sleep(1)
    assert not marker.exists()


@pytest.mark.parametrize("act", ["hold_and_wait 300", "memory"])
def test_one_that_eats_memory_is_ended(act: str) -> None:
    with stub() as child:
        answer = ask(child, act, Limits(resident_bytes=150 * MEGABYTE, wall_seconds=20))
        assert "quá nhiều bộ nhớ" in message(answer)
        assert not child.alive


def test_an_error_of_the_listener_is_passed_on_and_leaves_no_half_read_document() -> None:
    def broken(step: str, percent: int) -> None:
        raise LookupError(step)

    child = ReadingChild()
    with pytest.raises(LookupError):
        child.read({"name": "a.txt", "known": {}}, b"x", broken, Limits())
    assert not child.alive


def test_no_pipe_stays_open() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    for act in ("read", "exit", "babble"):
        with stub() as child:
            ask(child, act)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
