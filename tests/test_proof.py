"""The page of what was measured at full size: a run in parts replaces its own rows and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import proof

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a.test_x" name="test_one[9]" time="12.4"><properties>
<property name="còn đủ" value="9 trên 9"/><property name="chữ a|b" value="1&#10;2"/></properties></testcase>
<testcase classname="tests.a.test_x" name="test_two" time="0.2"><failure message="no"/></testcase>
<testcase classname="tests.a.test_x" name="test_three" time="0"><skipped message="máy không cho"/></testcase>
</testsuite></testsuites>"""
PAGE = """\
# Kết quả

| ca kiểm thử | con số | kết quả | giây | bản | lúc đo |
| --- | --- | --- | ---: | --- | --- |
| b.test_y::test_other | 5 trên 5 | đạt | 3 | abc | 10:00 01/01/2026 |
| a.test_x::test_two | 1 trên 1 | đạt | 3 | abc | 10:00 01/01/2026 |
| a.test_x::test_two (PostgreSQL) | 1 trên 1 | đạt | 4 | abc | 10:00 01/01/2026 |
"""


@pytest.fixture
def rows(tmp_path: Path) -> list[str]:
    report = tmp_path / "proof.xml"
    report.write_text(REPORT, "utf-8")
    return proof.rows_of(report, "", "def | 11:00 02/01/2026")


def test_a_row_carries_figure_outcome_seconds_and_when(rows: list[str]) -> None:
    assert rows == [
        "| a.test_x::test_one[9] | còn đủ: 9 trên 9; chữ a¦b: 1 2 | đạt | 12 | def | 11:00 02/01/2026 |",
        "| a.test_x::test_two | – | không đạt | 0 | def | 11:00 02/01/2026 |",
        "| a.test_x::test_three | – | không chạy: máy không cho | 0 | def | 11:00 02/01/2026 |",
    ]


def test_a_run_in_parts_replaces_its_own_rows(rows: list[str]) -> None:
    kept = proof.kept_of(PAGE.splitlines(), "", whole=False)
    page = proof.page_of([*kept, *rows])
    assert [proof.case_of(line) for line in page.splitlines()[6:]] == [
        "a.test_x::test_one[9]",
        "a.test_x::test_three",
        "a.test_x::test_two",
        "a.test_x::test_two (PostgreSQL)",
        "b.test_y::test_other",
    ]
    assert rows[1] in page and "| b.test_y::test_other | 5 trên 5 | đạt | 3 | abc |" in page
    assert "3 trên 5 dòng đạt" in page


def test_a_whole_run_keeps_what_the_other_database_measured() -> None:
    kept = proof.kept_of(PAGE.splitlines(), "", whole=True)
    assert [proof.case_of(row) for row in kept] == ["a.test_x::test_two (PostgreSQL)"]
    kept = proof.kept_of(PAGE.splitlines(), proof.ON_POSTGRESQL, whole=True)
    assert [proof.case_of(row) for row in kept] == ["b.test_y::test_other", "a.test_x::test_two"]


def test_every_row_is_of_a_case_there_is() -> None:
    """Whoever renames or drops a case takes its row out, or runs it again."""
    gone = []
    for line in proof.kept_of(proof.PAGE.read_text("utf-8").splitlines(), "", whole=False):
        module, _, test = proof.case_of(line).partition("::")
        path = proof.ROOT / "tests" / f"{module.replace('.', '/')}.py"
        name = re.match(r"\w+", test)
        if not (path.exists() and name and f"def {name[0]}(" in path.read_text("utf-8")):
            gone.append(line)
    assert gone == []
