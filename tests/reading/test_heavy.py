"""Documents of unusual size or build are read within the guard against hanging, or refused in words."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from tests.factories.files import docx, paragraph
from tests.factories.sizes import two_sizes

GUARD = 300.0
ROW = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("TT", "Nhiệm vụ số {n}", "Sở Tài chính"))
Record = Callable[[str, object], None]


def long_text(size: int) -> bytes:
    lines = (
        f"{n}. Sở Công Thương chủ trì xây dựng Đề án số {n}, hoàn thành trong năm 2027." for n in range(size)
    )
    return "\n".join(lines).encode()


def unbroken(size: int) -> bytes:
    return ("ế1," * (size * 500 // 3)).encode()


def many_tables(size: int) -> bytes:
    table = "<w:tbl><w:tr>{row}</w:tr></w:tbl>"
    tables = (table.format(row=ROW.format(n=n)) + paragraph(f"Xen giữa {n}") for n in range(size // 10))
    return docx("".join(tables))


def nested_tables(size: int) -> bytes:
    inner = paragraph("Kế hoạch")
    for _ in range(max(size // 200, 5)):
        inner = f"<w:tbl><w:tr><w:tc>{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    return docx(inner)


def many_paragraphs(size: int) -> bytes:
    return docx(paragraph("x") * (size * 20))


HEAVY: dict[str, tuple[Callable[[int], bytes], str]] = {
    "10.000 dòng": (long_text, "Đề án số 17"),
    "một đoạn 5 MB không dấu cách": (unbroken, "ế1,ế1"),
    "1.000 bảng": (many_tables, "Nhiệm vụ số 17"),
    "50 bảng lồng nhau": (nested_tables, "Kế hoạch"),
    "200.000 đoạn": (many_paragraphs, "x"),
}


def outcome(kind: str, size: int) -> tuple[str, float]:
    """What became of the document, and the seconds that took."""
    build, words = HEAVY[kind]
    data = build(size)
    begun = time.perf_counter()
    try:
        reading = read(data, "van-ban")
        assert words in reading.text
        ended = "read"
    except Refused as refused:
        ended = refused.code
    return ended, time.perf_counter() - begun


@two_sizes(500, 10_000)
def test_heavy_documents_come_to_an_end(size: int, record_property: Record) -> None:
    found = {kind: outcome(kind, size) for kind in HEAVY}
    record_property("văn bản nặng đọc xong hoặc từ chối", f"{len(found)} trên {len(HEAVY)}")
    record_property("lâu nhất, giây", f"{max(taken for _, taken in found.values()):.1f}")
    assert {ended for ended, _ in found.values()} <= {"read", "unsafe", "too_large"}
    assert max(taken for _, taken in found.values()) < GUARD


def test_100_001_paragraphs_are_too_many() -> None:
    words = "".join(paragraph(f"Nội dung {n} {n * 7919 % 100_003}") for n in range(100_001))
    with pytest.raises(Refused, match="hơn 100000 đoạn") as refused:
        read(docx(words), "a.docx")
    assert refused.value.code == "too_large"
