"""What a file is, told from its bytes alone: its name is never believed."""

from __future__ import annotations

import re

from lotrinh.lexicon.formats import formats
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.signatures import BINARY, OLE_STREAMS, TEXTUAL

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"
EDXML = "application/xml"

_FEWEST_TAGS = 3
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAGS = re.compile(rb"<(?:html|head|body|div|table|p|span|!doctype html|meta|br|h[1-6])[\s/>]", re.IGNORECASE)
_COMMENTS = re.compile(rb"\A(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_CONTROLS = bytes({*range(0x20)} - set(b"\t\n\x0b\x0c\r\x1b"))
"""Signs that no text holds; the escape sign is left out."""
_XML = re.compile(rb"\s*<\?xml[^>]*\?>\s*", re.IGNORECASE)


def media_type(data: bytes) -> str:
    """One of TEXT, HTML, PDF, DOCX (any ZIP package), DOC. Raises Refused("wrong_type") naming what the file is."""
    if data.startswith(_OLE):
        return _of_ole(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _alone(data, DOCX)
    if b"%PDF-" in data[:1024]:
        return _of_pdf(data)
    for place, mark, what in BINARY:
        if data.startswith(mark, place) and not _reads_as_text(data):
            raise refusal("wrong_type", what=what)
    return _of_text(data)


def _reads_as_text(data: bytes) -> bool:
    """Two letters may well begin a sentence ("BM", "MZ"): then no control characters follow."""
    return not re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data[:512]) and data[:1].isalpha()


def _of_pdf(data: bytes) -> str:
    start = data.find(b"%PDF-")
    if data[:start].strip(b"\xef\xbb\xbf\x00\t\r\n ") != b"":
        raise refusal("polyglot", what="PDF")
    return _alone(data, PDF)


def _alone(data: bytes, found: str) -> str:
    """A file that is also another file: a PDF that ends as a ZIP package, a package with a PDF or a page in front."""
    if found == PDF and b"PK\x05\x06" in data[-66_000:] and b"PK\x01\x02" in data:
        raise refusal("polyglot", what="PDF, ZIP")
    if found == DOCX and b"%PDF-" in data[:1024]:
        raise refusal("polyglot", what="ZIP, PDF")
    return found


def _of_ole(data: bytes) -> str:
    names = {name: name.encode("utf-16-le") in data for name, _ in OLE_STREAMS}
    for name, kind in OLE_STREAMS:
        if not names[name]:
            continue
        if kind == "password" or (kind == "word" and _word_is_encrypted(data)):
            raise refusal("password")
        if kind == "word":
            return DOC
        raise refusal("wrong_type", what=kind)
    raise refusal("wrong_type", what="tệp của phần mềm Office đời cũ")


def _word_is_encrypted(data: bytes) -> bool:
    """The document stream starts at the first sector as Word writes it; bit 8 of its flags tells encryption ([MS-DOC] 2.5.2)."""
    return data[512:514] == b"\xec\xa5" and bool(data[523:524] and data[523] & 0x01)


def _of_text(data: bytes) -> str:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<" in head:
        head = _COMMENTS.sub(b"", _XML.sub(b"", head, count=1))
    for row in formats().values():
        if row.opening and head.startswith(row.opening):
            return row.media_type
    for mark, what in TEXTUAL:
        if head.startswith(mark):
            raise refusal("wrong_type", what=what)
    if b"<?php" in data:
        raise refusal("wrong_type", what="mã chương trình (PHP)")
    return _of_markup(data, head.replace(b"\x00", b""))


def _of_markup(data: bytes, head: bytes) -> str:
    if head.startswith((b"<!doctype html", b"<html")) or _has_tags(data[:20_000]):
        if b"PK\x05\x06" in data[-66_000:]:
            raise refusal("polyglot", what="HTML, ZIP")
        return HTML
    if head.startswith((b"<!doctype", b"<!entity")):
        raise refusal("dtd")
    if data.lstrip().startswith(b"<?xml"):
        raise refusal("wrong_type", what="dữ liệu XML")
    if _is_binary(data):
        raise refusal("wrong_type", what="tệp nhị phân không rõ loại")
    return TEXT


def _has_tags(head: bytes) -> bool:
    """Three tags of a web page; counting the signs they open with spares the search in nearly every text."""
    return head.count(b"<") >= _FEWEST_TAGS and len(_TAGS.findall(head.replace(b"\x00", b""))) >= _FEWEST_TAGS


def _is_binary(data: bytes) -> bool:
    """Control characters in bulk that UTF-16 does not explain."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    halves = (head[0::2].count(0), head[1::2].count(0))
    if max(halves) > len(head) * 0.15 and min(halves) < len(head) * 0.02:
        return False
    return len(head) - len(head.translate(None, _CONTROLS)) > max(2, len(head) * 0.01)
