"""Spreadsheets are no documents: however hostile, they are known by their parts and refused before one is unpacked."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from tests.factories.files import package

SHEET = "xl/worksheets/sheet1.xml"
MEGABYTE = 1024 * 1024
HOSTILE: dict[str, tuple[str, str]] = {
    "ô XFD1048576": (SHEET, '<worksheet><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></worksheet>'),
    "16.384 cột": (SHEET, "<worksheet><row>" + "<c><v>1</v></c>" * 16_384 + "</row></worksheet>"),
    "gộp A1:XFD1048576": (SHEET, '<worksheet><mergeCell ref="A1:XFD1048576"/></worksheet>'),
    "một triệu kiểu": ("xl/styles.xml", "<styleSheet>" + '<xf numFmtId="0"/>' * 1_000_000 + "</styleSheet>"),
    "bom chuỗi dùng chung": ("xl/sharedStrings.xml", "<sst><si><t>" + "x" * 30_000_000 + "</t></si></sst>"),
}


def outcome(kind: str) -> tuple[str, int]:
    """The code of the refusal and the bytes of memory held at most."""
    data = package([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"), HOSTILE[kind]])
    tracemalloc.start()
    begun = time.perf_counter()
    with pytest.raises(Refused) as refused:
        open_source(data, "bieu.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.perf_counter() - begun < 20
    return refused.value.code, peak


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_sheet_is_refused_without_being_unpacked(kind: str) -> None:
    code, peak = outcome(kind)
    assert code in ("wrong_type", "unsafe")
    assert peak < 20 * MEGABYTE


def test_a_plain_sheet_is_told_where_it_belongs() -> None:
    book = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"), (SHEET, "<worksheet/>")]
    with pytest.raises(Refused, match=r"bảng tính \(XLSX\); biểu số liệu nạp ở mục báo cáo"):
        open_source(package(book), "bieu.docx")


@pytest.mark.prove
def test_five_of_five(record_property: Callable[[str, object], None]) -> None:
    found = [outcome(kind) for kind in HOSTILE]
    record_property("bảng tính thù địch bị từ chối", f"{len(found)} trên {len(HOSTILE)}")
    record_property("bộ nhớ nhiều nhất, MB", max(peak for _, peak in found) // MEGABYTE)
    assert max(peak for _, peak in found) < 20 * MEGABYTE
