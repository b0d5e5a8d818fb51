"""Claims of completion and extensions: two offices, one decision, none on one's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.tasks.actions import ask_extension, decide_claim, decide_extension
from lotrinh.apps.tasks.errors import AlreadyDecided, ClaimWaiting, NotFollowed, OwnClaim, ReasonMissing
from lotrinh.apps.tasks.models import CompletionClaim, Extension, Task
from tests.factories.following import claim_done, events_written
from tests.factories.story import AT

LATER = AT + timedelta(hours=1)


@pytest.fixture
def task(plan: Directive) -> Task:
    """Led by Sở Tài chính, successor of the printed Sở Kế hoạch và Đầu tư."""
    return plan.tasks.get(code="NV-0001")


@pytest.fixture
def claim(task: Task, lead_office: Office) -> CompletionClaim:
    return claim_done(lead_office, task)


def test_claimed_by_the_lead_and_accepted_by_another(
    task: Task, lead_office: Office, focal_office: Office
) -> None:
    with events_written(task.province_id, "claim_completion", "accept_completion"):
        claim = claim_done(lead_office, task)
        accepted = decide_claim(by=focal_office, at=LATER, claim=claim, accept=True)
    assert (accepted.state, accepted.decided_office, accepted.decided_by) == (
        "accepted",
        focal_office.organisation,
        focal_office.label,
    )


def test_returned_with_a_reason_and_claimed_again(
    task: Task, claim: CompletionClaim, lead_office: Office, focal_office: Office
) -> None:
    with events_written(task.province_id, "return_completion", "claim_completion"):
        with pytest.raises(ReasonMissing, match="cần bổ sung gì"):
            decide_claim(by=focal_office, at=LATER, claim=claim, accept=False, reason=" ")
        returned = decide_claim(by=focal_office, at=LATER, claim=claim, accept=False, reason="thiếu số, ngày")
        claim_done(lead_office, task, LATER)
    assert (returned.state, returned.reason) == ("returned", "thiếu số, ngày")


def test_one_claim_waits_at_a_time(task: Task, claim: CompletionClaim, lead_office: Office) -> None:
    with events_written(task.province_id), pytest.raises(ClaimWaiting, match="đang chờ xem xét"):
        claim_done(lead_office, task)


def test_whoever_decides_second_is_told_by_whom_and_when(
    claim: CompletionClaim, focal_office: Office, issuer_office: Office
) -> None:
    decide_claim(by=focal_office, at=LATER, claim=claim, accept=True)
    with events_written(claim.province_id), pytest.raises(AlreadyDecided) as refused:
        decide_claim(by=issuer_office, at=LATER, claim=claim, accept=False, reason="thiếu")
    assert refused.value.message == (
        f"Đề nghị này đã được {focal_office.label} phê duyệt lúc 10:00 ngày 05/01/2026."
    )


def test_a_finished_task_is_not_claimed_again(
    task: Task, claim: CompletionClaim, lead_office: Office, focal_office: Office
) -> None:
    decide_claim(by=focal_office, at=LATER, claim=claim, accept=True)
    with events_written(task.province_id), pytest.raises(AlreadyDecided):
        claim_done(lead_office, task)


def test_nobody_decides_their_own_offices_claim(claim: CompletionClaim, lead_office: Office) -> None:
    with events_written(claim.province_id), pytest.raises(OwnClaim, match="không tự chấp nhận"):
        decide_claim(by=lead_office, at=LATER, claim=claim, accept=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        CompletionClaim.objects.filter(pk=claim.pk).update(decided_office=claim.organisation)


def test_done_in_the_future_is_refused(task: Task, lead_office: Office) -> None:
    with events_written(task.province_id), pytest.raises(ActionRefused, match="không thể sau hôm nay"):
        claim_done(lead_office, task, on=date(2026, 1, 6))


def test_an_evening_in_vietnam_is_the_next_day(task: Task, lead_office: Office) -> None:
    evening = AT.replace(hour=18)
    assert claim_done(lead_office, task, evening, on=date(2026, 1, 6)).completed_on == date(2026, 1, 6)


def test_a_replaced_plan_takes_no_claims(task: Task, lead_office: Office) -> None:
    Directive.objects.filter(pk=task.directive_id).update(state=Directive.State.REPLACED)
    with events_written(task.province_id), pytest.raises(NotFollowed):
        claim_done(lead_office, task)


def test_an_extension_is_asked_for_and_decided_by_another(
    task: Task, lead_office: Office, focal_office: Office
) -> None:
    until = date(2026, 9, 30)
    with events_written(
        task.province_id, "ask_extension", "refuse_extension", "ask_extension", "grant_extension"
    ):
        first = ask_extension(
            by=lead_office,
            at=AT,
            task=task,
            organisation=lead_office.organisation,
            until=until,
            reason="vướng",
        )
        with pytest.raises(OwnClaim):
            decide_extension(by=lead_office, at=LATER, extension=first, grant=True)
        with pytest.raises(ReasonMissing):
            decide_extension(by=focal_office, at=LATER, extension=first, grant=False)
        refused = decide_extension(
            by=focal_office, at=LATER, extension=first, grant=False, note="chưa đủ lý do"
        )
        second = ask_extension(
            by=lead_office, at=AT, task=task, organisation=lead_office.organisation, until=until, reason="mới"
        )
        granted = decide_extension(by=focal_office, at=LATER, extension=second, grant=True)
    assert (refused.state, granted.state) == (Extension.State.REFUSED, Extension.State.GRANTED)


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [(date(2026, 1, 5), "vướng", "phải sau hôm nay"), (date(2026, 9, 30), " ", "ghi lý do xin gia hạn")],
)
def test_extensions_that_are_refused(
    task: Task, lead_office: Office, until: date, reason: str, said: str
) -> None:
    with events_written(task.province_id), pytest.raises(ActionRefused, match=said):
        ask_extension(
            by=lead_office,
            at=AT,
            task=task,
            organisation=lead_office.organisation,
            until=until,
            reason=reason,
        )


def test_one_extension_waits_at_a_time(task: Task, lead_office: Office) -> None:
    asked = {
        "task": task,
        "organisation": lead_office.organisation,
        "until": date(2026, 9, 30),
        "reason": "vướng",
    }
    ask_extension(by=lead_office, at=AT, **asked)
    with events_written(task.province_id), pytest.raises(ActionRefused, match="đang chờ quyết định"):
        ask_extension(by=lead_office, at=LATER, **asked)
