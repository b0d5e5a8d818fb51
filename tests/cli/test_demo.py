"""`lotrinh demo` loads the example once and takes it away without a trace."""

from __future__ import annotations

from pathlib import Path

from tests.factories.example import Site


def test_loading_told_its_progress(example: Site) -> None:
    told = (example.folder / "loaded").read_text(encoding="utf-8")
    assert "đọc văn bản" in told and "lập báo cáo" in told and "Đã nạp tỉnh ví dụ" in told


def test_one_period_is_locked_and_one_request_waits(example: Site) -> None:
    """A new user sees both, and somebody may still decide: the one who asked is of another agency."""
    locks = example.execute("SELECT kind, year, locked_by FROM calendars_periodlock")
    ((kind, year, locked_by),) = locks
    assert (kind, year) == ("q2", 2026) and "UBND tỉnh" in locked_by
    ((state, asked_by, reason),) = example.execute("SELECT state, asked_by, reason FROM calendars_unlocking")
    assert state == "waiting" and "Sở Tài chính" in asked_by and reason


def test_a_second_load_does_nothing(example_copy: Site) -> None:
    before = example_copy.counts()
    done = example_copy.run("demo")
    assert done.returncode == 0 and "đã có sẵn" in done.stderr
    assert example_copy.counts() == before and before["tasks_task"] >= 30


def test_removal_leaves_no_row_and_no_file(example_copy: Site) -> None:
    done = example_copy.run("demo", "--remove")
    assert done.returncode == 0 and "Đã gỡ tỉnh ví dụ" in done.stdout, done.stderr
    assert not any(example_copy.counts().values())
    assert example_copy.kept_files() == []
    again = example_copy.run("demo", "--remove")
    assert again.returncode == 0 and "Không có tỉnh ví dụ" in again.stdout


def test_without_the_documents_nothing_is_half_loaded(example: Site, tmp_path: Path) -> None:
    done = example.run("demo", LOTRINH_EXAMPLES=str(tmp_path))
    assert done.returncode == 3
    assert "Không thấy tài liệu ví dụ" in done.stderr and "Traceback" not in done.stderr
