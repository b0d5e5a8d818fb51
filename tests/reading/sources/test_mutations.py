"""Files cut short or with flipped bytes end as a text or as a refusal in Vietnamese; nothing else may happen."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from tests.factories.files import plan_docx, plan_html, plan_pdf, plan_txt

FORMATS = {"docx": plan_docx, "pdf": plan_pdf, "html": plan_html, "txt": plan_txt}
CODES = {"unsafe", "secret", "password", "empty", "unreadable", "no_text_layer", "too_large", "wrong_type"}
EACH = 25


def mutated(data: bytes, seed: int, count: int) -> Iterator[bytes]:
    """`count` copies cut at a random place and as many with one to eight bytes changed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield data[: chance.randrange(len(data))]
        copy = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
        yield bytes(copy)


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


@pytest.mark.parametrize("kind", FORMATS)
def test_mutated_files_end_well(kind: str) -> None:
    outcomes = [ends_well(data) for data in mutated(FORMATS[kind](), 7, EACH)]
    assert outcomes == [True] * (2 * EACH)


@pytest.mark.prove
@pytest.mark.parametrize("kind", FORMATS)
def test_eight_thousand_mutated_files_end_well(
    kind: str, record_property: Callable[[str, object], None]
) -> None:
    outcomes = [ends_well(data) for data in mutated(FORMATS[kind](), 11, 1000)]
    record_property("đọc được hoặc từ chối có lý do", f"{sum(outcomes)} trên {len(outcomes)}")
    assert outcomes == [True] * 2000
