"""The header of a document that came in an electronic message: what the message says stands before what is printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, cast

from lotrinh.lexicon.document_kinds import side_of_number
from lotrinh.lexicon.headers import kind_of_type
from lotrinh.reading.sources.envelope import Envelope
from lotrinh.reading.sources.messages import warning
from lotrinh.values.folding import search_key
from lotrinh.values.reading import DocumentKind, Header

_COMPARED = {
    "number": "số, ký hiệu",
    "type": "loại văn bản",
    "issuer": "cơ quan ban hành",
    "place": "nơi ban hành",
    "date": "ngày ban hành",
    "urgency": "mức độ khẩn",
    "signer_title": "chức vụ người ký",
    "signer_name": "người ký",
}


def under_envelope(header: Header, envelope: Envelope) -> tuple[Header, tuple[str, ...]]:
    """The header with the fields of the message, and a warning for each that differs from what is printed.

    A field both agree on keeps its printed form and its passage; one that only the message has, or has otherwise, has no
    passage in the text.
    """
    changed: dict[str, Any] = {}
    told: list[str] = []
    for name, what in _COMPARED.items():
        sent, printed = getattr(envelope, name), getattr(header, name)
        if sent is None or _agree(name, sent, printed):
            continue
        changed[name] = sent
        if printed is not None:
            told.append(warning("differs", what=what, sent=_shown(sent), printed=_shown(printed)))
    subject = envelope.subject
    if subject and not any(_agree("subject", subject, each) for each in (header.subject, header.title)):
        changed["subject"] = subject
        if printed := header.subject or header.title:
            told.append(warning("differs", what="trích yếu", sent=subject, printed=printed))
    if envelope.signer_authority and ("signer_title" in changed or not header.signer_authority):
        changed["signer_authority"] = envelope.signer_authority
    if recipients := envelope.recipients or (() if header.recipients else envelope.sent_to):
        changed["recipients"] = recipients
    if "number" in changed:
        changed["side"] = side_of_number(changed["number"])
    gone = {"signer" if name.startswith("signer") else name for name in changed}
    spans = {name: span for name, span in header.spans.items() if name not in gone}
    return replace(header, **changed, spans=spans), tuple(told)


def kind_of_header(header: Header, told: DocumentKind) -> DocumentKind:
    """The kind of a document by the type in its header, where that is known."""
    return cast(DocumentKind, kind_of_type().get(header.type or "", told))


def _agree(name: str, sent: Any, printed: Any) -> bool:
    """Whether two spellings say the same: one may be the shorter form of a body, an office or a subject."""
    if printed is None or isinstance(sent, date):
        return bool(sent == printed)
    one, other = search_key(str(sent)), search_key(str(printed))
    if name in ("number", "type", "signer_name", "urgency"):
        return one.replace(" ", "") == other.replace(" ", "")
    if name == "subject":
        return one in other or other in one
    return one.startswith(other) or other.startswith(one)


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
