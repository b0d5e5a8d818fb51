"""What an officer confirms: targets, tasks, duties, results and findings, each with the passage it came from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from lotrinh.values.deadline import NO_DEADLINE, Deadline
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import Comparator
from lotrinh.values.numerals import plain
from lotrinh.values.period import Period
from lotrinh.values.span import Span

TaskType = Literal["assigned", "solution", "organising", "report"]
Aggregation = Literal["level", "average", "total", "growth", "rank", "share"]
FindingKind = Literal["limitation", "cause", "lesson", "recommendation"]
ResultKind = Literal["estimate", "preliminary", "official"]

CERTAIN = 0.03
"""A record with a doubt below this is called certain (reading.md)."""


def _recognised(confidence: float | None) -> dict[str, float]:
    """The confidence of a record from a scanned page; other records do not speak of it."""
    return {} if confidence is None else {"ocr_confidence": confidence}


@frozen
class Target:
    """A figure to be reached. `span` is the figure, `sentence` where it stands."""

    id: str
    span: Span
    sentence: Span
    provision: str | None
    indicator: str | None
    scope: str | None
    comparator: Comparator
    value: Decimal | None
    unit: str | None
    aggregation: Aggregation
    horizon: Period | None
    owner: tuple[str, ...] = ()
    value_to: Decimal | None = None
    doubt: float = 0.0
    why: tuple[str, ...] = ()
    ocr_confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "span": self.span.as_list(),
            "sentence": self.sentence.as_list(),
            "provision": self.provision,
            "indicator": self.indicator,
            "scope": self.scope,
            "comparator": self.comparator,
            "value": plain(self.value),
            "value_to": plain(self.value_to),
            "unit": self.unit,
            "aggregation": self.aggregation,
            "horizon": self.horizon.as_dict() if self.horizon else None,
            "owner": list(self.owner),
            "doubt": self.doubt,
            "why": list(self.why),
            **_recognised(self.ocr_confidence),
        }


@frozen
class Task:
    """Work that somebody is to do. `span` is the work alone, without "Chủ trì, phối hợp ..." and without the deadline."""

    id: str
    span: Span
    sentence: Span
    provision: str | None
    type: TaskType
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    product: str | None = None
    deadline: Deadline = NO_DEADLINE
    flags: tuple[str, ...] = ()
    doubt: float = 0.0
    why: tuple[str, ...] = ()
    ocr_confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "span": self.span.as_list(),
            "sentence": self.sentence.as_list(),
            "provision": self.provision,
            "type": self.type,
            "lead": list(self.lead),
            "coordinating": list(self.coordinating),
            "product": self.product,
            "deadline": self.deadline.as_dict(),
            "flags": list(self.flags),
            "doubt": self.doubt,
            "why": list(self.why),
            **_recognised(self.ocr_confidence),
        }


@frozen
class Duty:
    """A duty to report: who, to whom, through whom, how often, when due."""

    id: str
    span: Span
    provision: str | None
    who: tuple[str, ...]
    to: tuple[str, ...]
    via: str | None
    frequency: str | None
    due: Deadline
    content: str | None
    doubt: float = 0.0
    why: tuple[str, ...] = ()
    ocr_confidence: float | None = None

    def as_dict(self, text: str) -> dict[str, Any]:
        return {
            "id": self.id,
            "span": self.span.as_list(),
            "provision": self.provision,
            "who": list(self.who),
            "to": list(self.to),
            "via": self.via,
            "frequency": self.frequency,
            "due": self.due.as_dict(),
            "raw": self.span.of(text),
            "content": self.content,
            "doubt": self.doubt,
            "why": list(self.why),
            **_recognised(self.ocr_confidence),
        }


@frozen
class Change:
    """A difference a result states: "tăng 2,1% so với năm 2020"."""

    delta: Decimal
    unit: str | None
    versus: str | None


@frozen
class VersusTarget:
    """What a result says of its target: "đạt 65,8% mục tiêu"."""

    pct: Decimal | None
    target: Decimal | None


@frozen
class Result:
    """A figure that was reached, as a report tells it."""

    id: str
    span: Span
    sentence: Span
    indicator: str | None
    scope: str | None
    value: Decimal | None
    unit: str | None
    period: Period | None
    comparator: Comparator = "="
    kind: ResultKind | None = None
    changes: tuple[Change, ...] = ()
    vs_target: VersusTarget | None = None
    doubt: float = 0.0
    why: tuple[str, ...] = ()
    ocr_confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "span": self.span.as_list(),
            "sentence": self.sentence.as_list(),
            "indicator": self.indicator,
            "scope": self.scope,
            "value": plain(self.value),
            "unit": self.unit,
            "period": self.period.as_dict() if self.period else None,
            "comparator": self.comparator,
            "kind": self.kind,
            "changes": [{"delta": plain(c.delta), "unit": c.unit, "versus": c.versus} for c in self.changes],
            "vs_target": {"pct": plain(self.vs_target.pct), "target": plain(self.vs_target.target)}
            if self.vs_target
            else None,
            "doubt": self.doubt,
            "why": list(self.why),
            **_recognised(self.ocr_confidence),
        }


@frozen
class Finding:
    """A limitation, cause, lesson or recommendation; `sender` and `receiver` for recommendations."""

    id: str
    span: Span
    kind: FindingKind
    nature: Literal["objective", "subjective"] | None = None
    sender: str | None = None
    receiver: str | None = None
    doubt: float = 0.0
    why: tuple[str, ...] = ()
    ocr_confidence: float | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "span": self.span.as_list(),
            "kind": self.kind,
            "nature": self.nature,
            "from": self.sender,
            "to": self.receiver,
            "doubt": self.doubt,
            "why": list(self.why),
            **_recognised(self.ocr_confidence),
        }
