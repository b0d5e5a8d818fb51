"""`python -m tests.proof`: runs the catalogue at full size and writes what came out to docs/proof.md."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "proof.md"


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
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        rows = [row_of(case) for case in ElementTree.parse(report).iter("testcase")]  # noqa: S314 - our own file
    PAGE.write_text(page_of(rows), "utf-8")
    return code


def row_of(case: ElementTree.Element) -> str:
    """Case, figure as recorded by the test, outcome, seconds."""
    figures = "; ".join(f"{p.get('name')}: {p.get('value')}" for p in case.iter("property"))
    outcome = "không đạt" if case.find("failure") is not None or case.find("error") is not None else "đạt"
    name = f"{(case.get('classname') or '').removeprefix('tests.')}::{case.get('name')}"
    return f"| {name} | {figures or '–'} | {outcome} | {float(case.get('time') or 0):.0f} |"


def page_of(rows: list[str]) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    at = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    head = f"# Kết quả kiểm chứng cỡ đầy đủ\n\nChạy `make prove` lúc {at:%H:%M ngày %d/%m/%Y}, bản {commit or 'không rõ'}.\n\n"
    table = "| ca kiểm thử | con số | kết quả | giây |\n| --- | --- | --- | ---: |\n"
    return head + table + "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
