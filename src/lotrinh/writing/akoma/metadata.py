"""The metadata: FRBR identification, the document's own event, what it changes, references, notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from lotrinh.values.reading import Reading
from lotrinh.writing.akoma.identity import UNSTATED_DATE, Work
from lotrinh.writing.akoma.names import count_forbidden, put
from lotrinh.writing.akoma.places import Places
from lotrinh.writing.akoma.registry import Reference, Registry

_US = "#lotrinh"
_LANGUAGE = "vie"
_UNSTATED_ISSUER = "Cơ quan ban hành: văn bản không nêu"
_CHANGES = {"replaces": "replacement", "amends": "substitution"}


def put_identification(
    meta: etree._Element, reading: Reading, work: Work, component: str, author: str
) -> None:
    """Work, Expression and Manifestation; a date the document does not print is named "unstated"."""
    identification = put(meta, "identification", source=_US)
    stated = reading.header.date is not None
    day = work.day if stated else UNSTATED_DATE
    expression = f"{work.uri}/{_LANGUAGE}@{day if stated else ''}"
    for level, uri, ending in (
        ("Work", work.uri, ""), ("Expression", expression, ""), ("Manifestation", expression, ".xml")
    ):  # fmt: skip
        part = put(identification, f"FRBR{level}")
        put(part, "FRBRthis", value=f"{uri}/!{component}{ending}")
        put(part, "FRBRuri", value=f"{uri}{ending}")
        put(part, "FRBRdate", date=day, name="issued" if stated else "unstated")
        put(part, "FRBRauthor", href=_US if level == "Manifestation" else f"#{author}")
        if level == "Work":
            _put_work(part, reading, work)
        elif level == "Expression":
            put(part, "FRBRlanguage", language=_LANGUAGE)
        else:
            put(part, "FRBRformat", value="application/akn+xml")


def _put_work(part: etree._Element, reading: Reading, work: Work) -> None:
    put(part, "FRBRcountry", value=work.country)
    put(part, "FRBRsubtype", value=work.subtype)
    if reading.header.number:
        put(part, "FRBRnumber", value=reading.header.number)
    if reading.header.title:
        put(part, "FRBRname", value=reading.header.title)


def put_lifecycle(meta: etree._Element, reading: Reading) -> None:
    """The day of issue; without one there is no event to tell."""
    if reading.header.date:
        lifecycle = put(meta, "lifecycle", source=_US)
        put(
            lifecycle, "eventRef", eId="event_1", source="#original", type="generation",
            date=reading.header.date.isoformat(),
        )  # fmt: skip


def author_of(reading: Reading, registry: Registry) -> str:
    """The name in the references of who issued the document."""
    return registry.organisation(reading.header.issuer or _UNSTATED_ISSUER).eid


def put_modifications(analysis: etree._Element, reading: Reading, registry: Registry, places: Places) -> None:
    """Documents that this one replaces or amends, each from the element that says so."""
    changes = list(_changes(reading, registry, places))
    if changes:
        holder = put(analysis, "activeModifications")
        for number, (kind, source, target) in enumerate(changes, start=1):
            change = put(holder, "textualMod", eId=f"mod_{number}", type=kind)
            put(change, "source", eId=f"mod_{number}__source", href=f"#{source}" if source else "#original")
            put(change, "destination", eId=f"mod_{number}__destination", href=target.href)


def _changes(
    reading: Reading, registry: Registry, places: Places
) -> Iterator[tuple[str, str | None, Reference]]:
    told: set[str] = set()
    for citation in reading.citations:
        kind = _CHANGES.get(citation.relation)
        if kind and citation.number and citation.relation_of is None and citation.number not in told:
            told.add(citation.number)
            target = registry.document(citation.number, citation.type, citation.issuer)
            yield kind, places.anchor(citation.span).eid, target
    for number in dict.fromkeys(reading.header.replaces):
        if number not in told:
            yield "replacement", None, registry.document(number)


def put_references(meta: etree._Element, reading: Reading, registry: Registry, work: Work) -> None:
    """Everything the text and the metadata point to; short names of documents are given as entries too."""
    references = put(meta, "references", source=_US)
    put(
        references,
        "original",
        eId="original",
        href=work.uri,
        showAs=reading.header.number or reading.source.name,
    )
    for entry in registry.entries.values():
        name = {"name": "cited"} if entry.tag == "TLCReference" else {}
        put(references, entry.tag, eId=entry.eid, href=entry.href, showAs=entry.shown, **name)
    for number, (_, alias, cited) in enumerate(reading.aliases, start=1):
        target = registry.entries.get(("ref", cited))
        put(
            references, "TLCReference", eId=f"alias_{number}", name="alias", showAs=alias,
            href=target.href if target else f"#alias_{number}",
        )  # fmt: skip
    put(references, "TLCProcess", eId="lotrinh", href="/akn/ontology/process/lotrinh", showAs=reading.reader)


def put_notes(meta: etree._Element, reading: Reading) -> None:
    """What a reader of the XML has to know about how it came about."""
    notes = list(_notes(reading))
    if notes:
        holder = put(meta, "notes", source=_US)
        for number, words in enumerate(notes, start=1):
            put(put(holder, "note", eId=f"note_{number}"), "p").text = words


def _notes(reading: Reading) -> Iterator[str]:
    forbidden = count_forbidden(reading.text)
    if forbidden:
        yield f"{forbidden} ký tự điều khiển không viết được trong XML đã thay bằng U+FFFD."
    if reading.header.date is None:
        yield f"Văn bản không nêu ngày ban hành; {UNSTATED_DATE} chỉ giữ chỗ cho thuộc tính bắt buộc."
    if reading.header.number is None:
        yield "Văn bản không nêu số; tên trong IRI lấy từ SHA-256 của tệp gốc."
