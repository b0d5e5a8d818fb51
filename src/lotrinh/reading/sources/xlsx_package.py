"""The parts of an Excel package, within limits that are looked at before anything is unpacked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import secrecy, sniff
from lotrinh.reading.sources.archive import Package, open_package, shown_size
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.xml import check_xml, parse_xml
from lotrinh.values.frozen import frozen

MAX_PART = 40 * 1024 * 1024
"""A sheet with 20,000 rows of twelve columns unpacks to some 15 MB."""
MAX_ELEMENTS = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK, _ENCRYPTED = (name.encode("utf-16-le") for name in ("Workbook", "EncryptedPackage"))
_DOCUMENT_KINDS = {"word/document.xml": "văn bản Word (DOCX)", "ppt/presentation.xml": "trình chiếu (PPTX)"}


@frozen
class Part:
    """A visible sheet: its name and the part that holds it."""

    name: str
    path: str


@frozen
class SheetPackage:
    """A package with a workbook in it; parts are unpacked when asked for, one at a time."""

    package: Package

    @classmethod
    def of(cls, data: bytes, name: str) -> SheetPackage:
        """Raises Refused: wrong_type, password, unsafe, too_large, unreadable; secret for a marked file name."""
        secrecy.check_name(name)
        _check_kind(data)
        try:
            package = open_package(data)
        except Refused as refused:
            if refused.code == "unreadable":
                raise refusal("damaged", what="XLSX") from refused
            raise
        _check_parts(package)
        return cls(package)

    def has(self, path: str) -> bool:
        return path in self.package.entries

    def root(self, path: str) -> etree._Element:
        return parse_xml(self._content(path), "XLSX")

    def elements(self, path: str, *names: str) -> Iterator[tuple[bool, etree._Element]]:
        """The elements of those local names as they begin (True) and as they end, forgotten after their end.

        However many there are, few are held at a time; beyond MAX_ELEMENTS the file is refused.
        """
        content = self._content(path)
        check_xml(content)
        tags = [f"{{*}}{name}" for name in names]
        walk = etree.iterparse(
            BytesIO(content),
            events=("start", "end"),
            tag=tags,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
        )
        seen = 0
        try:
            for event, element in walk:
                yield event == "start", element
                if event == "end":
                    seen += 1
                    if seen > MAX_ELEMENTS:
                        raise refusal("sheet_crowded", what=f"hơn {MAX_ELEMENTS} ô, dòng hoặc kiểu định dạng")
                    _forget(element)
        except etree.XMLSyntaxError as broken:
            raise refusal("damaged", what="XLSX") from broken

    def sheets(self) -> tuple[tuple[Part, ...], bool]:
        """The visible sheets in their order, and whether days count from 1904."""
        root = self.root("xl/workbook.xml")
        targets = {
            each.get("Id", ""): _path_of(each.get("Target", ""))
            for each in self.root("xl/_rels/workbook.xml.rels")
        }
        found = []
        for sheet in root.iterfind(".//{*}sheets/{*}sheet"):
            key = next(
                (str(value) for name, value in sheet.items() if str(name).endswith("relationships}id")), ""
            )
            path = targets.get(key, "")
            if sheet.get("state", "visible") == "visible" and self.has(path):
                found.append(Part(sheet.get("name", ""), path))
        settings = root.find("{*}workbookPr")
        return tuple(found), settings is not None and settings.get("date1904") in ("1", "true")

    def _content(self, path: str) -> bytes:
        try:
            return self.package.read(path)
        except KeyError as missing:
            raise refusal("damaged", what="XLSX") from missing


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _path_of(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _check_kind(data: bytes) -> None:
    if not data.strip(b"\x00\t\r\n "):
        raise refusal("empty")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refusal("password")
        raise refusal(
            "not_a_sheet", what="tệp Excel đời cũ (XLS)" if _WORKBOOK in data else "tệp Office đời cũ"
        )
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise refusal("not_a_sheet", what="PDF" if b"%PDF-" in data[:1024] else "loại tệp khác")
    sniff.media_type(data)


def _check_parts(package: Package) -> None:
    """Told from the directory alone."""
    names = {str(name): info for name, info in package.entries.items()}
    if "xl/workbook.xml" not in names:
        found = (words for name, words in _DOCUMENT_KINDS.items() if name in names)
        raise refusal("not_a_sheet", what=next(found, "gói nén (ZIP)"))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refusal("sheet_macro")
    for name, info in names.items():
        if name.startswith("xl/") and name.endswith((".xml", ".rels")) and info.file_size > MAX_PART:
            raise refusal("sheet_crowded", what=f"phần {name} chiếm {shown_size(info.file_size)}")
