"""Saying to whom a task went: one task, or many of the queue at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import standing
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import Step, Successions, successions_of
from lotrinh.apps.tasks.models import Handover, TaskAgency
from lotrinh.apps.tasks.responsibility import Share, share_of


@transaction.atomic
def choose_responsible(
    *, by: Actor, at: datetime, agency: TaskAgency, organisation: Organisation, reason: str = ""
) -> Handover:
    """Where the printed agency's work went to several: the officer says to whom this task went.

    `organisation` is one of the choices or does the work of one of them today; then the handover dates from the day of
    the split. Anybody else has the task from today on.
    """
    row = _locked(agency)
    return _hand_over(by, at, row, organisation, successions_of(row.province_id), reason)


@transaction.atomic
def choose_for_many(
    *, by: Actor, at: datetime, chosen: Iterable[tuple[TaskAgency, Organisation]], reason: str
) -> list[Handover]:
    """All or none: a choice that does not fit its task undoes the others."""
    pairs = [(_locked(agency), organisation) for agency, organisation in chosen]
    if not pairs:
        raise ActionRefused(
            _("Chưa chọn nhiệm vụ nào. Đề nghị chọn cơ quan kế thừa cho ít nhất một nhiệm vụ.")
        )
    successions = successions_of(pairs[0][0].province_id)
    return [_hand_over(by, at, row, organisation, successions, reason) for row, organisation in pairs]


def _locked(agency: TaskAgency) -> TaskAgency:
    rows = TaskAgency.objects.select_related("organisation", "task__directive")
    return standing(agency, rows.prefetch_related("handovers__organisation", "handovers__former"), "self")


def _hand_over(
    by: Actor,
    at: datetime,
    row: TaskAgency,
    organisation: Organisation,
    successions: Successions,
    reason: str,
) -> Handover:
    share = share_of(row, successions, timezone.localdate(at))
    step = _step_to(share, organisation, successions, timezone.localdate(at))
    if step is None and organisation.pk == (share.now.pk if share.now else None):
        raise ActionRefused(
            _("%(code)s đang do %(who)s chịu trách nhiệm.")
            % {"code": row.task.code, "who": organisation.name}
        )
    made = Handover.objects.create(
        province_id=row.province_id,
        agency=row,
        former=share.last_certain,
        organisation=step.organisation if step else organisation,
        since=step.since if step else timezone.localdate(at),
        field=step.field if step else "",
        legal_basis=step.legal_basis if step else "",
        succession=step.row if step else None,
        reason=reason,
        made_at=at,
        made_by=by.label,
    )
    record(
        province=row.province_id,
        by=by,
        at=at,
        action="choose_responsible",
        subject=row.task,
        before={"responsible": share.now.name if share.now else row.printed},
        after={
            "printed": row.printed,
            "responsible": organisation.name,
            "successor": made.organisation.name,
            "since": made.since,
            "field": made.field,
            "legal_basis": made.legal_basis,
        },
        reason=reason,
    )
    return made


def _step_to(share: Share, organisation: Organisation, successions: Successions, today: date) -> Step | None:
    """The choice, or the field given away, that `organisation` is or whose work it does today; None outside them."""
    given = successions.fields_given(share.now, today) if share.now else ()
    steps = (*share.choices, *given)
    direct = [step for step in steps if step.organisation.pk == organisation.pk]
    if direct:
        return direct[0]
    for step in steps:
        now = successions.heirs(step.organisation, today, given=step.since).now
        if now is not None and now.pk == organisation.pk:
            return step
    return None
