"""Somebody who changes offices: the next request has the new rights and not the old ones; what they did keeps its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import time_machine
from django.test import Client

from lotrinh.apps.accounts.actions import end_office, give_office
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.models import ProgressEntry, Task
from tests.factories.following import give_task
from tests.factories.story import AT, SYSTEM, make_agency
from tests.permissions.tables import every_row

EVENING = datetime(2026, 6, 30, 16, 59, 0, tzinfo=UTC)
"""One minute to midnight in Vietnam."""
MIDNIGHT = datetime(2026, 6, 30, 17, 0, 1, tzinfo=UTC)
REPORT = {"done": "Đã trình dự thảo", "send": "1"}


def moved(office: Office, to: Organisation) -> Office:
    """The old office until the evening, the new one from midnight, both known long before."""
    end_office(by=SYSTEM, at=AT, office=office, last=date(2026, 6, 30), reason="Điều động")
    return give_office(
        by=SYSTEM,
        at=AT,
        user=office.user,
        organisation=to,
        roles=["head", "officer"],
        valid_from=date(2026, 7, 1),
    )


def test_rights_change_with_the_first_request_after_midnight(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: Callable[[Office], Client]
) -> None:
    elsewhere = make_agency(plan.province, "Sở Xây dựng tỉnh Mẫu", "Sở Xây dựng")
    old = give_task(focal_office, plan, "Việc của sở cũ")
    new = give_task(focal_office, plan, "Việc của sở mới", lead=[elsewhere.name])
    moved(lead_office, elsewhere)
    with time_machine.travel(EVENING):
        client = client_for(lead_office)
        assert client.post(path(old), REPORT).status_code == 302
        assert client.post(path(new), REPORT).status_code == 403
    with time_machine.travel(MIDNIGHT):
        before = every_row()
        refused = client.post(path(old), REPORT)
        assert refused.status_code == 403 and "chủ trì" in refused.content.decode()
        assert every_row() == before
        assert client.post(path(new), REPORT).status_code == 302
        page = client.get(f"/nhiem-vu/{old.code}/").content.decode()
    assert "Sở Xây dựng tỉnh Mẫu" in page, "the bar shows where the person is now"
    report = ProgressEntry.objects.get(task=old)
    assert report.organisation == lead_office.organisation and "Sở Tài chính" in report.sent_by
    sent = Event.objects.get(action="send_entry", subject=report.pk)
    assert sent.office == lead_office.pk and "Sở Tài chính tỉnh Mẫu" in sent.office_label
    assert "Sở Tài chính tỉnh Mẫu" in page, "the history keeps the office of that day"


def path(task: Task) -> str:
    return f"/nhiem-vu/{task.code}/bao-cao/"


def test_an_office_chosen_in_the_session_does_not_outlive_its_last_day(
    plan: Directive, lead_office: Office, client_for: Callable[[Office], Client]
) -> None:
    elsewhere = make_agency(plan.province, "Sở Xây dựng tỉnh Mẫu", "Sở Xây dựng")
    moved(lead_office, elsewhere)
    with time_machine.travel(EVENING):
        client = client_for(lead_office)
        client.post("/doi-vi-tri/", {"office": str(lead_office.pk)})
        assert client.get("/viec-cua-toi/").wsgi_request.office.organisation == lead_office.organisation
    with time_machine.travel(MIDNIGHT):
        client.post("/doi-vi-tri/", {"office": str(lead_office.pk)})
        assert client.get("/viec-cua-toi/").wsgi_request.office.organisation == elsewhere
