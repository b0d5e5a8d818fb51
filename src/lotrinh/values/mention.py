"""What a passage mentions: documents, organisations, quantities, dates. Each knows where it stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from lotrinh.values.frozen import frozen
from lotrinh.values.numerals import plain
from lotrinh.values.period import Granularity, Period
from lotrinh.values.span import Span

Relation = Literal["implements", "based_on", "replaces", "amends", "reports_on", "mentions"]
OrganisationLevel = Literal["central", "province", "district", "commune", "party", "enterprise", "other"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~", "range"]
QuantityKind = Literal["level", "share", "growth", "points", "count", "money", "ratio", "rank", "index"]


@frozen
class Citation:
    """A document named in the text. `type` is the abbreviation (NQ, KH ...), `number` normalised ("122-KH/TU").

    `date` only where printed inside `span`. `alias_of` is the number of the document an alias stands for. `relation_of` is
    the number of the other document that stands in the relation; None means this document: in "Kế hoạch 122 về thực hiện
    Nghị quyết 23" it is plan 122 that implements resolution 23.
    """

    span: Span
    type: str | None
    number: str | None
    date: date | None = None
    issuer: str | None = None
    relation: Relation = "mentions"
    alias_of: str | None = None
    title: str | None = None
    relation_of: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "span": self.span.as_list(),
            "type": self.type,
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
            "issuer": self.issuer,
            "relation": self.relation,
            "alias_of": self.alias_of,
            "title": self.title,
            "relation_of": self.relation_of,
        }


@frozen
class Organisation:
    """A body that acts. `name` is written out and placed ("Sở Công Thương tỉnh Phú Yên"), never replaced by a successor."""

    span: Span
    name: str
    kind: str
    level: OrganisationLevel
    collective: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "span": self.span.as_list(),
            "name": self.name,
            "kind": self.kind,
            "level": self.level,
            "collective": self.collective,
        }


@frozen
class Quantity:
    """A number with its unit. `value` is as printed ("1.112 triệu USD" is 1112, unit "triệu USD")."""

    span: Span
    value: Decimal
    unit: str | None
    kind: QuantityKind
    comparator: Comparator = "="
    value_to: Decimal | None = None
    per: str | None = None
    ambiguous: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "span": self.span.as_list(),
            "value": plain(self.value),
            "value_to": plain(self.value_to),
            "unit": self.unit,
            "comparator": self.comparator,
            "kind": self.kind,
            "per": self.per,
            "ambiguous": self.ambiguous,
        }


@frozen
class DateMention:
    """A day or a stretch of time named in the text, with the preposition that limits it inside `span`."""

    span: Span
    period: Period
    granularity: Granularity
    recurring: bool = False
    every: str | None = None
    on: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "span": self.span.as_list(),
            **self.period.as_dict(),
            "granularity": self.granularity,
            "recurring": self.recurring,
        }
