"""`lotrinh check` quotes what it compares, and its exit code says whether something disagrees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lotrinh.cli.main import main

WRONG = (
    "BÁO CÁO\nI. KẾT QUẢ\n- Đã có 03/12 mục tiêu\nhoàn thành, đạt 30%.\n- Có 2/3 xã đạt chuẩn, đạt 66,7%.\n"
)
RIGHT = "BÁO CÁO\nI. KẾT QUẢ\n- Đã có 03/12 mục tiêu hoàn thành, đạt 25%.\n"


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits of the command hold for its whole process, which here is that of the tests."""
    for module in ("check", "read"):
        monkeypatch.setattr(f"lotrinh.cli.{module}.limit_resources", lambda files: None)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_what_disagrees_comes_first_with_its_sentence(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(report)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("bao-cao.txt: 1 lệch; 0 lệch do làm tròn; 0 chưa đủ dữ liệu; 1 khớp.")
    first, second = out.split("\n2. ")
    assert "1. LỆCH: tỷ lệ trên tổng số" in first
    assert "Văn bản ghi: 30; tính lại: 25" in first
    assert "Câu gốc: “Đã có 03/12 mục tiêu hoàn thành, đạt 30%.”" in first
    assert second.startswith("KHỚP: tỷ lệ trên tổng số") and "2/3 xã" in second


def test_nothing_that_disagrees_is_exit_code_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "dung.txt"
    path.write_text(RIGHT, encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert "LỆCH" not in capsys.readouterr().out


def test_a_text_without_figures_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "van-xuoi.txt"
    path.write_text("Các cơ quan tiếp tục phối hợp chặt chẽ.", encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert "không có số nào tính lại được" in capsys.readouterr().out


def test_json_is_the_contract_of_checks(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json", str(report)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["format"] == "lotrinh-checks/1" and told["source"]["name"] == "bao-cao.txt"
    assert told["counts"] == {"agrees": 1, "rounding": 0, "disagrees": 1, "undecided": 0}
    keys = {"kind", "spans", "verdict", "shown", "computed", "explanation", "sentences"}
    assert all(set(each) == keys for each in told["checks"])


def test_reading_as_json_carries_the_same_checks(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", str(report)])
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert main(["read", "--json", str(report)]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["checks"] == [
        {name: value for name, value in each.items() if name != "sentences"} for each in checks
    ]
    for each in checks:
        assert all(reading["text"][start:end] in WRONG for start, end in each["spans"])


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", 3, "trống"),
        ("MẬT\nỦY BAN NHÂN DÂN TỈNH\nBáo cáo đạt 25%".encode(), 3, "mật"),
        (None, 2, "không có tệp"),
    ],
)
def test_what_cannot_be_read_is_refused(
    content: bytes | None, code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bao-cao.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["check", str(path)]) == code
    told = capsys.readouterr()
    assert told.out == "" and words in told.err.lower()
