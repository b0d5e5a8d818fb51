"""Assigning a task, taking it back, pausing and stopping it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import standing
from lotrinh.apps.organisations.actions import next_code
from lotrinh.apps.organisations.queries import Directory, directory_of
from lotrinh.apps.tasks.errors import MarkWithoutMeaning, TaskHasEntries
from lotrinh.apps.tasks.models import Task, TaskAgency
from lotrinh.apps.tasks.periods import pass_lock_on
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.deadline import Deadline
from lotrinh.values.numerals import format_date


@transaction.atomic
def assign_task(
    *, by: Actor, at: datetime, directive: Directive, data: dict[str, Any], proposal: Proposal | None = None
) -> Task:
    """A task from a record in the words of reading.md; agencies keep their printed names and are matched by the day."""
    start, end = data["span"]
    deadline = Deadline.from_dict(data.get("deadline"))
    title = (data.get("title") or rejoined(directive.text[start:end])).strip().rstrip(".;")
    title = title[:1].upper() + title[1:]
    if not title:
        raise ActionRefused(_("Nhiệm vụ chưa có nội dung. Đề nghị bấm Sửa và ghi nội dung."))
    task = Task.objects.create(
        province_id=directive.province_id,
        code=next_code(directive.province_id, "NV"),
        directive=directive,
        proposal=proposal,
        start=start,
        end=end,
        title=title,
        provision=data.get("provision") or "",
        type=data.get("type") or "assigned",
        product=data.get("product") or "",
        deadline=deadline.as_dict(),
        deadline_day=deadline.last,
    )
    directory = directory_of(task.province_id)
    _add_agencies(task, directory, data.get("lead") or [], TaskAgency.Part.LEAD)
    _add_agencies(task, directory, data.get("coordinating") or [], TaskAgency.Part.COORDINATING)
    record(
        province=task.province_id,
        by=by,
        at=at,
        action="assign_task",
        subject=task,
        after={**snapshot(task), "lead": data.get("lead"), "coordinating": data.get("coordinating")},
    )
    return task


def _add_agencies(task: Task, directory: Directory, names: Sequence[str], part: str) -> None:
    TaskAgency.objects.bulk_create(
        TaskAgency(
            province_id=task.province_id,
            task=task,
            organisation=directory.find(name, task.directive.issued_on),
            printed=name,
            part=part,
        )
        for name in names
    )


@transaction.atomic
def withdraw_task(*, by: Actor, at: datetime, task: Task, reason: str = "") -> None:
    """Takes back a task of a draft directive that nobody reported on; what it was stays in the record."""
    task = standing(task, Task.objects.select_related("directive"), "self")
    if task.directive.state != Directive.State.DRAFT:
        raise ActionRefused(_("Văn bản đang thực hiện; nhiệm vụ không rút lại được, có thể ghi là đã dừng."))
    if task.entries.exists():
        raise TaskHasEntries
    record(
        province=task.province_id,
        by=by,
        at=at,
        action="withdraw_task",
        subject=task,
        before=snapshot(task),
        reason=reason,
    )
    task.delete()


@transaction.atomic
def set_pause(*, by: Actor, at: datetime, task: Task, paused_on: date | None, reason: str) -> Task:
    """Pauses from a day, or (None) lets it go on; needs a reason."""
    return _set_mark(by, at, task, "pause_task", {"paused_on": paused_on}, reason)


@transaction.atomic
def stop_task(*, by: Actor, at: datetime, task: Task, stopped_on: date, reason: str) -> Task:
    """The task is not to be done any more; needs a reason."""
    return _set_mark(by, at, task, "stop_task", {"stopped_on": stopped_on}, reason)


def _set_mark(by: Actor, at: datetime, task: Task, action: str, changes: dict[str, Any], reason: str) -> Task:
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi lý do và văn bản cho phép."))
    row = standing(task)
    _refuse_mark(row, changes)
    through = pass_lock_on(row, getattr(by, "organisation_id", None), at, *changes.values())
    before = snapshot(row, *changes)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(
        province=row.province_id,
        by=by,
        at=at,
        action=action,
        subject=row,
        before=before,
        after={**snapshot(row, *changes), **through},
        reason=reason,
    )
    return row


def _refuse_mark(task: Task, changes: dict[str, Any]) -> None:
    if task.stopped_on is not None:
        raise MarkWithoutMeaning(
            _("Nhiệm vụ đã dừng từ ngày %(day)s; không dừng, tạm dừng hay tiếp tục được nữa.")
            % {"day": format_date(task.stopped_on)}
        )
    if "paused_on" not in changes:
        return
    if changes["paused_on"] is None and task.paused_on is None:
        raise MarkWithoutMeaning(_("Nhiệm vụ không tạm dừng nên không cần cho tiếp tục."))
    if changes["paused_on"] is not None and task.paused_on is not None:
        raise MarkWithoutMeaning(
            _("Nhiệm vụ đang tạm dừng từ ngày %(day)s.") % {"day": format_date(task.paused_on)}
        )
