"""A whole reading: what one document says, every item with the passage it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any, Literal

from lotrinh.values.frozen import frozen
from lotrinh.values.mention import Citation, DateMention, Organisation, Quantity
from lotrinh.values.record import Duty, Finding, Result, Target, Task
from lotrinh.values.span import Span

DocumentKind = Literal[
    "plan", "programme", "decision", "resolution", "directive", "conclusion",
    "notice", "telegram", "letter", "report", "submission", "press",
]  # fmt: skip

FORMAT = "lotrinh-reading/1"


@frozen
class Known:
    """What the caller knows beforehand, as plain mappings; all may be empty.

    `province` is the printed name of the caller's own province ("tỉnh Phú Yên"); it places names only where the document
    does not say its own. `agencies` maps a folded name to a written-out one; `directives` a number to its ISO date.
    """

    province: str | None = None
    agencies: Mapping[str, str] = field(default_factory=dict)
    directives: Mapping[str, str] = field(default_factory=dict)


@frozen
class Source:
    """Where the text came from."""

    name: str
    media_type: str
    sha256: str
    size: int
    encoding: str | None = None
    pages: int | None = None
    ocr: bool = False
    warnings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "media_type": self.media_type,
            "sha256": self.sha256,
            "bytes": self.size,
            "encoding": self.encoding,
            "pages": self.pages,
            "ocr": self.ocr,
            "warnings": list(self.warnings),
        }


@frozen
class Header:
    """The header and the closing of a document; an absent value is None. `spans` has the passages under the same names."""

    number: str | None = None
    type: str | None = None
    side: Literal["state", "party"] | None = None
    issuer: str | None = None
    place: str | None = None
    date: date | None = None
    title: str | None = None
    subject: str | None = None
    signer_title: str | None = None
    signer_name: str | None = None
    signer_authority: str | None = None
    recipients: tuple[str, ...] = ()
    urgency: str | None = None
    replaces: tuple[str, ...] = ()
    spans: Mapping[str, Span] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        signer = {"title": self.signer_title, "name": self.signer_name, "authority": self.signer_authority}
        return {
            "number": self.number,
            "type": self.type,
            "side": self.side,
            "issuer": self.issuer,
            "place": self.place,
            "date": self.date.isoformat() if self.date else None,
            "title": self.title,
            "subject": self.subject,
            "signer": signer if any(signer.values()) else None,
            "recipients": list(self.recipients),
            "urgency": self.urgency,
            "replaces": list(self.replaces),
        }


@frozen
class Provision:
    """A node of the outline: `path` "III.1.-2" is the trail of labels, bullets counted within their parent.

    `heading` is None for bullets and for numbered paragraphs that are no headings. `span` covers the node with all below it;
    `own` the node's own paragraph.
    """

    path: str
    label: str
    level: int
    heading: str | None
    span: Span
    own: Span
    children: tuple[Provision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        yield self
        for child in self.children:
            yield from child.walk()

    def as_dict(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "label": self.label,
            "level": self.level,
            "heading": self.heading,
            "span": self.span.as_list(),
            "children": [child.as_dict() for child in self.children],
        }


@frozen
class Table:
    """A table of the text: `columns` are the header texts, each row the spans of its cells (None is an empty cell)."""

    path: str | None
    span: Span
    columns: tuple[str, ...]
    rows: tuple[tuple[Span | None, ...], ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "span": self.span.as_list(),
            "columns": list(self.columns),
            "rows": [[cell.as_list() if cell else None for cell in row] for row in self.rows],
        }


@frozen
class Unread:
    """An imperative or numeric passage that became no record, and why."""

    span: Span
    reason: str


@frozen
class Coverage:
    """How many imperative and numeric passages there are and how many became records."""

    imperative: int = 0
    captured: int = 0
    numeric: int = 0
    captured_numeric: int = 0

    def with_rows(self, rows: Coverage) -> Coverage:
        """These counts and those of the rows of tables.

        >>> Coverage(2, 1, 3, 3).with_rows(Coverage(10, 9))
        Coverage(imperative=12, captured=10, numeric=3, captured_numeric=3)
        """
        return Coverage(
            self.imperative + rows.imperative,
            self.captured + rows.captured,
            self.numeric + rows.numeric,
            self.captured_numeric + rows.captured_numeric,
        )


@frozen
class Reading:
    """The object of design "lotrinh-reading/1". All spans index `text`, which is NFC."""

    source: Source
    kind: DocumentKind
    text: str
    header: Header
    provisions: tuple[Provision, ...] = ()
    tables: tuple[Table, ...] = ()
    citations: tuple[Citation, ...] = ()
    aliases: tuple[tuple[Span, str, str], ...] = ()
    self_references: tuple[Span, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    targets: tuple[Target, ...] = ()
    tasks: tuple[Task, ...] = ()
    duties: tuple[Duty, ...] = ()
    results: tuple[Result, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    coverage: Coverage = Coverage()
    reader: str = "lotrinh"

    def to_dict(self) -> dict[str, Any]:
        """Plain lists, strings and numbers, ready for JSON."""
        return {
            "format": FORMAT,
            "reader": self.reader,
            "source": self.source.as_dict(),
            "kind": self.kind,
            "text": self.text,
            "header": self.header.as_dict(),
            "header_spans": {name: span.as_list() for name, span in self.header.spans.items()},
            "provisions": [p.as_dict() for p in self.provisions],
            "tables": [t.as_dict() for t in self.tables],
            "citations": [c.as_dict() for c in self.citations],
            "aliases": [{"span": s.as_list(), "name": n, "citation": c} for s, n, c in self.aliases],
            "self_references": [{"span": s.as_list()} for s in self.self_references],
            "organisations": [o.as_dict() for o in self.organisations],
            "quantities": [q.as_dict() for q in self.quantities],
            "dates": [d.as_dict() for d in self.dates],
            "targets": [t.as_dict() for t in self.targets],
            "tasks": [t.as_dict() for t in self.tasks],
            "duties": [d.as_dict(self.text) for d in self.duties],
            "results": [r.as_dict() for r in self.results],
            "findings": [f.as_dict() for f in self.findings],
            "unread": [{"span": u.span.as_list(), "reason": u.reason} for u in self.unread],
            "coverage": {
                "imperative": self.coverage.imperative,
                "captured": self.coverage.captured,
                "numeric": self.coverage.numeric,
                "captured_numeric": self.coverage.captured_numeric,
            },
        }
