"""`lotrinh read --akn`: one document to the screen, several into a folder, a refusal leaves no file."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from lotrinh.cli.main import main
from tests.reading.plan import PLAN
from tests.writing.akoma.laws import official


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits would hold for the whole test run."""
    monkeypatch.setattr("lotrinh.cli.read.limit_resources", lambda files: None)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, "utf-8")
    return path


def test_one_document_goes_to_the_screen(plan: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["read", "--akn", str(plan)]) == 0
    shown = capfdbinary.readouterr()
    assert official().validate(etree.fromstring(shown.out))
    assert shown.err == b""


def test_one_document_goes_to_a_file(plan: Path, tmp_path: Path) -> None:
    assert main(["read", "--akn", str(plan), "-o", str(tmp_path / "a.xml")]) == 0
    assert official().validate(etree.parse(str(tmp_path / "a.xml")))


def test_several_go_into_a_folder_each_under_its_name(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac" / "ke-hoach.txt"
    other.parent.mkdir()
    other.write_text(PLAN.replace("45/KH", "46/KH"), "utf-8")
    out = tmp_path / "ra"
    assert main(["read", "--akn", str(plan), str(other), "-o", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["ke-hoach.txt-2.akn.xml", "ke-hoach.txt.akn.xml"]
    assert all(official().validate(etree.parse(str(path))) for path in out.iterdir())


def test_a_refused_file_leaves_nothing(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_bytes(b"")
    out = tmp_path / "ra"
    assert main(["read", "--akn", str(empty), str(plan), "-o", str(out)]) == 3
    assert [path.name for path in out.iterdir()] == ["ke-hoach.txt.akn.xml"]
    assert "trong.txt" in capsys.readouterr().err


@pytest.mark.parametrize("more", [["b.txt"], ["--jobs", "2"]])
def test_a_call_that_cannot_be_met_is_refused(
    plan: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", "--akn", str(plan), *more]) == 2
    assert "--akn" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_named(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = plan.parent / "khong-co" / "a.xml"
    assert main(["read", "--akn", str(plan), "-o", str(target)]) == 2
    assert "khong-co" in capsys.readouterr().err
