"""How fast documents are read, beside a fixed piece of work on the same text so that machines can be compared."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from tests.bench.measuring import Line, median

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SAMPLES = ROOT.parent / "shared" / "samples"
KINDS = {".docx", ".html", ".txt", ".pdf"}
_WORDS = re.compile(r"\w+")


def documents() -> list[Path]:
    """The example documents, and the real ones where they are."""
    folders = [folder for folder in (EXAMPLES, SAMPLES) if folder.is_dir()]
    return [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in KINDS]


def baseline(text: str) -> None:
    """Fixed work over a text: JSON there and back, every word looked up in a table."""
    seen: dict[str, int] = {}
    for word in _WORDS.findall(json.loads(json.dumps(text))):
        seen[word.casefold()] = seen.get(word.casefold(), 0) + 1


def measure() -> list[Line]:
    return [line for path in documents() for line in _one(path)]


def _one(path: Path) -> list[Line]:
    data = path.read_bytes()
    try:
        reading = read(data, path.name)
    except Refused as refused:
        return [Line(path.name, 0.0, f"không đọc: {refused.code}")]
    seconds = median(lambda: read(data, path.name), times=7)
    base = median(lambda: baseline(reading.text), times=25)
    size = len(reading.text.encode())
    note = (
        f"{size / seconds / 1e6:5.2f} MB/s chữ  {seconds / base:6.1f} lần nền ({1000 * base:.2f} ms)  "
        f"{len(reading.tasks)} nhiệm vụ, {len(reading.targets)} chỉ tiêu"
    )
    return [Line(path.name, seconds, note)]
