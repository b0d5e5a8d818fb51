"""Claims, decisions, extensions, pauses and choices on screen, each between two offices."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.actions import record_succession
from lotrinh.apps.tasks.actions import ask_extension
from lotrinh.apps.tasks.models import CompletionClaim, Extension
from tests.factories.following import claim_done, give_task
from tests.factories.story import AT, SYSTEM, make_agency

pytestmark = pytest.mark.usefixtures("midyear")
SignedIn = Callable[[Office], Client]
TASK = "/nhiem-vu/NV-0001/"
"""Led by Sở Tài chính, who inherited it; a year and a half late."""


def words(client: Client, path: str) -> str:
    """The page as it is read: tags gone, white space single."""
    html = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_claimed_and_decided_by_two_offices(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    lead, focal = client_for(lead_office), client_for(focal_office)
    typed = {"completed_on": "20/6/2026", "note": "Quyết định số 15/QĐ-UBND"}
    page = lead.post(f"{TASK}hoan-thanh/", typed, follow=True).content.decode()
    assert "Đã đề nghị công nhận hoàn thành; Sở Công Thương tỉnh Mẫu xem xét." in page
    refused = lead.get(f"{TASK}nghiem-thu/")
    assert refused.status_code == 403
    assert "Việc này do lãnh đạo Sở Công Thương tỉnh Mẫu quyết định." in refused.content.decode()
    assert "20/6/2026" in focal.get(f"{TASK}nghiem-thu/").content.decode()
    html = focal.post(f"{TASK}nghiem-thu/", {"decision": "return", "reason": ""}).content.decode()
    assert "Đề nghị ghi rõ lý do để cơ quan chủ trì biết cần bổ sung gì." in html
    page = focal.post(
        f"{TASK}nghiem-thu/", {"decision": "accept", "reason": ""}, follow=True
    ).content.decode()
    assert "Đã công nhận hoàn thành." in page and "hoàn thành quá hạn" in page
    late = focal.get(f"{TASK}nghiem-thu/", follow=True)
    assert "Không còn đề nghị nào đang chờ" in late.content.decode()


def test_a_claim_that_was_returned_goes_back_with_its_reason(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    claim_done(lead_office, plan.tasks.get(code="NV-0001"))
    typed = {"decision": "return", "reason": "Thiếu số của quyết định"}
    client_for(focal_office).post(f"{TASK}nghiem-thu/", typed)
    assert CompletionClaim.objects.get().state == "returned"
    assert "Thiếu số của quyết định" in words(client_for(lead_office), TASK)


def test_the_day_of_completion_is_not_tomorrow(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    typed = {"completed_on": "26/6/2026", "note": "Quyết định số 15"}
    html = client_for(lead_office).post(f"{TASK}hoan-thanh/", typed).content.decode()
    assert "Ngày hoàn thành không thể sau hôm nay." in html and 'value="26/6/2026"' in html


def test_an_extension_from_asking_to_granting(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    lead, focal, path = client_for(lead_office), client_for(focal_office), f"{TASK}gia-han/quyet-dinh/"
    assert focal.get(path).status_code == 404, "nothing waits"
    lead.post(f"{TASK}gia-han/", {"until": "30/9/2026", "reason": "Chờ nghị định"})
    assert lead.get(path).status_code == 403
    assert "Chờ nghị định" in focal.get(path).content.decode()
    page = focal.post(path, {"decision": "accept", "reason": ""}, follow=True).content.decode()
    assert "Đã cho gia hạn." in page and "chưa hoàn thành trong hạn" in page
    assert Extension.objects.get().state == Extension.State.GRANTED


def test_an_extension_that_was_refused(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    ask_extension(
        by=lead_office,
        at=datetime(2026, 6, 20, tzinfo=UTC),
        task=plan.tasks.get(code="NV-0001"),
        organisation=lead_office.organisation,
        until=date(2026, 9, 30),
        reason="Chờ nghị định",
    )
    typed = {"decision": "return", "reason": "Đã quá hạn lâu"}
    page = client_for(focal_office).post(f"{TASK}gia-han/quyet-dinh/", typed, follow=True).content.decode()
    assert "Không cho gia hạn." in page and "Đã quá hạn lâu" in page


def test_pausing_and_stopping_are_the_focal_agencys(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    assert client_for(lead_office).get(f"{TASK}dung/").status_code == 403
    client = client_for(focal_office)
    for mark, said in (
        ("pause", "Nhiệm vụ tạm dừng."),
        ("resume", "Nhiệm vụ tiếp tục."),
        ("stop", "Nhiệm vụ đã dừng."),
    ):
        page = client.post(f"{TASK}dung/", {"mark": mark, "reason": "Công văn số 8"}, follow=True)
        assert said in page.content.decode()
    assert plan.tasks.get(code="NV-0001").stopped_on == date(2026, 6, 25)


def test_choosing_who_has_it_where_the_work_was_split(
    plan: Directive, focal_office: Office, client_for: SignedIn
) -> None:
    client = client_for(focal_office)
    assert client.get(f"{TASK}co-quan/").status_code == 404, "one successor needs no choice"
    old = make_agency(plan.province, "Sở Thông tin tỉnh Mẫu", valid_to=date(2025, 2, 28))
    for name in ("Sở Khoa học tỉnh Mẫu", "Sở Văn hóa tỉnh Mẫu"):
        heir = make_agency(plan.province, name)
        record_succession(
            by=SYSTEM,
            at=AT,
            predecessor=old,
            successor=heir,
            effective=date(2025, 3, 1),
            legal_basis="Nghị quyết số 1",
            field=name,
        )
    task = give_task(focal_office, plan, lead=[old.name])
    path = f"/nhiem-vu/{task.code}/co-quan/"
    assert "Sở Văn hóa tỉnh Mẫu" in client.get(path).content.decode()
    page = client.post(path, {"organisation": "1", "reason": "Thông báo số 3"}, follow=True).content.decode()
    assert "Đã giao nhiệm vụ cho Sở Văn hóa tỉnh Mẫu." in page
    assert client.get(path).status_code == 404
