"""The log of progress: drafted, changed, sent, dropped; never changed once sent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.files.actions import store_file
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.models import Event
from lotrinh.apps.tasks.actions import discard_draft, edit_draft, send_entry, stop_task
from lotrinh.apps.tasks.errors import AlreadySent, NotFollowed
from lotrinh.apps.tasks.models import ProgressEntry, Task
from tests.factories.following import draft_on, events_written, report_on
from tests.factories.story import AT

LATER = AT + timedelta(minutes=5)


@pytest.fixture
def task(plan: Directive) -> Task:
    return plan.tasks.get(code="NV-0003")


def test_an_entry_is_drafted_then_sent(task: Task, officer_office: Office, focal_office: Office) -> None:
    with events_written(task.province_id, "draft_entry", "send_entry"):
        entry = draft_on(officer_office, task, figure=Decimal("12.5"), figure_unit="%")
        assert entry.sent_at is None and entry.drafted_by == officer_office.label
        sent = send_entry(by=focal_office, at=LATER, entry=entry)
    assert (sent.sent_at, sent.sent_by) == (LATER, focal_office.label)
    event = Event.objects.get(action="send_entry")
    assert event.after and event.after["figure"] == "12.5"


def test_what_was_sent_is_never_changed(task: Task, focal_office: Office) -> None:
    entry = report_on(focal_office, task)
    with events_written(task.province_id):
        for again in (
            lambda: send_entry(by=focal_office, at=LATER, entry=entry),
            lambda: discard_draft(by=focal_office, at=LATER, entry=entry),
            lambda: edit_draft(
                by=focal_office, at=LATER, entry=entry, version=entry.version, changes={"done": "khác"}
            ),
        ):
            with pytest.raises(AlreadySent, match="gửi một báo cáo bổ sung"):
                again()
    entry.refresh_from_db()
    assert entry.done == "Đã trình dự thảo lần một"


def test_a_stale_edit_brings_the_row_as_it_stands(
    task: Task, officer_office: Office, focal_office: Office
) -> None:
    entry = draft_on(officer_office, task)
    with events_written(task.province_id, "edit_draft"):
        edit_draft(by=focal_office, at=LATER, entry=entry, version=1, changes={"done": "bản của lãnh đạo"})
        with pytest.raises(StaleEdit, match="Lãnh đạo Sở Công Thương vừa cập nhật lúc 09:05") as stale:
            edit_draft(by=officer_office, at=LATER, entry=entry, version=1, changes={"done": "bản của tôi"})
    assert isinstance(stale.value.current, ProgressEntry)
    assert stale.value.current.done == "bản của lãnh đạo"
    assert (stale.value.who, stale.value.at) == (focal_office.user_label, LATER)


def test_a_dropped_draft_stays_in_the_tasks_record(task: Task, officer_office: Office) -> None:
    content = "biên bản".encode()
    file = store_file(
        province_id=task.province_id, by=officer_office, at=AT, content=content, name="a.txt", media_type="t"
    )
    entry = draft_on(officer_office, task, done="Họp lần hai", evidence=[file])
    with events_written(task.province_id, "discard_draft"):
        discard_draft(by=officer_office, at=LATER, entry=entry)
    event = Event.objects.get(action="discard_draft")
    assert event.subject == task.pk and event.before and event.before["done"] == "Họp lần hai"
    assert not ProgressEntry.objects.exists()


def test_an_entry_says_what_was_done(task: Task, officer_office: Office) -> None:
    with events_written(task.province_id), pytest.raises(ActionRefused, match="việc đã làm trong kỳ"):
        draft_on(officer_office, task, done="  ")


@pytest.mark.parametrize("state", [Directive.State.DRAFT, Directive.State.REPLACED])
def test_nothing_is_reported_on_what_is_not_in_force(task: Task, focal_office: Office, state: str) -> None:
    Directive.objects.filter(pk=task.directive_id).update(state=state)
    with (
        events_written(task.province_id),
        pytest.raises(NotFollowed, match="không ở tình trạng đang thực hiện"),
    ):
        draft_on(focal_office, Task.objects.get(pk=task.pk))


def test_nothing_is_reported_on_a_stopped_task(task: Task, focal_office: Office) -> None:
    stopped = stop_task(by=focal_office, at=AT, task=task, stopped_on=date(2026, 1, 5), reason="Quyết định 1")
    with events_written(task.province_id), pytest.raises(NotFollowed, match="Nhiệm vụ đã dừng"):
        draft_on(focal_office, stopped)
