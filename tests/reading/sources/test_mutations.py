"""Files cut short or with flipped bytes end as a text or as a refusal in Vietnamese; nothing else may happen."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from tests.factories.files import docx, paragraph, pdf
from tests.factories.sizes import two_sizes

EXAMPLES = Path(__file__).parents[3] / "examples"
LINES = 60
CODES = {"unsafe", "secret", "password", "empty", "unreadable", "no_text_layer", "too_large", "wrong_type"}


@cache
def documents() -> tuple[tuple[str, ...], ...]:
    """The first lines of the five example documents."""
    files = [path for path in sorted(EXAMPLES.iterdir()) if path.suffix in (".docx", ".html", ".txt")]
    texts = [open_source(path.read_bytes(), path.name).text for path in files]
    return tuple(tuple(line for line in text.split("\n") if line.strip())[:LINES] for text in texts)


def as_docx(lines: tuple[str, ...]) -> bytes:
    return docx("".join(paragraph(escape(line)) for line in lines))


def as_pdf(lines: tuple[str, ...]) -> bytes:
    return pdf([[line[:90] for line in lines[at : at + 35]] for at in range(0, len(lines), 35)])


def as_html(lines: tuple[str, ...]) -> bytes:
    return f"<!DOCTYPE html><html><body>{''.join(f'<p>{escape(line)}</p>' for line in lines)}</body></html>".encode()


def as_txt(lines: tuple[str, ...]) -> bytes:
    return "\n".join(lines).encode()


FORMATS = {"docx": as_docx, "pdf": as_pdf, "html": as_html, "txt": as_txt}


def mutated(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """`count` copies cut at a random place and as many with one to eight bytes changed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield data[: chance.randrange(len(data))]
        copy = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
        yield bytes(copy)


def damaged_inside(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """The same done to one part of a packed file, packed whole again: otherwise its checksum refuses first."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    chance = random.Random(seed)
    for number in range(count):
        hurt = chance.choice(list(parts))
        for content in mutated(parts[hurt], seed * count + number, 1):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
                for name, part in parts.items():
                    packed.writestr(name, content if name == hurt else part)
            yield out.getvalue()


def ends_well(data: bytes) -> bool:
    try:
        source = open_source(data, "ke-hoach")
    except Refused as refused:
        return (
            refused.code in CODES
            and refused.message.endswith((".", ")", "chữ."))
            and not refused.message.isascii()
        )
    return bool(source.text.strip()) and all(block.span.end <= len(source.text) for block in source.blocks)


def test_there_are_five_documents() -> None:
    assert len(documents()) == 5


@two_sizes(5, 200)
@pytest.mark.parametrize("kind", FORMATS)
def test_mutated_files_end_well(kind: str, size: int, record_property: Callable[[str, object], None]) -> None:
    """`size` cuts and as many changes of each of the five documents: 8,000 files in all at the whole size."""
    files = [FORMATS[kind](lines) for lines in documents()]
    outcomes = [
        ends_well(data) for seed, whole in enumerate(files, start=7) for data in mutated(whole, seed, size)
    ]
    record_property("đọc được hoặc từ chối có lý do", f"{sum(outcomes)} trên {len(outcomes)}")
    assert outcomes == [True] * (2 * size * len(files))


@two_sizes(5, 200)
def test_a_damaged_part_ends_well(size: int, record_property: Callable[[str, object], None]) -> None:
    outcomes = [
        ends_well(data)
        for seed, lines in enumerate(documents(), start=7)
        for data in damaged_inside(as_docx(lines), seed, size)
    ]
    record_property(
        "DOCX hỏng bên trong đọc được hoặc từ chối có lý do", f"{sum(outcomes)} trên {len(outcomes)}"
    )
    assert outcomes == [True] * (2 * size * len(documents()))
