"""The references of the metadata: organisations, units and cited documents under the names the text points to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from lotrinh.values.mention import Citation
from lotrinh.values.reading import Reading
from lotrinh.writing.akoma.identity import ascii_words, work_of_citation


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry: `tag` is its element, `href` an IRI, `shown` what people read."""

    eid: str
    tag: str
    href: str
    shown: str


@dataclass(slots=True)
class Registry:
    """Entries in the order of their first use; the same name gives the same entry."""

    entries: dict[tuple[str, str], Reference] = field(default_factory=dict)
    dated: dict[str, Citation] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, reading: Reading) -> Registry:
        """A registry that knows the date of a document wherever the reading prints it once."""
        registry = cls()
        for citation in reading.citations:
            if citation.number and citation.date:
                registry.dated.setdefault(citation.number, citation)
        return registry

    def named(self, tag: str, prefix: str, name: str, path: str) -> Reference:
        """An organisation, person, place or unit under a concept of the ontology."""
        key = (prefix, name)
        if key not in self.entries:
            href = f"/akn/ontology/{path}/{ascii_words(name) or 'unnamed'}"
            self.entries[key] = Reference(self._next(prefix), tag, href, name)
        return self.entries[key]

    def _next(self, prefix: str) -> str:
        self.counts[prefix] += 1
        return f"{prefix}_{self.counts[prefix]}"

    def organisation(self, name: str) -> Reference:
        return self.named("TLCOrganization", "org", name, "organization/vn")

    def unit(self, name: str) -> Reference:
        return self.named("TLCConcept", "unit", name, "concept/unit")

    def document(self, number: str, type_: str | None = None, issuer: str | None = None) -> Reference:
        """A cited document: its Work where that can be named, else an entry of its own that only bears the number."""
        key = ("ref", number)
        if key not in self.entries:
            known = self.dated.get(number)
            if known:
                type_, issuer = type_ or known.type, issuer or known.issuer
            work = work_of_citation(type_, number, known.date if known else None, issuer)
            href = work.uri if work else f"/akn/ontology/reference/vn/{ascii_words(number) or 'unnamed'}"
            self.entries[key] = Reference(self._next("ref"), "TLCReference", href, number)
        return self.entries[key]
