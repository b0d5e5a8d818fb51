"""A plan in force and what was done about it: tasks given by hand, entries, claims, figures.

Written on top of story.py: Sở Công Thương (SCT) is the focal agency, Văn phòng UBND tỉnh (VP) the issuer's office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.actions import confirm_directive
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.indicators.actions import add_observation
from lotrinh.apps.indicators.models import Indicator, Observation
from lotrinh.apps.intake.actions import accept_proposal, revise_proposal
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.queries import verify_chain
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.actions import assign_task, claim_completion, draft_entry, send_entry
from lotrinh.apps.tasks.models import CompletionClaim, ProgressEntry, Task
from lotrinh.values.deadline import Deadline
from lotrinh.values.period import Period
from tests.factories.story import AT, enter_plan

MIDYEAR = datetime(2026, 6, 25, 3, 0, tzinfo=UTC)
"""Ten in the morning of 25/6/2026 in Vietnam: t3 is due in five days, t1 is a year and a half late."""


def put_in_force(by: Office, focal: Organisation, issuer_office: Organisation) -> Directive:
    """The plan of readings.py with every proposal accepted: tasks NV-0001 to NV-0004, targets CT-0001 and CT-0002."""
    draft = enter_plan(by)
    for proposal in draft.proposals.order_by("number"):
        if proposal.kind == Proposal.Kind.TARGET and not proposal.data.get("indicator"):
            named = {**proposal.data, "indicator": "Tỷ lệ lấp đầy các khu công nghiệp"}
            proposal = revise_proposal(
                by=by, at=AT, proposal=proposal, version=proposal.version, edited=named
            )
        accept_proposal(by=by, at=AT, proposal=proposal)
    return confirm_directive(by=by, at=AT, directive=draft, focal=focal, issuer_office=issuer_office)


def give_task(
    by: Office,
    directive: Directive,
    title: str = "Xây dựng đề án phát triển cụm công nghiệp",
    *,
    lead: Sequence[str] = ("Sở Tài chính tỉnh Mẫu",),
    coordinating: Sequence[str] = (),
    last: date | None = date(2026, 12, 31),
    deadline: Deadline | None = None,
    product: str = "",
) -> Task:
    deadline = deadline or (Deadline("by_date", last=last, raw="") if last else Deadline("none"))
    return assign_task(
        by=by,
        at=AT,
        directive=directive,
        data={
            "span": [0, 10],
            "title": title,
            "lead": list(lead),
            "coordinating": list(coordinating),
            "deadline": deadline.as_dict(),
            "product": product,
        },
    )


def draft_on(by: Office, task: Task, at: datetime = AT, **fields: Any) -> ProgressEntry:
    said = {"done": "Đã trình dự thảo lần một"} | fields
    return draft_entry(by=by, at=at, task=task, organisation=by.organisation, **said)


def report_on(by: Office, task: Task, at: datetime = AT, **fields: Any) -> ProgressEntry:
    """An entry drafted and sent at once."""
    return send_entry(by=by, at=at, entry=draft_on(by, task, at, **fields))


def claim_done(by: Office, task: Task, at: datetime = AT, on: date | None = None) -> CompletionClaim:
    return claim_completion(
        by=by,
        at=at,
        task=task,
        organisation=by.organisation,
        completed_on=on or at.date(),
        note="Quyết định số 15/QĐ-UBND",
    )


def measure(
    by: Office, indicator: Indicator, value: str, year: int, kind: str = "official", **fields: Any
) -> Observation:
    """A figure for a whole year."""
    stretch = Period.year(year)
    said = {"source": f"Niên giám thống kê {year}", "quote": f"Năm {year} đạt {value}%."} | fields
    return add_observation(
        by=by,
        at=AT,
        indicator=indicator,
        period_from=stretch.start,
        period_to=stretch.last_day,
        value=Decimal(value),
        kind=kind,
        **said,
    )


@contextmanager
def events_written(province: Any, *actions: str) -> Iterator[None]:
    """Exactly these events are added, in this order, and the chain holds afterwards."""
    before = Event.objects.filter(province=province).count()
    yield
    added = Event.objects.filter(province=province).order_by("number")[before:]
    assert [event.action for event in added] == list(actions)
    assert verify_chain(province).first_bad is None
