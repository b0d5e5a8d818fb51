"""`lotrinh read`: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lotrinh.cli.main import main
from tests.reading.plan import PLAN


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits would hold for the whole test run."""
    monkeypatch.setattr("lotrinh.cli.read.limit_resources", lambda files: None)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_table_shows_tasks_with_their_sentences(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(plan)]) == 0
    shown = capsys.readouterr()
    flat = " ".join(shown.out.split())
    assert "45/KH-UBND" in flat
    assert all(
        word in flat for word in ("Chỉ tiêu", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Câu gốc", "Chế độ báo cáo")
    )
    assert "\x1b[" not in shown.out
    assert shown.err == ""


def test_json_is_one_object(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", str(plan)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["format"] == "lotrinh-reading/1"
    assert data["header"]["number"] == "45/KH-UBND"


def test_jsonl_has_a_line_per_file_and_the_highest_code(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_bytes(b"")
    assert main(["read", "--jsonl", str(plan), str(empty)]) == 3
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert first["source"]["name"] == "ke-hoach.txt"
    assert second["name"] == "trong.txt"
    assert second["refused"]["code"] == "empty"


def test_output_file(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "ra.json"
    assert main(["read", "--json", str(plan), "-o", str(target)]) == 0
    assert json.loads(target.read_text("utf-8"))["tasks"]
    assert capsys.readouterr().out == ""


def test_refusal_is_told_on_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mat.txt"
    path.write_text("MẬT\nKẾ HOẠCH\n1. Việc", "utf-8")
    assert main(["read", str(path)]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "mật" in shown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read"], "thiếu tham số"),
        (["read", "--json", "--jsonl", "x"], "không dùng cùng lúc"),
        (["read", "--khac", "x"], "không hiểu tham số"),
        (["doc"], "không có lựa chọn 'doc'"),
        (["read", "--json", "a", "b"], "--json chỉ nhận một tệp"),
        (["read", "/khong/co/tep.txt"], "không có tệp"),
    ],
)
def test_wrong_calls_are_explained_in_vietnamese(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


def test_a_fault_inside_is_four(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(data: bytes, name: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("lotrinh.reading.pipeline.read", broken)
    assert main(["read", str(plan)]) == 4
    assert "lỗi" in capsys.readouterr().err


def test_help_is_vietnamese_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "cách dùng" in shown
    assert "lotrinh read ke-hoach.docx" in shown
    assert "positional" not in shown and "options" not in shown


def test_reading_needs_neither_django_nor_rich(plan: Path) -> None:
    code = (
        "import sys;from lotrinh.cli.main import main;main(['read','--json','-o','/dev/null',sys.argv[1]]);"
        "print([m for m in ('django','rich','sqlite3','docx','pdfplumber') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, str(plan)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
