"""Workbooks that mean harm are refused within two seconds and little memory, the child process going on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from lotrinh.convert.child import Limits, ReadingChild
from lotrinh.lexicon.lists import list_of
from lotrinh.reading.errors import Refused
from lotrinh.reading.sources.xlsx import open_workbook
from lotrinh.reading.structure.list_rows import read_list
from tests.factories.files import package
from tests.factories.sheets import MAIN, OTHER, PERSON, people, rewritten

SHEET = "xl/worksheets/sheet1.xml"


def _in_sheet(more: str, after: str = "</sheetData>") -> Callable[[], bytes]:
    def made() -> bytes:
        return rewritten(people(PERSON), {SHEET: lambda text: text.replace(after, more + after)})

    return made


def _part(name: str, content: str) -> Callable[[], bytes]:
    return lambda: rewritten(people(PERSON), {name: lambda _: content})


_FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_WIDE = '<row r="9">' + "<c><v>1</v></c>" * 16_384 + "</row>"
_STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs>' + "".join(
    f'<xf numFmtId="{number}"/>' for number in range(1_000_000)
)
_STRINGS = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000_000}</t></si></sst>'
HOSTILE: dict[str, Callable[[], bytes]] = {
    "ô XFD1048576": _in_sheet(_FAR),
    "16.384 cột": _in_sheet(_WIDE),
    "gộp A1:XFD1048576": _in_sheet(
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "</worksheet>"
    ),
    "một triệu kiểu": _part("xl/styles.xml", _STYLES + "</cellXfs></styleSheet>"),
    "bom chuỗi dùng chung": _part("xl/sharedStrings.xml", _STRINGS),
}


@pytest.fixture(scope="module")
def child() -> Iterator[ReadingChild]:
    with_it = ReadingChild()
    yield with_it
    with_it.end()


@pytest.mark.parametrize("kind", HOSTILE)
def test_five_hostile_workbooks(kind: str, child: ReadingChild) -> None:
    content = HOSTILE[kind]()
    child.read({"name": "am.xlsx", "list": "people"}, people(PERSON), lambda *_: None, Limits())
    before = child.resident()
    begun = time.monotonic()
    answer = child.read({"name": "bieu.xlsx", "list": "people"}, content, lambda *_: None, Limits())
    taken = time.monotonic() - begun
    assert answer.kind == "refused"
    assert answer.as_dict()["refused"]["code"] in ("unsafe", "too_large")
    assert child.alive
    assert child.resident() - before < 200 * 1024 * 1024
    assert taken < 20


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "empty", "trống"),
        (b"ten,don vi\n", "wrong_type", "phải là XLSX"),
        (b"%PDF-1.7\n", "wrong_type", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "wrong_type", "đời cũ (XLS)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
            "mật khẩu",
        ),
        (package([("word/document.xml", "<a/>")]), "wrong_type", "Word (DOCX)"),
        (package([("xl/workbook.xml", "<a/>"), ("xl/vbaProject.bin", b"1")]), "wrong_type", "macro"),
        (package([("xl/workbook.xml", "<a/>")]), "unreadable", "XLSX"),
        (people(PERSON)[:-200], "unreadable", "XLSX"),
        (rewritten(people(PERSON), {SHEET: lambda text: text[: len(text) // 2]}), "unreadable", "XLSX"),
        (rewritten(people(PERSON), {SHEET: lambda text: "<!DOCTYPE a>" + text}), "unsafe", "DTD"),
    ],
    ids=range(11),
)
def test_what_is_no_workbook_is_named(content: bytes, code: str, word: str) -> None:
    with pytest.raises(Refused) as refused:
        open_workbook(content, "bieu.xlsx")
    assert (refused.value.code, word in refused.value.message) == (code, True), refused.value.message


def test_a_list_with_a_secrecy_mark_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        open_workbook(people(("MẬT",), PERSON), "bieu.xlsx")
    assert refused.value.code == "secret"


def test_cutting_a_file_anywhere_never_breaks_the_reader() -> None:
    content = people(PERSON, OTHER)
    for end in range(0, len(content), len(content) // 60):
        with pytest.raises(Refused):
            read_list(content[:end], "bieu.xlsx", list_of("people"))
