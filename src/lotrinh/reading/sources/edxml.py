"""Electronic messages between offices (edXML, QCVN 102:2016/BTTTT): the header as data, the document as an attachment.

Senders differ in roots, name spaces and the case of names, so that elements are found by their bare names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module

from lxml import etree

from lotrinh.lexicon.document_kinds import abbreviation_of_name
from lotrinh.lexicon.edxml import priorities
from lotrinh.lexicon.formats import formats
from lotrinh.reading.sources import secrecy, sniff
from lotrinh.reading.sources.archive import Package, open_package
from lotrinh.reading.sources.edxml_attachments import Attachment, attachments_of, main_document
from lotrinh.reading.sources.edxml_names import child_text, descendants, first
from lotrinh.reading.sources.envelope import Envelope
from lotrinh.reading.sources.extracted import Extracted
from lotrinh.reading.sources.messages import refusal, warning
from lotrinh.reading.sources.xml import parse_xml
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen

_OPENING = re.compile(rb"<(?:[\w.-]+:)?edxml(?:envelope|header)?[\s>/]", re.IGNORECASE)
_NAMES = (".edxml", ".xml")
_DATE = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_HEAD = 4096
_LIMIT_MB = 70
"""A document of 50 MB is a third longer as base64."""


@frozen
class Message:
    """The document of a message with its file name, and what the message says of it."""

    envelope: Envelope
    document: bytes
    name: str
    warnings: tuple[str, ...] = ()


def is_message(data: bytes) -> bool:
    """Whether a file is an edXML message, or a package with one in it.

    >>> is_message(b"<?xml version='1.0'?><edXML xmlns='http://www.mic.gov.vn/TBT/QCVN_102_2016'/>"), is_message(b"<a/>")
    (True, False)
    """
    if data.startswith(b"PK\x03\x04"):
        return b".edxml" in data[-66_000:].lower()
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and _OPENING.search(head) is not None


def open_message(data: bytes, name: str) -> Message:
    """The document of a message and its envelope.

    Raises Refused: "secret" for a mark in the names or in any field of the header, "unsafe" for hostile XML or packages,
    "unreadable" for damage, "empty" for a message without a document (a receipt, a status).
    """
    if len(data) > _LIMIT_MB * 1024 * 1024:
        raise refusal("too_large", limit=_LIMIT_MB, size=-(-len(data) // (1024 * 1024)))
    secrecy.check_name(name)
    package = open_package(data) if data.startswith(b"PK") else None
    root = parse_xml(_message_in(package) if package else data, "edXML", long_texts=True)
    header = first(root, "MessageHeader")
    if header is None:
        raise refusal("message_without_document")
    secrecy.check("", _fields(root))
    document, others = main_document(attachments_of(root, package))
    return Message(_envelope(header), document.content, document.name, tuple(_told(others)))


def extract(data: bytes) -> Extracted:
    """The document of a message, by the reader of its own format."""
    message = open_message(data, "")
    reader = formats()[sniff.media_type(message.document)].reader
    extracted: Extracted = import_module(f"lotrinh.reading.sources.{reader}").extract(message.document)
    source = replace(extracted.source, media_type=sniff.EDXML, envelope=message.envelope)
    return replace(extracted, source=source)


def _message_in(package: Package) -> bytes:
    for name in package.entries:
        if name.lower().endswith(_NAMES) and is_message(content := package.read(name)):
            return content
    raise refusal("wrong_type", what="gói nén (ZIP)")


def _fields(root: etree._Element) -> Iterator[str]:
    """Every text of the message that is no file."""
    for element in root.iter(etree.Element):
        for text in (element.text, *element.attrib.values()):
            if text and len(text) < _HEAD and text.strip():
                yield str(text)


def _envelope(header: etree._Element) -> Envelope:
    kind = child_text(first(header, "DocumentType"), "TypeName")
    signer = first(header, "SignerInfo")
    promulgated = first(header, "PromulgationInfo")
    priority = child_text(first(header, "OtherInfo"), "Priority")
    return Envelope(
        number=_number(first(header, "Code")),
        type=abbreviation_of_name().get(search_key(kind)) if kind else None,
        issuer=child_text(first(header, "From"), "OrganName"),
        place=child_text(promulgated, "Place"),
        date=_date(child_text(promulgated, "PromulgationDate") or ""),
        subject=child_text(header, "Subject"),
        signer_title=child_text(signer, "Position"),
        signer_name=child_text(signer, "FullName") or child_text(signer, "Signer"),
        signer_authority=child_text(signer, "Competence"),
        urgency=priorities().get(priority or ""),
        recipients=tuple(_texts(first(header, "ToPlaces"), "Place")),
        sent_to=tuple(name for to in descendants(header, "To") if (name := child_text(to, "OrganName"))),
    )


def _number(code: etree._Element | None) -> str | None:
    """Number and symbol put together as they are printed: a hyphen before the symbol of a party body, else a slash.

    Some senders put the whole number into one of the two fields.
    """
    number, notation = child_text(code, "CodeNumber"), (child_text(code, "CodeNotation") or "").lstrip("/-")
    if not number or not notation:
        return number or notation or None
    if notation[:1].isdigit() and re.match(r"\d+[/-]", notation) and notation.split("/")[0] == number:
        return notation
    if not number.isdigit():
        return number
    party = "/" in notation and not notation[:1].isdigit()
    return f"{number}{'-' if party else '/'}{notation}"


def _date(text: str) -> date | None:
    """2026/01/10, 2026-01-10T08:00:00 and 10/01/2026 are one day; None for what is no date."""
    found = _DATE.match(text.strip())
    if found is None:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _texts(parent: etree._Element | None, name: str) -> Iterator[str]:
    for each in descendants(parent, name) if parent is not None else ():
        if text := " ".join((each.text or "").split()):
            yield unicodedata.normalize("NFC", text)


def _told(others: tuple[Attachment, ...]) -> Iterator[str]:
    if others:
        yield warning("other_attachments", names=", ".join(f"“{other.name}”" for other in others[:10]))
