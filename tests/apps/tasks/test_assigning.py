"""Assigning, taking back, choosing who is responsible, pausing and stopping."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.actions import assign_task, choose_responsible, set_pause, stop_task, withdraw_task
from lotrinh.apps.tasks.errors import TaskHasEntries
from lotrinh.apps.tasks.models import Task, TaskAgency
from tests.factories.following import draft_on, events_written, give_task
from tests.factories.story import AT


def test_a_task_keeps_its_printed_agencies_and_finds_them_as_of_the_documents_day(
    plan: Directive, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    with events_written(plan.province_id, "assign_task"):
        task = give_task(focal_office, plan, lead=["Sở Kế hoạch và Đầu tư tỉnh Mẫu", "Sở Lạ"])
    rows = {row.printed: row.organisation for row in task.agencies.all()}
    assert rows == {"Sở Kế hoạch và Đầu tư tỉnh Mẫu": agencies["SKHDT"], "Sở Lạ": None}
    assert (task.code, task.deadline_day) == ("NV-0005", date(2026, 12, 31))


def test_the_passage_is_the_title_where_none_is_given(plan: Directive, focal_office: Office) -> None:
    start = plan.text.index("Bố trí vốn")
    data = {"span": [start, start + 33], "lead": []}
    task = assign_task(by=focal_office, at=AT, directive=plan, data=data)
    assert task.title == "Bố trí vốn cho các dự án hạ tầng"


def test_a_task_without_words_is_refused(plan: Directive, focal_office: Office) -> None:
    with events_written(plan.province_id), pytest.raises(ActionRefused, match="chưa có nội dung"):
        assign_task(by=focal_office, at=AT, directive=plan, data={"span": [0, 0], "title": " ."})


def test_only_a_draft_gives_tasks_back(draft: Directive, plan: Directive, focal_office: Office) -> None:
    task = plan.tasks.get(code="NV-0004")
    with events_written(plan.province_id), pytest.raises(ActionRefused, match="đang thực hiện"):
        withdraw_task(by=focal_office, at=AT, task=task)
    Directive.objects.filter(pk=plan.pk).update(state=Directive.State.DRAFT)
    task = Task.objects.get(code="NV-0004")
    with events_written(plan.province_id, "withdraw_task"):
        withdraw_task(by=focal_office, at=AT, task=task, reason="nhầm")
    event = Event.objects.get(action="withdraw_task")
    assert event.before and event.before["code"] == "NV-0004" and event.reason == "nhầm"
    assert not Task.objects.filter(code="NV-0004").exists()


def test_a_task_that_was_reported_on_is_not_given_back(plan: Directive, focal_office: Office) -> None:
    draft_on(focal_office, plan.tasks.get(code="NV-0004"))
    Directive.objects.filter(pk=plan.pk).update(state=Directive.State.DRAFT)
    with events_written(plan.province_id), pytest.raises(TaskHasEntries, match="có thể ghi là đã dừng"):
        withdraw_task(by=focal_office, at=AT, task=Task.objects.get(code="NV-0004"))


def test_the_chosen_agency_stands_beside_the_printed_one(
    plan: Directive, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    agency = TaskAgency.objects.get(task__code="NV-0001", part="lead")
    with events_written(plan.province_id, "choose_responsible"):
        choose_responsible(
            by=focal_office, at=AT, agency=agency, organisation=agencies["VP"], reason="Thông báo 5"
        )
    agency.refresh_from_db()
    assert (agency.handovers.get().organisation, agency.organisation) == (agencies["VP"], agencies["SKHDT"])
    event = Event.objects.get(action="choose_responsible")
    assert event.after and event.after["responsible"] == "Văn phòng UBND tỉnh Mẫu"


def test_pausing_going_on_and_stopping(plan: Directive, focal_office: Office) -> None:
    task, day = plan.tasks.get(code="NV-0003"), date(2026, 3, 2)
    with events_written(plan.province_id, "pause_task", "pause_task", "stop_task"):
        assert set_pause(by=focal_office, at=AT, task=task, paused_on=day, reason="chờ vốn").paused_on == day
        assert set_pause(by=focal_office, at=AT, task=task, paused_on=None, reason="có vốn").paused_on is None
        stopped = stop_task(by=focal_office, at=AT, task=task, stopped_on=day, reason="Quyết định số 9")
    assert (stopped.stopped_on, stopped.version) == (day, task.version + 3)


def test_no_mark_without_a_reason(plan: Directive, focal_office: Office) -> None:
    task = plan.tasks.get(code="NV-0003")
    with events_written(plan.province_id), pytest.raises(ActionRefused, match="Đề nghị ghi lý do"):
        set_pause(by=focal_office, at=AT, task=task, paused_on=date(2026, 3, 2), reason=" ")
    task.refresh_from_db()
    assert task.paused_on is None
