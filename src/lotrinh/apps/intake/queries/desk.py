"""The desk: the original with every proposal marked, the cards beside it, and how far the work is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.directives.queries import Mark, Paragraph, sheet_of
from lotrinh.apps.intake.queries.cards import Card, Cards
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.folding import fold
from lotrinh.values.record import CERTAIN

_K = Proposal.Kind
_CLASSES = {_K.TASK: "task", _K.TARGET: "figure", _K.DUTY: "task", _K.LINK: "cite"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many proposals there are, how many are decided, and how many certain ones wait; `seen` tells those that wait
    with their versions, "3:1 5:2", for who decides on all of them."""

    total: int
    accepted: int
    rejected: int
    waiting: int
    certain_waiting: int
    seen: str

    @property
    def decided(self) -> int:
        return self.accepted + self.rejected


@dataclass(frozen=True, slots=True)
class UnreadPassage:
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Desk:
    directive: Directive
    sheet: tuple[Paragraph, ...]
    cards: tuple[Card, ...]
    counts: Counts
    unread: tuple[UnreadPassage, ...]


def desk_of(directive: Directive, today: date) -> Desk:
    """Three queries beside the directive itself: proposals, agencies, successions."""
    proposals = _of(directive)
    unread = unread_of(directive, proposals)
    return Desk(
        directive=directive,
        sheet=sheet_of(directive, _marks(directive, proposals, unread)),
        cards=Cards(directive, today).all(proposals),
        counts=_count(proposals),
        unread=unread,
    )


def _of(directive: Directive) -> list[Proposal]:
    """The proposals with the directive at hand, so that each finds its passage without a query."""
    proposals = list(directive.proposals.all())
    for proposal in proposals:
        proposal.directive = directive
    return proposals


def counts_of(directive: Directive) -> Counts:
    rows = directive.proposals.order_by().values_list("state", "doubt", "number", "version")
    return _counted(rows)


def _count(proposals: Iterable[Proposal]) -> Counts:
    return _counted((row.state, row.doubt, row.number, row.version) for row in proposals)


def _counted(rows: Iterable[tuple[str, float, int, int]]) -> Counts:
    listed = list(rows)
    states = Counter(state for state, *_ in listed)
    certain = sum(state == Proposal.State.PENDING and doubt < CERTAIN for state, doubt, *_ in listed)
    waiting = [(number, version) for state, _, number, version in listed if state == Proposal.State.PENDING]
    return Counts(
        total=len(listed),
        accepted=states[Proposal.State.ACCEPTED],
        rejected=states[Proposal.State.REJECTED],
        waiting=states[Proposal.State.PENDING],
        certain_waiting=certain,
        seen=" ".join(f"{number}:{version}" for number, version in sorted(waiting)),
    )


def unread_of(directive: Directive, proposals: Iterable[Proposal]) -> tuple[UnreadPassage, ...]:
    """Imperative and numeric passages that became no record, and that no officer has made one of since."""
    made = [(row.start, row.end) for row in proposals if row.by_officer]
    found = []
    for item in (directive.reading or {}).get("unread", []):
        start, end = item["span"]
        if not any(a < end and start < b for a, b in made):
            found.append(UnreadPassage(start, end, rejoined(directive.text[start:end]), item["reason"]))
    return tuple(found)


def unread_now(directive: Directive) -> tuple[UnreadPassage, ...]:
    return unread_of(directive, directive.proposals.filter(by_officer=True))


def _marks(
    directive: Directive, proposals: Iterable[Proposal], unread: Iterable[UnreadPassage]
) -> Iterator[Mark]:
    reading = directive.reading or {}
    named: set[str] = set()
    for row in proposals:
        data = row.current
        yield Mark(row.start, row.end, _CLASSES[_K(row.kind)], row.number)
        span = (data.get("deadline") or data.get("due") or {}).get("span")
        if span:
            yield Mark(span[0], span[1], "when", row.number)
        for key in ("lead", "coordinating", "who", "to", "owner"):
            named.update(data.get(key) or ())
    for body in reading.get("organisations", []):
        if body["name"] in named:
            yield Mark(body["span"][0], body["span"][1], "who")
    for citation in reading.get("citations", []):
        yield Mark(citation["span"][0], citation["span"][1], "cite")
    for passage in unread:
        yield Mark(passage.start, passage.end, "unread")


def next_waiting(directive: Directive, after: int) -> int | None:
    """The number of the card to go to when one was decided, in the order of the desk."""
    waiting = directive.proposals.filter(state=Proposal.State.PENDING).exclude(number=after)
    return waiting.order_by("-doubt", "start", "number").values_list("number", flat=True).first()


def find_passage(directive: Directive, typed: str) -> tuple[int, int] | None:
    """Where a pasted passage stands; case, marks and line breaks do not matter, its characters do."""
    words = fold(typed).split()
    if not words:
        return None
    folded = View.of(directive.text).folded
    key, places = _squeezed(folded)
    start = key.find(" ".join(words))
    if start < 0:
        return None
    return places[start], places[start + len(" ".join(words)) - 1] + 1


def _squeezed(folded: str) -> tuple[str, list[int]]:
    """The text with single spaces, and where each of its characters stands."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(folded):
        if char == " " and chars and chars[-1] == " ":
            continue
        chars.append(char)
        places.append(place)
    return "".join(chars), places


def data_from_passage(directive: Directive, kind: str, start: int, end: int) -> dict[str, Any]:
    """What a proposal made by hand starts from: the passage, and the provision it stands in."""
    return {"span": [start, end], "provision": provision_at(directive, start), **_EMPTY[kind]}


_EMPTY: dict[str, dict[str, Any]] = {
    _K.TASK: {"type": "assigned", "lead": [], "coordinating": [], "deadline": None, "product": None},
    _K.TARGET: {"indicator": "", "comparator": "=", "value": None, "unit": "", "horizon": None, "owner": []},
}


def provision_at(directive: Directive, start: int) -> str:
    """The path of the innermost provision that holds a place."""
    nodes, path = (directive.reading or {}).get("provisions", []), ""
    while True:
        inside = [node for node in nodes if node["span"][0] <= start < node["span"][1]]
        if not inside:
            return path
        path, nodes = inside[0]["path"], inside[0].get("children", [])
