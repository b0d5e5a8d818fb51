"""The record's page: its filters, its export, who sees what; the signed heads and the minutes to print."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.models import Observation
from lotrinh.apps.journal.chain import canonical
from lotrinh.apps.journal.guard import lifted
from lotrinh.apps.journal.models import Event, SignedHead
from lotrinh.apps.ui.language import COOKIE
from tests.factories.following import MIDYEAR, measure, report_on
from tests.factories.story import make_administrator

SignedIn = Callable[[Office], Client]


@pytest.fixture
def admin(plan: Directive, focal_office: Office, lead_office: Office) -> Office:
    """Of the focal agency; after the plan of 05/1 something was reported on 25/6."""
    report_on(focal_office, plan.tasks.get(code="NV-0003"), MIDYEAR, done="Đã họp lần hai")
    return make_administrator(focal_office.organisation)


@pytest.fixture
def head(admin: Office) -> SignedHead:
    return SignedHead.objects.get(province=admin.province_id)


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_event_says_who_when_whence_what_and_why(admin: Office, client_for: SignedIn) -> None:
    shown = page(client_for(admin), "/so-su-kien/?viec=send_entry")
    assert "Lãnh đạo Sở Công Thương" in shown and "10:00:00 25/6/2026 (UTC+07:00)" in shown
    assert "Gửi báo cáo tiến độ" in shown and "Đã họp lần hai" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize(
    ("asked", "actions"),
    [
        ("viec=confirm_directive", {"confirm_directive"}),
        ("tu=25/6/2026&den=25/6/2026&viec=draft_entry", {"draft_entry"}),
        ("den=31/12/2025", set()),
        ("nguoi=Lãnh+đạo+Sở+Công+Thương&viec=send_entry", {"send_entry"}),
        ("nguoi=không+có+ai", set()),
        ("doi_tuong=NV-0003&viec=assign_task", {"assign_task"}),
        ("tu=hôm+nay&viec=confirm_directive", {"confirm_directive"}),
    ],
)
def test_a_filter_shows_what_it_says(
    admin: Office, client_for: SignedIn, asked: str, actions: set[str]
) -> None:
    answer = client_for(admin).get(f"/so-su-kien/?{asked}")
    assert {event.action for event in answer.context["page"]} == actions
    if "hôm" in asked:
        assert "không phải ngày hợp lệ" in answer.content.decode()


def test_the_file_holds_what_the_filter_shows(admin: Office, client_for: SignedIn) -> None:
    answer = client_for(admin).get("/so-su-kien/?viec=send_entry&dang=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert "Việc: Gửi báo cáo tiến độ" in lines[1] and answer["Content-Type"].startswith("text/csv")
    event = Event.objects.get(action="send_entry")
    assert event.hash in lines[-1] and "25/06/2026 10:00:00" in lines[-1] and len(lines) <= 6


def test_who_is_no_reader_sees_only_their_own_acts(
    admin: Office, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    shown = client_for(focal_office).get("/so-su-kien/")
    assert {event.user for event in shown.context["page"]} == {focal_office.user_id}
    assert "chỉ những việc do chính người đang xem" in shown.content.decode()
    assert len(client_for(lead_office).get("/so-su-kien/").context["page"]) == 0
    for path in ("", "ngay-1/", "ngay-1/tep.json"):
        assert client_for(lead_office).get(f"/so-su-kien/dau-chuoi/{path}").status_code in (403, 404)
    assert client_for(lead_office).get("/so-su-kien/dau-chuoi/").status_code == 403


def test_another_province_sees_nothing(
    admin: Office, head: SignedHead, outsider: Office, client_for: SignedIn
) -> None:
    other = make_administrator(outsider.organisation)
    events = client_for(other).get("/so-su-kien/").context["page"]
    assert {event.province for event in events} == {other.province_id}
    assert client_for(other).get(f"/so-su-kien/dau-chuoi/day-{head.number}/").status_code == 404
    assert "chưa" in page(client_for(other), "/so-su-kien/dau-chuoi/").lower()


def test_nobody_unknown_gets_in(plan: Directive) -> None:
    for path in ("", "dau-chuoi/", "dau-chuoi/day-1/", "dau-chuoi/day-1/tep.json"):
        answer = Client().get(f"/so-su-kien/{path}")
        assert answer.status_code == 302 and "/dang-nhap/" in answer["Location"]


def test_the_heads_say_whether_the_record_holds(
    admin: Office, head: SignedHead, client_for: SignedIn
) -> None:
    client = client_for(admin)
    assert "liền mạch" in page(client, "/so-su-kien/dau-chuoi/")
    with lifted():
        Event.objects.filter(action="send_entry").update(reason="khác")
    number = Event.objects.get(action="send_entry").number
    assert f"Sự kiện số {number} đã bị sửa" in page(client, "/so-su-kien/dau-chuoi/")


def test_the_minutes_are_a_paper_in_both_languages(
    admin: Office, head: SignedHead, client_for: SignedIn
) -> None:
    client = client_for(admin)
    path = f"/so-su-kien/dau-chuoi/day-{head.number}/"
    for language in ("en", "vi"):
        client.cookies[COOKIE] = language
        shown = page(client, path)
        assert f'<html lang="{language}">' in shown
        assert "Biên bản đầu chuỗi nhật ký ngày 05/01/2026" in shown
        groups = [head.hash[place : place + 8] for place in range(0, 64, 8)]
        assert " ".join(groups) in shown and "chữ ký đúng" in shown and "UTC+07:00" in shown
    assert client.get("/so-su-kien/dau-chuoi/day-9/").status_code == 404
    assert client.get("/so-su-kien/dau-chuoi/day-x/").status_code == 404


def test_the_file_of_a_head_can_be_checked_without_the_system(
    admin: Office, head: SignedHead, client_for: SignedIn
) -> None:
    answer = client_for(admin).get(f"/so-su-kien/dau-chuoi/day-{head.number}/tep.json")
    told = json.loads(answer.content)
    signature = bytes.fromhex(told["head"].pop("signature"))
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(told["public_key"])).verify(
        signature, canonical(told["head"])
    )


@pytest.mark.parametrize("path", ["/nhiem-vu/NV-0003/", "/chi-tieu/CT-0001/", "/van-ban/{plan}/"])
def test_every_object_with_a_page_shows_its_history(
    admin: Office, plan: Directive, focal_office: Office, client_for: SignedIn, path: str
) -> None:
    measure(focal_office, plan.targets.get(code="CT-0001").indicator, "31.4", 2025)
    assert Observation.objects.count() == 1
    shown = page(client_for(focal_office), path.format(plan=plan.code))
    assert "Lịch sử" in shown and '<ol class="timeline">' in shown and "<ins>" in shown
