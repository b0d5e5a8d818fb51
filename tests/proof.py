"""`python -m tests.proof`: runs the catalogue at full size and writes what came out to docs/proof.md.

With arguments (`make prove ARGS=tests/permissions`) only the rows of what ran are replaced; every row says of which
commit and when it was measured. On PostgreSQL (LOTRINH_DATABASE) cases have rows of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "proof.md"
ON_POSTGRESQL = " (PostgreSQL)"
_HEAD = """\
# Kết quả kiểm chứng cỡ đầy đủ

`make prove` chạy mọi ca; `make prove ARGS=tests/permissions` chạy một phần và chỉ thay các dòng của phần ấy. Mỗi dòng ghi bản mã nguồn và lúc đo; giây là thời gian của cả ca. {passed} trên {all} dòng đạt.

| ca kiểm thử | con số | kết quả | giây | bản | lúc đo |
| --- | --- | --- | ---: | --- | --- |
"""


def main(arguments: list[str]) -> int:
    """Pytest's exit code; the page is written whatever it is, so that a failure is on record too."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "proof.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-m",
            "prove",
            "-n",
            "2",
            f"--junitxml={report}",
            "-ojunit_family=xunit1",  # the family that keeps what a test records
            *arguments,
        ]
        database = ON_POSTGRESQL if os.environ.get("LOTRINH_DATABASE") else ""
        commit = commit_now()
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if not report.exists():
            return code
        at = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
        rows = rows_of(report, database, f"{commit} | {at:%H:%M %d/%m/%Y}")
    before = PAGE.read_text("utf-8").splitlines() if PAGE.exists() else []
    kept = kept_of(before, database, whole=not arguments)
    PAGE.write_text(page_of([*kept, *rows]), "utf-8")
    return code


def rows_of(report: Path, database: str, measured: str) -> list[str]:
    return [row_of(case, database, measured) for case in ElementTree.parse(report).iter("testcase")]  # noqa: S314 - our own file


def row_of(case: ElementTree.Element, database: str, measured: str) -> str:
    """Case, figure as recorded by the test, outcome, seconds, commit and time."""
    figures = "; ".join(f"{p.get('name')}: {p.get('value')}" for p in case.iter("property"))
    name = f"{(case.get('classname') or '').removeprefix('tests.')}::{case.get('name')}{database}"
    seconds = f"{float(case.get('time') or 0):.0f}"
    return f"| {_cell(name)} | {_cell(figures) or '–'} | {_cell(outcome_of(case))} | {seconds} | {measured} |"


def outcome_of(case: ElementTree.Element) -> str:
    """What was skipped has shown nothing, and says why."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "không đạt"
    skipped = case.find("skipped")
    return "đạt" if skipped is None else f"không chạy: {skipped.get('message')}"


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "¦")


def case_of(row: str) -> str:
    return row.split("|")[1].strip()


def kept_of(page: Iterable[str], database: str, *, whole: bool) -> list[str]:
    """The rows of a page that a run leaves as they are, but for those that it measures itself.

    A whole run is of one database: what was measured on the other one stays.
    """
    rows = [line for line in page if line.startswith("| ") and "::" in case_of(line)]
    return [row for row in rows if not whole or case_of(row).endswith(ON_POSTGRESQL) != bool(database)]


def page_of(rows: Iterable[str]) -> str:
    """One row a case, the later one if there are two."""
    last = {case_of(row): row for row in rows}
    passed = sum(row.split("|")[3].strip() == "đạt" for row in last.values())
    return _HEAD.format(passed=passed, all=len(last)) + "\n".join(last[case] for case in sorted(last)) + "\n"


def commit_now() -> str:
    """The commit, and whether sources differ from it."""
    told = _git("rev-parse", "--short", "HEAD")
    return (
        f"{told}, có sửa đổi"
        if told and _git("status", "--porcelain", "src", "tests")
        else told or "không rõ"
    )


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
