"""Case 35: what belongs to a locked period is written by no path; an exception has its reason, its scope and its end."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars.actions import ask_unlocking, decide_unlocking, lock_period
from lotrinh.apps.calendars.errors import AlreadyDecided, AlreadyLocked, OwnUnlocking, PeriodLocked
from lotrinh.apps.calendars.models import PeriodLock, Unlocking
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.indicators.actions import add_observation
from lotrinh.apps.indicators.models import Observation
from lotrinh.apps.intake.actions import accept_proposal
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.reporting.models import Report
from lotrinh.apps.tasks.actions import (
    ask_extension,
    claim_completion,
    decide_claim,
    decide_extension,
    discard_draft,
    draft_entry,
    edit_draft,
    send_entry,
    set_pause,
    stop_task,
)
from lotrinh.apps.tasks.models import CompletionClaim, ProgressEntry
from tests.factories.following import claim_done, draft_on, report_on
from tests.factories.story import AT, enter_plan, make_office

SOURCE = Path(__file__).resolve().parents[3] / "src" / "lotrinh"
CLOSED_AT = datetime(2026, 6, 14, 10, 0, tzinfo=UTC)
"""17:00 of 14/6/2026 in Vietnam, the last day on which reports of quarter II count."""
EVENING = CLOSED_AT + timedelta(hours=1)
LATER = datetime(2026, 6, 25, 3, 0, tzinfo=UTC)
SAID = "Kỳ báo cáo quý II/2026 đã khóa lúc 17:00 ngày 14/6/2026. Muốn sửa, gửi đề nghị mở khóa kèm lý do."
FIGURE = {"year": "2026", "period": "q2", "value": "32,1", "kind": "estimate", "source": "Báo cáo số 9"}
Refused = Callable[[], object]


@pytest.fixture
def leader(agencies: dict[str, Organisation]) -> Office:
    return make_office(agencies["VP"], "leader")


@dataclass(slots=True)
class Ground:
    """A plan in force with what waited when quarter II was locked: a draft, a claim, an extension, a first report."""

    plan: Directive
    focal: Office
    lead: Office
    leader: Office
    draft: ProgressEntry
    claim: CompletionClaim
    asked: Any
    sent: ProgressEntry
    lock: PeriodLock

    @property
    def task(self) -> Any:
        return self.plan.tasks.get(code="NV-0001")

    @property
    def other(self) -> Any:
        return self.plan.tasks.get(code="NV-0003")

    @property
    def indicator(self) -> Any:
        return self.plan.targets.get(code="CT-0001").indicator

    def measured(self, by: Any = None, last: date = date(2026, 6, 30), at: datetime = LATER) -> Observation:
        first = date(2026, 4, 1) if last.month < 7 else date(2026, 7, 1)
        return add_observation(
            by=by or self.lead,
            at=at,
            indicator=self.indicator,
            period_from=first,
            period_to=last,
            value=Decimal("32.1"),
            source="Báo cáo số 9",
        )

    def report(self, at: datetime = LATER) -> Report:
        return draw_up_periodic_report(
            by=self.focal,
            at=at,
            directive=self.plan,
            label="Quý II năm 2026",
            period_from=date(2026, 3, 15),
            period_to=date(2026, 6, 14),
            cut_off=date(2026, 6, 14),
        )


@pytest.fixture
def ground(plan: Directive, focal_office: Office, lead_office: Office, leader: Office) -> Ground:
    task, other = plan.tasks.get(code="NV-0001"), plan.tasks.get(code="NV-0003")
    sent = report_on(lead_office, task, CLOSED_AT - timedelta(days=2))
    draft = draft_on(lead_office, task, CLOSED_AT - timedelta(hours=2))
    claim = claim_done(lead_office, task, CLOSED_AT - timedelta(hours=2))
    asked = ask_extension(
        by=lead_office,
        at=CLOSED_AT - timedelta(hours=2),
        task=other,
        organisation=lead_office.organisation,
        until=date(2026, 12, 31),
        reason="Chờ nghị định",
    )
    lock = lock_period(by=leader, at=CLOSED_AT, kind="q2", year=2026)
    return Ground(plan, focal_office, lead_office, leader, draft, claim, asked, sent, lock)


def every_write(g: Ground) -> Iterator[tuple[str, Refused]]:
    """Each action that writes into a reporting period, done so that it belongs to the locked one."""
    report = {"task": g.task, "organisation": g.lead.organisation, "done": "Đã ký"}
    yield "số liệu", lambda: g.measured()
    yield "số liệu của tháng trong kỳ", lambda: g.measured(last=date(2026, 5, 31))
    yield "số liệu do hệ thống ghi, không qua trang nào", lambda: g.measured(by=SYSTEM)
    yield "dự thảo trong ngày của kỳ", lambda: draft_entry(by=g.lead, at=EVENING, **report)
    yield (
        "đính chính báo cáo của kỳ",
        lambda: draft_entry(by=g.lead, at=LATER, corrects=g.sent, **report),
    )
    yield (
        "sửa dự thảo",
        lambda: edit_draft(by=g.lead, at=EVENING, entry=g.draft, version=1, changes={"done": "a"}),
    )
    yield "gửi", lambda: send_entry(by=g.lead, at=EVENING, entry=g.draft)
    yield (
        "đề nghị công nhận hoàn thành",
        lambda: claim_completion(
            by=g.focal,
            at=LATER,
            task=g.other,
            organisation=g.focal.organisation,
            completed_on=date(2026, 6, 10),
        ),
    )
    yield "công nhận", lambda: decide_claim(by=g.focal, at=LATER, claim=g.claim, accept=True)
    yield (
        "xin gia hạn",
        lambda: ask_extension(
            by=g.lead,
            at=EVENING,
            task=g.task,
            organisation=g.lead.organisation,
            until=date(2026, 9, 1),
            reason="a",
        ),
    )
    yield "cho gia hạn", lambda: decide_extension(by=g.focal, at=EVENING, extension=g.asked, grant=True)
    back = date(2026, 6, 1)
    yield (
        "tạm dừng lùi ngày",
        lambda: set_pause(by=g.focal, at=LATER, task=g.task, paused_on=back, reason="a"),
    )
    yield "dừng lùi ngày", lambda: stop_task(by=g.focal, at=LATER, task=g.task, stopped_on=back, reason="a")
    yield "lập lại báo cáo", lambda: g.report()


def test_no_action_writes_into_a_locked_period(ground: Ground, record_property: Any) -> None:
    ground.report()
    before = Event.objects.count()
    refused = 0
    for name, write in every_write(ground):
        with pytest.raises(PeriodLocked) as caught:
            write()
        assert str(caught.value) == SAID, name
        refused += 1
    assert Event.objects.count() == before
    record_property(
        "hành động ghi vào kỳ đã khóa bị từ chối", f"{refused} trên {len(list(every_write(ground)))}"
    )


def test_what_belongs_to_the_next_period_is_written(ground: Ground) -> None:
    """From the fifteenth on a report counts for the next quarter, and so does the draft that waited."""
    lead, task = ground.lead, ground.task
    sent = send_entry(by=lead, at=LATER, entry=ground.draft)
    draft = draft_on(lead, task, LATER)
    discard_draft(by=lead, at=EVENING, entry=draft)
    assert sent.sent_at == LATER
    ground.measured(last=date(2026, 7, 31))
    decide_extension(by=ground.focal, at=LATER, extension=ground.asked, grant=True)
    decide_claim(by=ground.focal, at=LATER, claim=ground.claim, accept=False, reason="Thiếu quyết định")


def test_the_first_report_of_a_locked_period_is_what_one_locks_it_for(ground: Ground) -> None:
    assert ground.report().code == "BC-0001"
    with pytest.raises(PeriodLocked):
        ground.report()


def test_no_path_leads_into_a_locked_period(
    ground: Ground, client_for: Callable[[Office], Client], record_property: Any
) -> None:
    """Case 35: the paths there are; of those that are not there it is shown that they are not."""
    lead, focal = client_for(ground.lead), client_for(ground.focal)
    ground.report()
    kept = [Observation, ProgressEntry, CompletionClaim, Report]
    before = [model.objects.count() for model in kept]
    paths = {
        "biểu mẫu số liệu": lambda: sent(lead, "/chi-tieu/CT-0001/so-lieu/", FIGURE, LATER),
        "biểu mẫu đính chính": lambda: sent(
            lead, "/chi-tieu/CT-0001/so-lieu/", {**FIGURE, "reason": "sai"}, LATER
        ),
        "biểu mẫu tiến độ": lambda: sent(
            lead, "/nhiem-vu/NV-0001/bao-cao/", {"done": "Đã ký", "send": "1"}, EVENING
        ),
        "nút gửi dự thảo": lambda: sent(
            lead, "/nhiem-vu/NV-0001/du-thao/1/gui/", {"entry": str(ground.draft.pk), "version": 1}, EVENING
        ),
        "công nhận hoàn thành": lambda: sent(
            focal, "/nhiem-vu/NV-0001/nghiem-thu/", {"decision": "accept", "reason": "Đạt"}, LATER
        ),
        "lập lại báo cáo": lambda: sent(
            focal, "/bao-cao/lap/", {"directive": "VB-0001", "period": "q2", "year": "2026"}, LATER
        ),
        "dòng lệnh, việc nền, giao diện máy": lambda: all(
            refused(write) for _name, write in every_write(ground)
        ),
        "bàn đọc": lambda: desk_writes_no_report(ground),
    }
    closed = [name for name, tried in paths.items() if tried()]
    record_property("ngả vào kỳ đã khóa bị chặn", f"{len(closed)} trên {len(paths)}")
    assert closed == list(paths)
    assert [model.objects.count() for model in kept] == before


def sent(client: Client, path: str, typed: dict[str, Any], at: datetime) -> bool:
    """409, the sentence with its way out, and what was typed."""
    with time_machine.travel(at, tick=True):
        answer = client.post(path, typed)
    page = answer.content.decode()
    way = '<a href="/bao-cao/ky/q2-2026/mo-khoa/?cho='
    said = "đã khóa lúc 17:00 ngày 14/6/2026." in page and (way in page or "mo-khoa/" in page)
    return (
        answer.status_code == 409
        and said
        and all(str(typed[name]) in page for name in ("done", "source") if name in typed)
    )


def refused(write: Refused) -> bool:
    try:
        write()
    except PeriodLocked:
        return True
    return False


def desk_writes_no_report(ground: Ground) -> bool:
    """What a document orders is followed from whenever it is confirmed; no figure and no progress comes from there."""
    draft = enter_plan(ground.focal, b"another file")
    proposal = draft.proposals.filter(kind="task", state=Proposal.State.PENDING).order_by("number")[0]
    accept_proposal(by=ground.focal, at=EVENING, proposal=proposal)
    return True


def test_no_other_place_writes_what_belongs_to_periods() -> None:
    """Rows of these tables are made in the actions that ask the lock, and nowhere else: no list, no desk, no command."""
    tables = {"Observation", "ProgressEntry", "CompletionClaim", "Extension", "Report"}
    making = {"create", "bulk_create", "update_or_create", "get_or_create", "update", "bulk_update"}
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in making
            ):
                names = {each.id for each in ast.walk(node.func) if isinstance(each, ast.Name)}
                if names & tables:
                    found[str(path.relative_to(SOURCE))] = path
    assert set(found) == {
        "apps/indicators/actions.py",
        "apps/reporting/actions.py",
        "apps/tasks/actions/completion.py",
        "apps/tasks/actions/progress.py",
    }
    for path in found.values():
        assert "pass_lock" in path.read_text("utf-8"), path
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not (SOURCE / "apps" / "api").exists() or "pass_lock" in "".join(
        path.read_text("utf-8") for path in (SOURCE / "apps" / "api").rglob("*.py")
    )


def asked(ground: Ground, by: Office | None = None, **fields: Any) -> Unlocking:
    said = {"reason": "Cục Thống kê gửi lại số", "until": date(2026, 6, 30)} | fields
    return ask_unlocking(by=by or ground.lead, at=LATER, lock=ground.lock, **said)


def granted(ground: Ground, row: Unlocking, until: date = date(2026, 6, 30), by: Office | None = None) -> Any:
    return decide_unlocking(
        by=by or ground.leader, at=LATER, unlocking=row, grant=True, note="Số có văn bản", until=until
    )


def test_an_exception_lets_its_agency_write_until_its_end(ground: Ground) -> None:
    row = granted(ground, asked(ground))
    figure = ground.measured()
    event = Event.objects.get(subject=figure.pk)
    assert event.after["unlocked"] == row.code == "MK-0001"
    with pytest.raises(PeriodLocked):
        ground.measured(by=ground.focal)
    with pytest.raises(PeriodLocked):
        ground.measured(at=datetime(2026, 7, 1, 3, 0, tzinfo=UTC))
    assert decide_claim(by=ground.focal, at=LATER, claim=ground.claim, accept=True).state == "accepted"


def test_an_exception_for_one_task_holds_for_nothing_else(ground: Ground) -> None:
    granted(ground, asked(ground, scope=ground.task.pk, scope_code="NV-0001"))
    with pytest.raises(PeriodLocked):
        ground.measured()
    fields = {"organisation": ground.lead.organisation, "done": "Đã ký", "corrects": ground.sent}
    entry = draft_entry(by=ground.lead, at=LATER, task=ground.task, **fields)
    assert Event.objects.get(subject=entry.pk).after["unlocked"] == "MK-0001"
    with pytest.raises(PeriodLocked):
        claim_completion(
            by=ground.lead,
            at=LATER,
            task=ground.other,
            organisation=ground.lead.organisation,
            completed_on=date(2026, 6, 10),
        )


def test_an_exception_of_one_of_two_periods_within_one_another_is_enough(ground: Ground) -> None:
    lock_period(by=ground.leader, at=LATER, kind="h1", year=2026)
    with pytest.raises(PeriodLocked) as caught:
        ground.measured()
    assert caught.value.lock == ground.lock, "the shortest is named"
    granted(ground, asked(ground))
    assert ground.measured()


def test_a_request_that_waits_or_was_refused_opens_nothing(ground: Ground) -> None:
    row = asked(ground)
    with pytest.raises(PeriodLocked):
        ground.measured()
    with pytest.raises(ActionRefused, match="đang chờ quyết định"):
        asked(ground)
    decide_unlocking(by=ground.leader, at=LATER, unlocking=row, grant=False, note="Chưa có văn bản")
    with pytest.raises(PeriodLocked):
        ground.measured()
    with pytest.raises(AlreadyDecided, match="từ chối lúc"):
        granted(ground, row)
    assert asked(ground).code == "MK-0002"


def test_whoever_asks_does_not_grant(ground: Ground, agencies: dict[str, Organisation]) -> None:
    row = asked(ground)
    colleague = make_office(agencies["STC"], "leader")
    with pytest.raises(OwnUnlocking):
        granted(ground, row, by=colleague)
    elsewhere = make_office(agencies["VP"], "leader")
    elsewhere.user_id = ground.lead.user_id
    with pytest.raises(OwnUnlocking):
        granted(ground, row, by=elsewhere)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unlocking.objects.filter(pk=row.pk).update(decided_office=row.organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unlocking.objects.filter(pk=row.pk).update(decider=row.asker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Unlocking.objects.filter(pk=row.pk).update(state="granted")


def test_reason_and_end_are_asked_for(ground: Ground) -> None:
    with pytest.raises(ActionRefused, match="lý do cần sửa"):
        asked(ground, reason=" ")
    with pytest.raises(ActionRefused, match="không quá 30 ngày"):
        asked(ground, until=date(2026, 7, 26))
    with pytest.raises(ActionRefused, match="không thể trước hôm nay"):
        asked(ground, until=date(2026, 6, 24))
    row = asked(ground)
    with pytest.raises(ActionRefused, match="lý do của quyết định"):
        decide_unlocking(by=ground.leader, at=LATER, unlocking=row, grant=False, note="")
    with pytest.raises(ActionRefused, match="không quá 30 ngày"):
        granted(ground, row, until=date(2027, 1, 1))


def test_a_period_is_locked_once_and_not_before_its_last_day(plan: Directive, leader: Office) -> None:
    with pytest.raises(ActionRefused, match="đến hết ngày 14/6/2026"):
        lock_period(by=leader, at=AT, kind="q2", year=2026)
    lock_period(by=leader, at=CLOSED_AT, kind="q2", year=2026)
    with pytest.raises(AlreadyLocked, match="khóa lúc"):
        lock_period(by=leader, at=LATER, kind="q2", year=2026)


def test_another_province_is_not_locked(ground: Ground, outsider: Office) -> None:
    assert not PeriodLock.objects.filter(province_id=outsider.province_id).exists()
    other = lock_period(by=outsider, at=LATER, kind="q2", year=2026)
    assert other.province_id != ground.lock.province_id


def test_the_whole_story_over_http(
    plan: Directive, lead_office: Office, leader: Office, client_for: Callable[[Office], Client]
) -> None:
    lead, above = client_for(lead_office), client_for(leader)
    with time_machine.travel(CLOSED_AT, tick=True):
        assert "Kỳ báo cáo quý II/2026 đang mở" in above.get("/bao-cao/ky/q2-2026/").content.decode()
        unsure = above.post("/bao-cao/ky/q2-2026/", {"note": "Công văn số 20/UBND"})
        assert unsure.status_code == 400 and "Công văn số 20/UBND" in unsure.content.decode()
        assert lead.post("/bao-cao/ky/q2-2026/", {"sure": "on"}).status_code == 403
        typed = {"note": "Công văn số 20/UBND", "sure": "on"}
        page = above.post("/bao-cao/ky/q2-2026/", typed, follow=True).content.decode()
        assert "Kỳ báo cáo quý II/2026 đã khóa" in page and "17:00" in page and leader.label in page
        assert above.post("/bao-cao/ky/q2-2026/", typed).status_code == 409
    with time_machine.travel(LATER, tick=True):
        said = lead.post("/chi-tieu/CT-0001/so-lieu/", FIGURE).content.decode()
        assert 'href="/bao-cao/ky/q2-2026/mo-khoa/?cho=CS-0001"' in said
        form = lead.get("/bao-cao/ky/q2-2026/mo-khoa/?cho=CS-0001").content.decode()
        assert 'value="CT-0001"' in form
        wrong = lead.post(
            "/bao-cao/ky/q2-2026/mo-khoa/", {"scope": "NV-9999", "reason": "a", "until": "30/6/2026"}
        )
        assert wrong.status_code == 400 and "Không thấy nhiệm vụ" in wrong.content.decode()
        wish = {"scope": "ct-0001", "reason": "Cục Thống kê gửi lại số", "until": "30/6/2026"}
        page = lead.post("/bao-cao/ky/q2-2026/mo-khoa/", wish, follow=True).content.decode()
        assert "Đang chờ quyết định." in page and "Ghi quyết định" not in page
        assert lead.post("/bao-cao/ky/de-nghi/MK-0001/", {"decision": "grant"}).status_code == 403
        assert "1 đề nghị mở khóa chờ quyết định" in above.get("/bao-cao/").content.decode()
        endless = above.post("/bao-cao/ky/de-nghi/MK-0001/", {"decision": "grant", "note": "Có văn bản"})
        assert endless.status_code == 400
        yes = {"decision": "grant", "note": "Có văn bản", "until": "30/6/2026"}
        page = above.post("/bao-cao/ky/de-nghi/MK-0001/", yes, follow=True).content.decode()
        assert "Đã mở khóa đến hết ngày 30/6/2026." in page
        assert above.post("/bao-cao/ky/de-nghi/MK-0001/", yes).status_code == 409
        assert lead.post("/chi-tieu/CT-0001/so-lieu/", FIGURE).status_code == 302
        assert Unlocking.objects.get().scope == plan.targets.get(code="CT-0001").indicator_id
        for path in ("/bao-cao/ky/?dang=xlsx", "/bao-cao/ky/de-nghi/?dang=csv"):
            assert lead.get(path).status_code == 200
        table = lead.get("/bao-cao/ky/?dang=csv").content.decode()
        assert "quý II/2026" in table and "đã khóa" in table
        assert "MK-0001" in lead.get("/bao-cao/ky/de-nghi/").content.decode()


def test_periods_without_name_or_lock_are_not_there(
    ground: Ground, client_for: Callable[[Office], Client]
) -> None:
    client = client_for(ground.lead)
    with time_machine.travel(LATER, tick=True):
        for path in ("q9-2026/", "q2-99/", "q4-2026/", "q1-2026/mo-khoa/", "de-nghi/MK-0001/", "de-nghi/x/"):
            assert client.get(f"/bao-cao/ky/{path}").status_code == 404, path
        assert "cùng với 6 tháng" not in client.get("/bao-cao/ky/?nam=x").content.decode()
        lock_period(by=ground.leader, at=LATER, kind="h1", year=2026)
        assert "cùng với 6 tháng đầu năm 2026" in client.get("/bao-cao/ky/").content.decode()
