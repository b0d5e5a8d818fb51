"""Fields nobody was asked for: a form with thirty of them beside stores to the letter what it stores without them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.models import Task
from tests.factories.following import MIDYEAR, claim_done, give_task
from tests.factories.story import enter_plan, make_administrator
from tests.permissions.tables import every_row, made_since

LONG_AGO = "2020-01-01 00:00:00"
AT = datetime(2026, 6, 25, 3, 0, 7, tzinfo=UTC)
Form = tuple[Office, str, dict[str, Any]]


def forged(other: Office, task: Task) -> dict[str, str]:
    """Names of columns and of what other systems call them, each with a value that its column would take."""
    moments = (
        "created_at",
        "entered_at",
        "drafted_at",
        "sent_at",
        "claimed_at",
        "decided_at",
        "confirmed_at",
    )
    names = ("approved_by", "entered_by", "drafted_by", "sent_by", "claimed_by", "decided_by", "confirmed_by")
    agencies = (
        "organisation_id",
        "entered_for",
        "entered_for_id",
        "decided_office",
        "decided_office_id",
        "focal_id",
    )
    plain = {
        "state": "accepted",
        "status": "approved",
        "province": str(other.province_id),
        "province_id": str(other.province_id),
        "office": str(other.pk),
        "user": str(other.user_id),
        "by": str(other.pk),
        "id": str(task.pk),
        "pk": str(task.pk),
        "code": "GIA-0001",
        "task_id": str(task.pk),
        "directive_id": str(task.directive_id),
        "is_superuser": "1",
        "is_active": "0",
        "password": "Mat-khau-gia-mao-12",
        "version": "99",
        "score": "100",
        "corrects_id": str(task.pk),
    }
    return {
        **dict.fromkeys(moments, LONG_AGO),
        **dict.fromkeys(names, "Người giả mạo"),
        **dict.fromkeys(agencies, str(other.organisation_id)),
        **plain,
    }


@pytest.fixture
def task(plan: Directive, focal_office: Office) -> Task:
    return give_task(focal_office, plan, "Trình đề án")


@pytest.fixture
def forms(
    plan: Directive,
    task: Task,
    lead_office: Office,
    focal_office: Office,
    issuer_office: Office,
    agencies: dict[str, Organisation],
) -> dict[str, Form]:
    """Filled in as they should be, by who may send them."""
    path, claimed = f"/nhiem-vu/{task.code}/", give_task(focal_office, plan, "Đã làm xong")
    claim_done(lead_office, claimed, MIDYEAR)
    draft = enter_plan(focal_office, b"Ke hoach khac")
    entered = {
        "kind": "resolution",
        "number": "124/NQ-CP",
        "issued_on": "03/9/2020",
        "issuer_name": "Chính phủ",
    }
    invited = {"username": "nguoi.moi", "label": "Văn thư", "email": "moi@tinhmau.example", "kind": "held"}
    figure = {"year": "2025", "period": "year", "value": "31,4", "kind": "official", "source": "Niên giám"}
    return {
        "báo cáo": (lead_office, f"{path}bao-cao/", {"done": "Đã trình dự thảo", "version": "", "entry": ""}),
        "hoàn thành": (lead_office, f"{path}hoan-thanh/", {"completed_on": "20/6/2026", "note": "Số 15/QĐ"}),
        "gia hạn": (lead_office, f"{path}gia-han/", {"until": "30/9/2026", "reason": "Chờ nghị định"}),
        "xem xét": (
            focal_office,
            f"/nhiem-vu/{claimed.code}/nghiem-thu/",
            {"decision": "return", "reason": "Thiếu số của quyết định"},
        ),
        "tạm dừng": (focal_office, f"{path}dung/", {"mark": "pause", "reason": "Công văn số 8"}),
        "số liệu": (lead_office, "/chi-tieu/CT-0001/so-lieu/", figure),
        "văn bản": (focal_office, "/van-ban/them/", {**entered, "title": "Chương trình hành động"}),
        "phần đầu": (
            focal_office,
            f"/van-ban/{draft.code}/xac-nhan/",
            {"luu": "1", "version": draft.version, "kind": "plan", "title": "Tên đã sửa"},
        ),
        "kỳ báo cáo": (
            focal_office,
            "/bao-cao/lap/",
            {"directive": plan.code, "period": "h1", "year": "2026"},
        ),
        "lời mời": (
            make_administrator(agencies["VP"]),
            "/quan-tri/tai-khoan/moi/",
            {**invited, "organisation": str(agencies["STC"].pk), "roles": ["officer"]},
        ),
    }


def stored(client: Client, path: str, typed: dict[str, Any]) -> list[str]:
    """The rows this request leaves, which are taken back."""
    before = every_row()
    with transaction.atomic():
        answer = client.post(path, typed)
        made = made_since(before, every_row())
        transaction.set_rollback(True)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return made


@time_machine.travel(AT, tick=False)
def test_no_forged_field_is_stored(
    forms: dict[str, Form],
    task: Task,
    outsider: Office,
    client_for: Callable[[Office], Client],
    record_property: Any,
) -> None:
    beside = forged(outsider, task)
    assert len(beside) >= 30
    wrong = []
    for name, (office, path, typed) in forms.items():
        client = client_for(office)
        honest = stored(client, path, typed)
        assert honest, f"{name}: biểu mẫu đúng phải ghi được"
        if stored(client, path, {**beside, **typed}) != honest:
            wrong.append(name)
    record_property(
        "trường giả mạo được ghi", f"{len(wrong)} biểu mẫu trên {len(forms)}, {len(beside)} trường"
    )
    assert wrong == []


@time_machine.travel(AT, tick=False)
def test_a_version_from_the_future_is_a_stale_one(
    plan: Directive, focal_office: Office, client_for: Callable[[Office], Client]
) -> None:
    draft = enter_plan(focal_office, b"Ke hoach khac")
    typed = {"luu": "1", "kind": "plan", "title": "Tên đã sửa"}
    client = client_for(focal_office)
    before = every_row()
    for version in (draft.version + 1, 99, 2_147_483_647):
        answer = client.post(f"/van-ban/{draft.code}/xac-nhan/", {**typed, "version": version})
        assert answer.status_code == 409
    assert every_row() == before
