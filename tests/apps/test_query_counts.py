"""How often each page asks the database: as tests/query_counts.toml says, and no more with 40 tasks than with 10."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars.actions import ask_unlocking, lock_period
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.files.actions import store_file
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.journal.models import SignedHead
from lotrinh.apps.organisations.actions import Move, apply_merger, record_succession
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.tasks.actions import ask_extension
from tests.factories.following import (
    MIDYEAR,
    claim_done,
    draft_on,
    events_written,
    give_task,
    measure,
    report_on,
)
from tests.factories.story import AT, SYSTEM, enter_plan, make_administrator, make_agency, set_up_second_step

FILE = Path(__file__).parents[1] / "query_counts.toml"
WRITTEN: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
EVIDENCE = b"evidence"
FOR_ADMINISTRATORS = {
    "organisations:add",
    "organisations:edit",
    "organisations:end",
    "organisations:rename",
    "tasks:change-province",
    "tasks:province",
    "tasks:reorganise",
    "accounts:bodies",
    "accounts:calendar",
    "accounts:first-document",
    "accounts:first-people",
    "accounts:mail",
    "accounts:setup-second-step",
    "accounts:last-day",
    "accounts:list-check",
    "accounts:list-export",
    "accounts:list-template",
    "accounts:new",
    "accounts:office",
    "accounts:permissions",
    "accounts:person",
    "accounts:review",
    "journal:heads",
    "journal:head",
    "journal:head-file",
}


def names(patterns: Any, prefix: str = "") -> Iterator[str]:
    """Every named address, with its namespace."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def parted_agency(plan: Directive) -> Organisation:
    """One whose work went to two others."""
    old = make_agency(plan.province, "Sở Thông tin tỉnh Mẫu", valid_to=date(2025, 2, 28))
    for name in ("Sở Khoa học tỉnh Mẫu", "Sở Văn hóa tỉnh Mẫu"):
        record_succession(
            by=SYSTEM,
            at=AT,
            predecessor=old,
            successor=make_agency(plan.province, name),
            effective=date(2025, 3, 1),
            legal_basis="Nghị quyết số 1",
            field=name,
        )
    return old


@pytest.fixture
def world(
    plan: Directive, focal_office: Office, lead_office: Office, midyear: None
) -> dict[str, dict[str, Any]]:
    """Ten tasks with everything a page can show; gives the arguments of every address that takes some."""
    draft = enter_plan(focal_office, b"another file")
    old = parted_agency(plan)
    split = give_task(focal_office, plan, lead=[old.name])
    file = store_file(
        province_id=plan.province_id, by=focal_office, at=AT, content=EVIDENCE, name="a.txt", media_type="t"
    )
    own, claimed, asked = (plan.tasks.get(code=code) for code in ("NV-0003", "NV-0001", "NV-0002"))
    report_on(focal_office, own, evidence=[file])
    draft_on(focal_office, own)
    claim_done(lead_office, claimed)
    ask_extension(
        by=lead_office,
        at=MIDYEAR,
        task=asked,
        organisation=lead_office.organisation,
        until=date(2026, 12, 31),
        reason="vướng",
    )
    measure(focal_office, plan.targets.get(code="CT-0001").indicator, "31.4", 2025)
    report = draw_up_periodic_report(
        by=focal_office,
        at=MIDYEAR,
        directive=plan,
        label="Quý I năm 2026",
        period_from=date(2025, 12, 15),
        period_to=date(2026, 3, 14),
        cut_off=date(2026, 3, 14),
    )
    more_tasks(focal_office, lead_office, plan, 5)
    lock = lock_period(by=focal_office, at=MIDYEAR, kind="q1", year=2020)
    asked_to_unlock = ask_unlocking(
        by=focal_office, at=MIDYEAR, lock=lock, reason="thiếu số", until=MIDYEAR.date()
    )
    merger = apply_merger(
        by=SYSTEM,
        at=AT,
        province=plan.province,
        title="Giải thể",
        legal_basis="Nghị quyết số 2",
        moves=[Move(make_agency(plan.province, "Sở Cũ"), old, date(2025, 1, 1), "Nghị quyết số 2")],
    )
    body = {"number": old.number}
    person = {"username": lead_office.user.username}
    set_up_second_step(focal_office.user)
    link = {"uidb64": "x", "token": "x-y"}
    signed = SignedHead.objects.filter(province=plan.province_id).order_by("number")[0]
    own_code, open_code = {"code": "NV-0003"}, {"code": draft.code}
    return {
        "accounts:person": person,
        "accounts:office": person,
        "accounts:last-day": person | {"number": 1},
        "accounts:list-check": {"which": "nguoi-dung"},
        "accounts:list-export": {"which": "nguoi-dung"},
        "accounts:list-template": {"which": "nguoi-dung"},
        "accounts:choose-password": link,
        "accounts:accept-invitation": link,
        "mfa_edit_webauthn": {"pk": 1},
        "mfa_remove_webauthn": {"pk": 1},
        **{f"organisations:{name}": body for name in ("page", "history", "edit", "rename", "end")},
        "tasks:of-organisation": body,
        "tasks:merger": {"number": merger.number},
        "tasks:page": own_code,
        "tasks:report": own_code,
        "tasks:draft": {"code": "NV-0003", "number": "1"},
        "tasks:evidence": {"code": "NV-0003", "sha256": file.sha256},
        "tasks:claim": own_code,
        "tasks:extend": own_code,
        "tasks:decide": {"code": claimed.code},
        "tasks:decide-extension": {"code": asked.code},
        "tasks:mark": own_code,
        "tasks:responsible": {"code": split.code},
        "indicators:page": {"code": "CT-0001"},
        "indicators:add": {"code": "CT-0001"},
        "indicators:chart": {"code": "CT-0001", "kind": "svg"},
        "reporting:page": {"code": report.code},
        "reporting:download": {"code": report.code, "kind": "xlsx"},
        "reporting:period": {"period": lock.key},
        "reporting:ask-unlock": {"period": lock.key},
        "reporting:unlocking": {"code": asked_to_unlock.code},
        "directives:page": {"code": plan.code},
        "directives:text": {"code": plan.code},
        "directives:scope": {"code": plan.code},
        "directives:file": {"code": plan.code},
        "journal:head": {"kind": signed.kind, "number": signed.number},
        "journal:head-file": {"kind": signed.kind, "number": signed.number},
        "intake:job": {"code": ReadingJob.objects.order_by("pk").values_list("code", flat=True)[0]},
        "intake:desk": open_code,
        "intake:edit": open_code | {"number": 1},
        "intake:confirm": open_code,
    }


def more_tasks(focal_office: Office, lead_office: Office, plan: Directive, number: int) -> None:
    """Tasks of several agencies with entries and claims, late and in time."""
    for place in range(number):
        name = ("Sở Tài chính tỉnh Mẫu", "Sở Kế hoạch và Đầu tư tỉnh Mẫu")[place % 2]
        task = give_task(
            focal_office,
            plan,
            f"Nhiệm vụ thêm {place}",
            lead=[name],
            coordinating=["Sở Công Thương tỉnh Mẫu"],
            last=(date(2026, 5, 1), date(2026, 6, 30), None)[place % 3],
        )
        report_on(lead_office, task, difficulty="Chưa có vốn")
        if place % 2:
            claim_done(lead_office, task)


def count(client: Client, name: str, arguments: dict[str, Any]) -> int:
    path = reverse(name, kwargs=arguments)
    response = client.get(path)  # once before, so that what is drawn or written only once is not counted
    assert response.status_code in {200, 302}, f"{name}: {response.status_code}"
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


@pytest.fixture
def stopped_clock(world: dict[str, dict[str, Any]]) -> Iterator[None]:
    """A session in use notes that each half minute: on a slow machine with some page or other, here with none."""
    with time_machine.travel(MIDYEAR, tick=False):
        yield


def test_every_page_asks_as_often_as_written_whatever_the_number_of_tasks(
    world: dict[str, dict[str, Any]],
    plan: Directive,
    focal_office: Office,
    lead_office: Office,
    client_for: Callable[[Office], Client],
    stopped_clock: None,
) -> None:
    clients = {
        True: client_for(focal_office),
        False: client_for(make_administrator(focal_office.organisation)),
    }

    def counted() -> dict[str, int]:
        return {
            name: count(clients[name not in FOR_ADMINISTRATORS], name, world.get(name, {}))
            for name in WRITTEN["pages"]
        }

    assert plan.tasks.count() == 10
    with_ten = counted()
    more_tasks(focal_office, lead_office, plan, 30)
    assert plan.tasks.count() == 40
    with_forty = counted()
    assert with_ten == with_forty == WRITTEN["pages"]


def test_looking_writes_nothing_into_the_record(
    world: dict[str, dict[str, Any]],
    plan: Directive,
    focal_office: Office,
    client_for: Callable[[Office], Client],
) -> None:
    client = client_for(focal_office)
    with events_written(plan.province_id):
        for name in WRITTEN["pages"]:
            client.get(reverse(name, kwargs=world.get(name, {})))


def test_every_address_has_its_row() -> None:
    written = [*WRITTEN["pages"], *WRITTEN["posted"]]
    assert sorted(written) == sorted(set(names(get_resolver().url_patterns)))
