"""One directive's page: what it is, who follows it, where it stands, what hangs on it and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.policy import is_outside
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.directives.queries.cascade import Cascade, cascade_of
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import Successions, former_territory, successions_of
from lotrinh.apps.ui.parts import Station
from lotrinh.evaluation.goal import Goal
from lotrinh.reading.sources.messages import WARNINGS
from lotrinh.values.deadline import Deadline
from lotrinh.values.numerals import format_date
from lotrinh.values.period import Period


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty to report, in words."""

    content: str
    who: str
    to: str
    due: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target: its code, what is measured, the figure and the time in words."""

    code: str
    indicator: str
    figure: str
    horizon: str


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """`focal` and `issuer_office` are as named on confirmation, with who does their work today."""

    cascade: Cascade
    road: tuple[Station, ...]
    focal: str
    issuer_office: str
    coverage: str
    tasks: int
    targets: tuple[TargetLine, ...]
    duties: tuple[DutyLine, ...]
    waiting: int
    readers: tuple[str, ...]
    history: tuple[Event, ...] | None


def is_marked_internal(directive: Directive) -> bool:
    """Whether its own text says LƯU HÀNH NỘI BỘ."""
    return WARNINGS["internal"] in (directive.reading or {}).get("warnings", ())


def answering_for(directive: Directive, on: date) -> set[UUID]:
    """Who today is the focal agency, the issuer's office, and the agency that entered the document."""
    successions = successions_of(directive.province_id)
    named = (directive.focal, directive.issuer_office, directive.entered_for)
    return {successions.heirs(body, on).keeper.pk for body in named if body}


def page_of_directive(by: Any, directive: Directive, today: date) -> DirectivePage:
    """What stands above (tasks, targets, duties) is reached from the directive, never imported.

    Whoever looks from outside is not told who inside did what.
    """
    successions = successions_of(directive.province_id)
    cascade = cascade_of(by, directive)
    return DirectivePage(
        cascade=cascade,
        road=_road(directive, cascade),
        focal=_office_in_words(directive.focal, successions, today),
        issuer_office=_office_in_words(directive.issuer_office, successions, today),
        coverage=coverage_of(directive),
        tasks=directive.tasks.count(),
        targets=tuple(_target(row) for row in directive.targets.select_related("indicator")),
        duties=tuple(_duty(row) for row in directive.duties.all()),
        waiting=directive.proposals.filter(state=Proposal.State.PENDING).count(),
        readers=tuple(row.organisation.name for row in directive.readers.select_related("organisation")),
        history=None if is_outside(by) else tuple(history_of(directive.province_id, directive.pk)[:50]),
    )


def coverage_of(directive: Directive) -> str:
    """Where a document of a dissolved province holds: it stays in force there until it is replaced (NQ 190/2025/QH15).

    Nothing for a document that holds for the whole province of today.
    """
    if directive.state == Directive.State.REFERENCE:
        return ""
    territory = directive.territory or former_territory(
        directive.province_id, directive.issuer_name, directive.issued_on
    )
    if territory is None or territory.merged_into is None:
        return ""
    then = territory.called_on(directive.issued_on) if directive.issued_on else territory.full_name
    told = {"then": then, "now": territory.merged_into.full_name}
    if directive.state == Directive.State.REPLACED:
        return _("Áp dụng cho địa bàn %(then)s trước đây, nay thuộc %(now)s.") % told
    return _("Có hiệu lực trên địa bàn %(then)s trước đây, nay thuộc %(now)s.") % told


def _road(directive: Directive, cascade: Cascade) -> tuple[Station, ...]:
    """The nearest documents above, this one, and how many hang below."""
    above = tuple(
        Station(row.number or str(row), _noted(row), "past", reverse("directives:page", args=[row.code]))
        for row in cascade.above
    )
    here = Station(directive.number or directive.type_name, _noted(directive), "here")
    below = (
        (Station(_("Văn bản dưới"), _("%(count)s văn bản") % {"count": cascade.below}),)
        if cascade.below
        else ()
    )
    return (*above, here, *below)


def _noted(directive: Directive) -> str:
    return " · ".join(part for part in (directive.issuer_name, format_date(directive.issued_on)) if part)


def _office_in_words(organisation: Organisation | None, successions: Successions, today: date) -> str:
    if organisation is None:
        return ""
    now = successions.heirs(organisation, today).now
    moved = now is not None and now.pk != organisation.pk
    if now and moved:
        return _("%(then)s (nay là %(now)s)") % {"then": organisation.name, "now": now.name}
    return organisation.name


def _target(row: Any) -> TargetLine:
    horizon = Period.inclusive(row.horizon_from, row.horizon_to)
    goal = Goal(row.comparator, row.value, row.unit, horizon, row.aggregation, value_to=row.value_to)
    words = horizon.in_words() if row.horizon_from or row.horizon_to else ""
    return TargetLine(row.code, row.indicator.name, goal.in_words(), words)


def _duty(row: Any) -> DutyLine:
    due = Deadline.from_dict(row.due)
    return DutyLine(
        content=row.content,
        who=", ".join(row.who),
        to=", ".join(row.to),
        due=due.in_words() if due.kind != "none" else "",
    )
