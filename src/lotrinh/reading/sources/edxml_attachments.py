"""The files a message carries: base64, perhaps packed once more, in the order of its manifest."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from lxml import etree

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import secrecy, sniff
from lotrinh.reading.sources.archive import Package, open_package
from lotrinh.reading.sources.edxml_names import child_text, descendants
from lotrinh.reading.sources.messages import refusal
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen

_BLANKS = re.compile(r"\s+")
_CONTENTS = ("ContentTransferEncoded", "Content")
_ANNEX = re.compile(r"(?:phu ?luc|pl)[\W\d_]")


@frozen
class Attachment:
    """A file of a message under the name it was sent with."""

    name: str
    content: bytes


def attachments_of(root: etree._Element, package: Package | None) -> Iterator[Attachment]:
    """The files of a message: those written into it, and those that lie beside it in its package.

    Raises Refused: "secret" for a mark in a file name, "unreadable" for text that is no base64.
    """
    names = {
        _bare(child_text(each, "ContentId")): child_text(each, "AttachmentName")
        for each in descendants(root, "Reference")
    }
    inside = list(descendants(root, "Attachment"))
    order = list(names)
    inside.sort(key=lambda each: _rank(order, _bare(child_text(each, "ContentId"))))
    for each in inside:
        name = child_text(each, "AttachmentName") or child_text(each, "FileName")
        name = name or names.get(_bare(child_text(each, "ContentId"))) or "tep-dinh-kem"
        content = next((text for field in _CONTENTS if (text := child_text(each, field))), None)
        if content:
            yield _unpacked(_named(name), _decoded(content))
    for name in names.values() if package and not inside else ():
        if name and package and name in package.entries:
            yield Attachment(_named(name), package.read(name))


def main_document(attachments: Iterator[Attachment]) -> tuple[Attachment, tuple[Attachment, ...]]:
    """The first file that can be read and is no annex by its name, and the others. Raises Refused("empty") without one."""
    files = tuple(attachments)
    readable = [file for file in files if _is_readable(file)]
    if not readable:
        raise refusal("message_without_document")
    chosen = next((file for file in readable if not _ANNEX.match(search_key(file.name))), readable[0])
    return chosen, tuple(file for file in files if file is not chosen)


def _is_readable(file: Attachment) -> bool:
    """A document of any kind that is read but a message: none is looked for inside another."""
    try:
        return sniff.media_type(file.content) != sniff.EDXML
    except Refused:
        return False


def _named(name: str) -> str:
    secrecy.check_name(name)
    return name


def _bare(identity: str | None) -> str:
    return (identity or "").removeprefix("cid:").strip("<>")


def _rank(order: list[str], identity: str) -> int:
    return order.index(identity) if identity in order else len(order)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(_BLANKS.sub("", text), validate=True)
    except (binascii.Error, ValueError) as broken:
        raise refusal("damaged", what="edXML") from broken


def _unpacked(name: str, content: bytes) -> Attachment:
    """Some senders put each file into a package of its own; a Word file is a package too, and stays one."""
    if not content.startswith(b"PK\x03\x04"):
        return Attachment(name, content)
    package = open_package(content)
    if "[Content_Types].xml" in package.entries or len(package.entries) != 1:
        return Attachment(name, content)
    (inner,) = package.entries
    return Attachment(_named(inner.rsplit("/", 1)[-1]), package.read(inner))
