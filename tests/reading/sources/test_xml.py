"""Hostile XML in any part of a package: refused, nothing of a file or a server reaches the text."""

from __future__ import annotations

import io
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from tests.factories.files import W, docx, package, paragraph

CANARY = "CHIM-HOANG-YEN-7301"
BODY = paragraph("Kế hoạch") + "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
PROLOGUES = {
    "tỉ tiếng cười": LAUGHS,
    "phình bậc hai": f'<!DOCTYPE a [<!ENTITY x "{"a" * 50_000}">]>',
    "DTD bên ngoài": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
    "thực thể tham số": '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///CANARY"> %p; <!ENTITY x "1">]>',
    "thực thể tệp": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///CANARY">]>',
    "thực thể mạng": '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
}
PARTS = {
    "word/document.xml": f"<w:document {W}><w:body>{BODY}</w:body></w:document>",
    "word/styles.xml": f"<w:styles {W}>{BODY}</w:styles>",
    "word/_rels/document.xml.rels": "<Relationships>&x;</Relationships>",
    "word/media/hinh.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
}


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    path = tmp_path / "canary.txt"
    path.write_text(CANARY, "utf-8")
    return path


@pytest.fixture(autouse=True)
def no_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("bộ đọc tìm cách ra mạng")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def hostile(part: str, prologue: str, canary: Path, encoding: str = "utf-8") -> bytes:
    """A Word document of which one part begins with the prologue and uses what it declares."""
    prologue = prologue.replace("/CANARY", str(canary))
    content = f'<?xml version="1.0" encoding="{encoding}"?>{prologue}{PARTS[part]}'.encode(encoding)
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("Kế hoạch")))) as plain:
        kept = [(name, plain.read(name)) for name in plain.namelist() if name != part]
    return package([*kept, (part, content)])


def is_refused(part: str, kind: str, canary: Path) -> bool:
    try:
        open_source(hostile(part, PROLOGUES[kind], canary), "a.docx")
    except Refused as refused:
        return (
            refused.code == "unsafe"
            and "khai báo DTD, không an toàn" in refused.message
            and CANARY not in refused.message
        )
    return False


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", PROLOGUES)
def test_declarations_are_refused_everywhere(part: str, kind: str, canary: Path) -> None:
    assert is_refused(part, kind, canary)


@pytest.mark.prove
def test_twenty_four_of_twenty_four(canary: Path, record_property: Callable[[str, object], None]) -> None:
    outcomes = [is_refused(part, kind, canary) for part in PARTS for kind in PROLOGUES]
    record_property("XML thù địch bị từ chối", f"{sum(outcomes)} trên {len(outcomes)}")
    assert outcomes == [True] * 24


def test_sheets_are_not_read_at_all(canary: Path) -> None:
    sheet = (
        f"<?xml version='1.0'?>{PROLOGUES['thực thể tệp'].replace('/CANARY', str(canary))}<sheet>&x;</sheet>"
    )
    book = [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<a/>"),
        ("xl/worksheets/sheet1.xml", sheet),
    ]
    with pytest.raises(Refused, match="bảng tính") as refused:
        open_source(package(book), "a.xlsx")
    assert refused.value.code == "wrong_type"


def test_another_encoding_hides_nothing(canary: Path) -> None:
    with pytest.raises(Refused, match="khai báo DTD"):
        open_source(hostile("word/styles.xml", PROLOGUES["thực thể tệp"], canary, "utf-16"), "a.docx")


def test_inclusion_is_refused(canary: Path) -> None:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{canary}" parse="text"/>'
    with pytest.raises(Refused, match="XInclude"):
        open_source(docx(paragraph("Kế hoạch") + include), "a.docx")


def test_links_to_the_outside_are_not_followed() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="x/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    source = open_source(
        docx(paragraph("Kế hoạch"), extra=[("word/_rels/settings.xml.rels", rels)]), "a.docx"
    )
    assert source.text == "Kế hoạch"


def test_a_page_with_entities_is_refused() -> None:
    page = f"<!DOCTYPE html [<!ENTITY x '{CANARY}'>]><html><body><p>&x;</p></body></html>"
    with pytest.raises(Refused, match="khai báo DTD"):
        open_source(page.encode(), "a.html")


def test_xml_nested_without_end_is_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 200 + paragraph("Kế hoạch") + "</w:sdtContent></w:sdt>" * 200
    with pytest.raises(Refused) as refused:
        open_source(docx(deep), "a.docx")
    assert refused.value.code in ("unsafe", "unreadable")
