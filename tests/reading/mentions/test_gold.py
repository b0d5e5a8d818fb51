"""The mentions against the hand-made readings of the development samples, with the figures that must not fall."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.mentions.citations import find_citations
from lotrinh.reading.mentions.dates import find_dates
from lotrinh.reading.mentions.organisations import find_organisations
from lotrinh.reading.mentions.places import find_province
from lotrinh.reading.mentions.quantities import find_quantities
from lotrinh.reading.structure.view import View
from lotrinh.values.reading import Known

SHARED = Path(__file__).resolve().parents[4] / "shared"
MINIMA = {
    "citations": 0.97, "citation dates": 0.97, "citation relations": 0.93, "organisations (exact)": 0.93,
    "organisations (overlap)": 0.95, "quantities": 0.98, "quantities with unit": 0.98, "dates and periods": 0.92,
}  # fmt: skip
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (SHARED / "gold" / "score.py").exists(), reason="không có ../shared/gold"),
]


def _text(path: Path) -> str:
    source = path.read_bytes().decode("utf-8").lstrip("\ufeff")
    return unicodedata.normalize("NFC", source.replace("\r\n", "\n").replace("\r", "\n"))


def _mentions(text: str) -> dict[str, Any]:
    view = View.of(text)
    province = find_province(view)
    return {
        "text": text,
        "citations": [c.as_dict() for c in find_citations(view, province)],
        "organisations": [o.as_dict() for o in find_organisations(view, province, Known())],
        "quantities": [q.as_dict() for q in find_quantities(view)],
        "dates": [d.as_dict() for d in find_dates(view)],
    }


def test_figures_of_the_samples_do_not_fall(tmp_path: Path) -> None:
    for path in sorted((SHARED / "samples").glob("*.txt")):
        reading = json.dumps(_mentions(_text(path)), ensure_ascii=False)
        (tmp_path / f"{path.stem}.json").write_text(reading, "utf-8")
    score = [sys.executable, str(SHARED / "gold" / "score.py"), "--readings", str(tmp_path), "--json"]
    run = subprocess.run(score, capture_output=True, text=True, check=False, encoding="utf-8")
    table = json.loads(run.stdout[: run.stdout.rindex("}") + 1])
    low = {kind: table[kind]["f1"] for kind, least in MINIMA.items() if table[kind]["f1"] < least}
    assert not low


def test_every_text_of_the_corpus_is_read() -> None:
    for path in sorted((SHARED / "corpus").glob("*.md")):
        text = _text(path)
        found = _mentions(text)
        assert path.name == "README.md" or found["organisations"], path.name
        assert all(text[o["span"][0] : o["span"][1]].strip() for o in found["organisations"])
