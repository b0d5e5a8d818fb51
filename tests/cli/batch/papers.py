"""Folders of small documents to read, some of them hostile, and the command that reads them in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.factories.files import package, plan_docx, plan_html, plan_txt

COMMAND = (sys.executable, "-m", "lotrinh")
HOSTILE = {
    "bom.docx": package([("word/document.xml", b"0" * (40 * 1024**2))]),
    "cut.docx": plan_docx()[:300],
    "nam-2026/mat.txt": "MẬT\nUBND TỈNH MẪU\nKẾ HOẠCH\nThực hiện nhiệm vụ".encode(),
}


def plan(number: int) -> bytes:
    """A plan like no other."""
    lines = f"Số: {number}/KH-UBND", "KẾ HOẠCH", "Về phát triển công nghiệp", "II. NHIỆM VỤ"
    task = "Sở Công Thương chủ trì xây dựng Đề án; hoàn thành trước ngày 30/6/2026."
    return "\n".join((*lines, *(f"{place}. {task}" for place in range(1, 4 + number % 5)))).encode()


def papers(folder: Path, count: int, hostile: bool = False) -> list[str]:
    """Writes so many documents of three formats in several folders, and the hostile ones; their names, sorted."""
    bodies = {f"nam-{2020 + n % 3}/kh-{n:03}.txt": plan(n) for n in range(count)}
    formats = {"nam-2021/mau.docx": plan_docx(), "nam-2021/mau.html": plan_html(), "mau.TXT": plan_txt()}
    for place, (name, body) in enumerate(formats.items()):
        bodies.pop(f"nam-{2020 + place % 3}/kh-{place:03}.txt")
        bodies[name] = body
    for name, body in (bodies | (HOSTILE if hostile else {})).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return sorted(bodies | (HOSTILE if hostile else {}))


def read(*arguments: str | Path, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "read", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout)


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Every line of a file of results; each has to be whole."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def name_of(line: dict[str, Any]) -> str:
    return str(line["name"] if "refused" in line else line["source"]["name"])
