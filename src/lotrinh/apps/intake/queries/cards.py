"""Proposals as cards: in words, with who the printed agencies are today and why the reader doubts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.directives.models import Directive, DirectiveLink, Proposal
from lotrinh.apps.organisations.queries import Directory, Heirs, Successions, directory_of, successions_of
from lotrinh.evaluation.deadlines import due_on
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.deadline import Deadline
from lotrinh.values.doubts import DOUBTS
from lotrinh.values.numerals import format_date, format_number, parse_date
from lotrinh.values.period import Period
from lotrinh.values.record import CERTAIN

COMPARATORS = {
    "=": "bằng",
    ">": "trên",
    ">=": "từ … trở lên",
    "<": "dưới",
    "<=": "không quá",
    "~": "khoảng",
    "range": "trong khoảng",
}
FREQUENCIES = {
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half": "6 tháng một lần",
    "year": "hằng năm",
}


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency as printed and what became of it since; `open_question` where an officer will have to choose."""

    printed: str
    note: str = ""
    open_question: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal. `pairs` are its facts in words, `agencies` those that name agencies."""

    number: int
    kind: str
    kind_label: str
    state: str
    place: str
    aside: str
    badge: str
    badge_label: str
    text: str
    figure: str
    agencies: tuple[tuple[str, tuple[AgencyLine, ...]], ...]
    pairs: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    certain: bool
    doubt: float
    start: int
    decided_by: str
    by_officer: bool
    version: int

    @property
    def waiting(self) -> bool:
        return self.state == Proposal.State.PENDING


class Cards:
    """Makes the cards of one directive; agencies and successions are loaded once."""

    def __init__(self, directive: Directive, today: date) -> None:
        self.directive, self.today = directive, today
        self.directory: Directory = directory_of(directive.province_id)
        self.successions: Successions = successions_of(directive.province_id)

    def all(self, proposals: Iterable[Proposal]) -> tuple[Card, ...]:
        """Waiting ones first, the most doubtful on top; then the decided ones as they stand in the text."""
        made = [self.card(proposal) for proposal in proposals]
        return tuple(
            sorted(made, key=lambda c: (not c.waiting, -c.doubt if c.waiting else 0, c.start, c.number))
        )

    def card(self, proposal: Proposal) -> Card:
        data = proposal.current
        face = _FACES[Proposal.Kind(proposal.kind)](self, proposal, data)
        return Card(
            number=proposal.number,
            kind=proposal.kind,
            kind_label=proposal.get_kind_display(),
            state=proposal.state,
            place=place_in_words(data.get("provision")),
            aside=face.aside,
            badge=face.badge[0],
            badge_label=face.badge[1],
            text=face.text,
            figure=face.figure,
            agencies=face.agencies,
            pairs=tuple((label, value) for label, value in face.pairs if value),
            reasons=tuple(_(DOUBTS[code].words) for code in proposal.why if code in DOUBTS),
            certain=proposal.doubt < CERTAIN,
            doubt=proposal.doubt,
            start=proposal.start,
            decided_by=proposal.decided_by,
            by_officer=proposal.by_officer,
            version=proposal.version,
        )

    def agency(self, name: str, *, must_match: bool) -> AgencyLine:
        """An agency that has to act and answers to no known name is an open question."""
        found = self.directory.find(name, self.directive.issued_on)
        if found is None:
            return AgencyLine(name, _("chưa có trong danh mục cơ quan") if must_match else "", must_match)
        heirs = self.successions.heirs(found, self.today)
        return AgencyLine(name, _heirs_in_words(heirs), bool(heirs.choices))

    def agencies(self, names: Iterable[str], *, must_match: bool = False) -> tuple[AgencyLine, ...]:
        return tuple(self.agency(name, must_match=must_match) for name in names)

    def badge(self, deadline: Deadline) -> tuple[str, str]:
        """What is to be seen of the deadline at once: that it was over when the document was entered, or absent."""
        if deadline.kind == "none":
            return "none", _("không có thời hạn")
        entered = timezone.localtime(self.directive.entered_at).date()
        day = due_on(deadline, issued=self.directive.issued_on, at=entered).day
        if deadline.kind != "recurring" and day is not None and day < entered:
            return "late", _("đã quá hạn khi nhập")
        return "", ""


@dataclass(frozen=True, slots=True)
class _Face:
    text: str
    pairs: tuple[tuple[str, str], ...] = ()
    agencies: tuple[tuple[str, tuple[AgencyLine, ...]], ...] = ()
    aside: str = ""
    figure: str = ""
    badge: tuple[str, str] = ("", "")


def _heirs_in_words(heirs: Heirs) -> str:
    """ "từ 01/03/2025 Sở Tài chính, từ 01/7/2025 Sở Tài chính tỉnh Mẫu Mới", or that a choice is to be made."""
    steps = [
        _("từ %(day)s %(who)s") % {"day": format_date(step.since), "who": step.organisation.name}
        for step in heirs.trail
    ]
    if heirs.choices:
        shares = "; ".join(
            f"{c.organisation.name} ({c.field})" if c.field else c.organisation.name for c in heirs.choices
        )
        since = format_date(heirs.choices[0].since)
        steps.append(_("từ %(day)s chia cho: %(shares)s") % {"day": since, "shares": shares})
    return ", ".join(steps)


def place_in_words(path: str | None) -> str:
    """The numbered provision a passage stands in; bullets have no number an officer would name.

    >>> place_in_words("IV.12.-2"), place_in_words("II.1~2"), place_in_words(None)
    ('IV.12', 'II.1', '')
    """
    parts = [part.partition("~")[0] for part in (path or "").split(".")]
    return ".".join(part for part in parts if part[:1].isalnum())


def _passage(proposal: Proposal) -> str:
    return rejoined(proposal.directive.text[proposal.start : proposal.end])


def _task(cards: Cards, proposal: Proposal, data: Mapping[str, Any]) -> _Face:
    deadline = Deadline.from_dict(data.get("deadline"))
    return _Face(
        text=data.get("title") or _passage(proposal),
        agencies=(
            (_("Chủ trì"), cards.agencies(data.get("lead") or (), must_match=True)),
            (_("Phối hợp"), cards.agencies(data.get("coordinating") or ())),
        ),
        pairs=(
            (_("Thời hạn"), deadline.in_words() if deadline.kind != "none" or deadline.raw else ""),
            (_("Sản phẩm"), data.get("product") or ""),
        ),
        badge=cards.badge(deadline),
    )


def figure_in_words(data: Mapping[str, Any]) -> str:
    """ "trên 38,5%", "từ 70% trở lên", "8-9%": a figure with its comparator and its unit."""
    unit = data.get("unit") or ""
    unit = unit if unit.startswith("%") else f" {unit}" if unit else ""
    value = format_number(Decimal(data["value"])) if data.get("value") else _("chưa rõ số")
    if data.get("value_to"):
        return f"{value}–{format_number(Decimal(data['value_to']))}{unit}"
    comparator = data.get("comparator") or "="
    if comparator == ">=":
        return f"từ {value}{unit} trở lên"
    return f"{value}{unit}" if comparator == "=" else f"{COMPARATORS[comparator]} {value}{unit}"


def horizon_in_words(data: Mapping[str, Any]) -> str:
    horizon = data.get("horizon") or {}
    first, last = parse_date(horizon.get("from") or ""), parse_date(horizon.get("to") or "")
    return Period.inclusive(first, last).in_words() if first or last else ""


def _target(cards: Cards, proposal: Proposal, data: Mapping[str, Any]) -> _Face:
    horizon = horizon_in_words(data)
    return _Face(
        text=data.get("indicator") or _("Chưa rõ chỉ tiêu đo điều gì"),
        pairs=(
            (_("Thời điểm"), horizon),
            (_("Phạm vi"), data.get("scope") or ""),
        ),
        figure=figure_in_words(data),
        agencies=((_("Theo dõi"), cards.agencies(data.get("owner") or (), must_match=True)),),
        aside="" if horizon else _("không nêu thời điểm"),
    )


def _duty(cards: Cards, proposal: Proposal, data: Mapping[str, Any]) -> _Face:
    due = Deadline.from_dict(data.get("due"))
    return _Face(
        text=data.get("content") or _passage(proposal),
        agencies=(
            (_("Ai báo cáo"), cards.agencies(data.get("who") or ())),
            (_("Gửi đến"), cards.agencies(data.get("to") or ())),
        ),
        pairs=(
            (_("Qua"), data.get("via") or ""),
            (_("Thời hạn"), due.in_words() if due.kind != "none" else ""),
        ),
        aside=FREQUENCIES.get(data.get("frequency") or "", ""),
    )


def _link(cards: Cards, proposal: Proposal, data: Mapping[str, Any]) -> _Face:
    relation = DirectiveLink.Relation(data["relation"]).label
    cited = f"{data.get('type') or ''} {data['number']}".strip()
    day = parse_date(data.get("date") or "")
    known = " · ".join(part for part in (data.get("issuer") or "", format_date(day)) if part)
    return _Face(
        text=_("Văn bản này %(relation)s %(document)s") % {"relation": relation, "document": cited},
        pairs=(
            (_("Văn bản kia"), known),
            (_("Trích yếu"), data.get("title") or ""),
            (_("Trong câu"), _passage(proposal)),
        ),
    )


_FACES = {
    Proposal.Kind.TASK: _task,
    Proposal.Kind.TARGET: _target,
    Proposal.Kind.DUTY: _duty,
    Proposal.Kind.LINK: _link,
}
