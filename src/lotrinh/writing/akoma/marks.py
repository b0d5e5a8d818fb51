"""What is marked inside running text: cited documents, organisations, days, figures, and the parts of the head."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lotrinh.values.numerals import plain
from lotrinh.values.reading import Header, Reading
from lotrinh.values.span import Span
from lotrinh.writing.akoma.registry import Registry

_NOT_INSIDE = {
    "ref": frozenset({"ref", "docNumber"}),
    "organization": frozenset({"organization"}),
    "date": frozenset({"date", "docDate"}),
    "quantity": frozenset({"quantity", "ref", "date", "docDate", "docNumber"}),
}
_NOWHERE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline element around the text [start, end)."""

    start: int
    end: int
    tag: str
    attributes: Mapping[str, str]

    @property
    def not_inside(self) -> frozenset[str]:
        """Tags this one may not stand in."""
        return _NOT_INSIDE.get(self.tag, _NOWHERE)


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of a text, outer before inner."""

    marks: tuple[Mark, ...]
    starts: tuple[int, ...]
    unbroken: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, reading: Reading, registry: Registry) -> Marks:
        """The marks of a reading; what they point to is entered in the registry."""
        found = [*_of_head(reading.header, registry), *_of_text(reading, registry)]
        found.sort(key=lambda mark: (mark.start, -mark.end))
        return cls(tuple(found), tuple(mark.start for mark in found), tuple(_joined(found)))

    def hold(self, start: int, end: int) -> bool:
        """Whether a mark begins before `start` and ends after `end`: no paragraph may end there."""
        at = bisect_left(self.unbroken, (start,)) - 1
        return at >= 0 and end < self.unbroken[at][1]

    def within(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that lie in [start, end), in order."""
        for at in range(bisect_left(self.starts, start), len(self.marks)):
            mark = self.marks[at]
            if mark.start >= end:
                return
            if mark.end <= end:
                yield mark


def _joined(found: list[Mark]) -> Iterator[tuple[int, int]]:
    """Stretches that marks cover, overlapping ones as one."""
    start = end = -1
    for mark in found:
        if mark.start >= end:
            if start >= 0:
                yield start, end
            start, end = mark.start, mark.end
        end = max(end, mark.end)
    if start >= 0:
        yield start, end


def _of_text(reading: Reading, registry: Registry) -> Iterator[Mark]:
    for citation in reading.citations:
        if citation.number:
            target = registry.document(citation.number, citation.type, citation.issuer)
            href = target.href if "/ontology/" not in target.href else f"#{target.eid}"
            yield _mark(citation.span, "ref", href=href)
    for body in reading.organisations:
        yield _mark(body.span, "organization", refersTo=f"#{registry.organisation(body.name).eid}")
    for day in reading.dates:
        if day.granularity == "day" and day.period.start and day.period.last_day == day.period.start:
            yield _mark(day.span, "date", date=day.period.start.isoformat())
    for figure in reading.quantities:
        unit = registry.unit(figure.unit or "số đếm")
        yield _mark(figure.span, "quantity", refersTo=f"#{unit.eid}", normalized=plain(figure.value) or "")


def _of_head(header: Header, registry: Registry) -> Iterator[Mark]:
    spans = header.spans
    for name, tag in (
        ("number", "docNumber"),
        ("type", "docType"),
        ("title", "docTitle"),
        ("subject", "docPurpose"),
    ):
        if name in spans:
            yield _mark(spans[name], tag)
    if "date" in spans and header.date:
        yield _mark(spans["date"], "docDate", date=header.date.isoformat())
    if "issuer" in spans and header.issuer:
        yield _mark(spans["issuer"], "docProponent", refersTo=f"#{registry.organisation(header.issuer).eid}")
    if "place" in spans and header.place:
        place = registry.named("TLCLocation", "place", header.place, "location/vn")
        yield _mark(spans["place"], "location", refersTo=f"#{place.eid}")
    if "signer" in spans and header.signer_name:
        signer = registry.named("TLCPerson", "person", header.signer_name, "person/vn")
        yield _mark(spans["signer"], "signature")
        yield _mark(spans["signer"], "person", refersTo=f"#{signer.eid}")


def _mark(span: Span, tag: str, **attributes: str) -> Mark:
    return Mark(span.start, span.end, tag, attributes)
