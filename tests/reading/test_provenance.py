"""Every record points to the words it was read from: `text[start:end]` is the passage, whole and inside its sentence."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from lotrinh.values.numerals import plain
from lotrinh.values.reading import Reading
from tests.reading.plan import PLAN
from tests.reading.reading import read_text
from tests.reading.test_pipeline import check_laws

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def faults(reading: Reading) -> Iterator[str]:
    """Passages that are not where they are said to be."""
    text = reading.text
    for figure in (*reading.targets, *reading.results):
        if not (figure.sentence.start <= figure.span.start and figure.span.end <= figure.sentence.end):
            yield f"số ngoài câu: {figure.span.of(text)}"
    for quantity in reading.quantities:
        printed = "".join(filter(str.isdigit, quantity.span.of(text)))
        value = (plain(quantity.value) or "").replace(".", "").lstrip("0")
        if printed and value not in printed:  # an ordinal in Roman numerals has no digits
            yield f"chữ số khác giá trị: {quantity.span.of(text)}"
    records = (*reading.tasks, *reading.targets, *reading.duties, *reading.results, *reading.findings)
    mentions = (*reading.citations, *reading.organisations, *reading.quantities, *reading.dates)
    for item in (*records, *mentions):
        passage = item.span.of(text)
        if not passage.strip() or passage != passage.strip():
            yield f"khoảng trắng ở mép: {passage!r}"
    for deadline in (task.deadline for task in reading.tasks):
        if deadline.span is not None and " ".join(deadline.span.of(text).split()) not in " ".join(
            text.split()
        ):
            yield f"thời hạn không có trong văn bản: {deadline.raw}"


def counted(reading: Reading) -> int:
    records = (reading.tasks, reading.targets, reading.duties, reading.results, reading.findings)
    return sum(map(len, (*records, reading.quantities, reading.dates, reading.citations)))


def checked(data: bytes, name: str) -> int:
    """How many records were looked at; 0 for a file that is refused."""
    try:
        reading = read(data, name)
    except Refused:
        return 0
    check_laws(reading)
    assert list(faults(reading)) == [], name
    return counted(reading)


@pytest.mark.parametrize("decompose", [False, True])
def test_the_plan_of_the_tests(decompose: bool) -> None:
    reading = read_text(
        unicodedata.normalize("NFD" if decompose else "NFC", PLAN).replace(" các ", "\u00a0các  ")
    )
    check_laws(reading)
    assert list(faults(reading)) == []
    assert counted(reading) > 20


def test_the_examples_of_the_project() -> None:
    files = [
        path for path in sorted((ROOT / "examples").iterdir()) if path.suffix in (".docx", ".html", ".txt")
    ]
    count = sum(checked(path.read_bytes(), path.name) for path in files)
    assert count > 200


@pytest.mark.prove
@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_all_real_documents(record_property: Callable[[str, object], None]) -> None:
    files = [*sorted((SHARED / "samples").iterdir()), *sorted((SHARED / "corpus").iterdir())]
    count = sum(checked(path.read_bytes(), path.name) for path in files if path.name != "README.md")
    record_property("bản ghi có đúng chữ nguồn", f"{count} trên {count}")
    assert count >= 500
