"""Who may not, although they are near to it; and steps that may not be taken from where a thing stands. Nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from lotrinh.apps.accounts.actions import delegate_office, give_office
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.actions import (
    ask_extension,
    decide_claim,
    decide_extension,
    discard_draft,
    set_pause,
    stop_task,
)
from lotrinh.apps.tasks.errors import OwnRequest
from lotrinh.apps.tasks.models import Task
from tests.factories.following import MIDYEAR, claim_done, draft_on, give_task, report_on
from tests.factories.story import SYSTEM, enter_plan, make_agency, make_office
from tests.permissions.tables import every_row

pytestmark = pytest.mark.usefixtures("midyear")
REPORT = {"done": "Đã trình dự thảo", "send": "1"}
CLAIM = {"completed_on": "20/6/2026", "note": "Quyết định số 15/QĐ-UBND"}
ASK = {"until": "30/9/2026", "reason": "Chờ nghị định"}
ACCEPT = {"decision": "accept", "reason": ""}
STOP = {"mark": "stop", "reason": "Công văn số 8"}


@dataclass(slots=True)
class Ground:
    """A task led by Sở Tài chính with Sở Xây dựng beside it, one led by the focal agency, and who works on them."""

    plan: Directive
    task: Task
    own: Task
    people: dict[str, Office]

    def path(self, rest: str, task: Task | None = None) -> str:
        return f"/nhiem-vu/{(task or self.task).code}/{rest}"


@pytest.fixture
def ground(plan: Directive, agencies: dict[str, Organisation], focal_office: Office) -> Ground:
    beside = make_agency(plan.province, "Sở Xây dựng tỉnh Mẫu", "Sở Xây dựng")
    people = {
        "lead": make_office(agencies["STC"]),
        "lead officer": make_office(agencies["STC"], "officer"),
        "beside": make_office(beside),
        "focal": focal_office,
        "focal officer": make_office(agencies["SCT"], "officer"),
        "office": make_office(agencies["VP"]),
        "supervisor": make_office(agencies["VP"], "supervisor"),
        "reviewer": make_office(agencies["SCT"], "reviewer"),
    }
    task = give_task(focal_office, plan, "Trình đề án", coordinating=[beside.name])
    own = give_task(focal_office, plan, "Tổng hợp báo cáo", lead=["Sở Công Thương tỉnh Mẫu"])
    return Ground(plan, task, own, people)


def refused(client: Client, path: str, typed: dict[str, Any], expected: int, words: str) -> str:
    """What was wrong with the refusal; nothing where it was right."""
    before = every_row()
    answer = client.post(path, typed)
    faults = []
    if answer.status_code != expected:
        faults.append(f"trả {answer.status_code}, không phải {expected}")
    if words not in answer.content.decode():
        faults.append(f"không nói: {words}")
    if every_row() != before:
        faults.append("đã ghi")
    return f"{path}: {', '.join(faults)}" if faults else ""


NOT_LEAD = "đơn vị của người dùng chỉ góp ý phần phối hợp"
OF_FOCAL = "Việc này do lãnh đạo Sở Công Thương tỉnh Mẫu quyết định."
OF_OFFICE = "Việc này do lãnh đạo Văn phòng UBND tỉnh Mẫu quyết định."


def test_four_eyes(ground: Ground, client_for: Callable[[Office], Client], record_property: Any) -> None:
    claim_done(ground.people["lead"], ground.task, MIDYEAR)
    claim_done(ground.people["focal"], ground.own, MIDYEAR)
    _extension(ground.people["lead"], ground.task)
    decide, extend = ground.path("nghiem-thu/"), ground.path("gia-han/quyet-dinh/")
    combinations = [
        ("beside", ground.path("bao-cao/"), REPORT, NOT_LEAD),
        ("beside", ground.path("hoan-thanh/"), CLAIM, NOT_LEAD),
        ("beside", ground.path("gia-han/"), ASK, NOT_LEAD),
        ("beside", decide, ACCEPT, OF_FOCAL),
        ("lead", decide, ACCEPT, OF_FOCAL),
        ("lead", extend, ACCEPT, "Việc này do Sở Công Thương tỉnh Mẫu quyết định."),
        ("lead officer", decide, ACCEPT, OF_FOCAL),
        ("focal officer", decide, ACCEPT, OF_FOCAL),
        ("focal", ground.path("nghiem-thu/", ground.own), ACCEPT, OF_OFFICE),
        ("office", decide, ACCEPT, OF_FOCAL),
        ("supervisor", decide, ACCEPT, OF_FOCAL),
        ("reviewer", ground.path("bao-cao/"), REPORT, NOT_LEAD),
    ]
    faults = [
        fault
        for who, path, typed, words in combinations
        if (fault := refused(client_for(ground.people[who]), path, typed, 403, words))
    ]
    record_property("bốn mắt", f"{len(combinations) - len(faults)} trên {len(combinations)}")
    assert faults == []
    assert client_for(ground.people["focal"]).post(decide, ACCEPT).status_code == 302, "who may, does"
    assert (
        client_for(ground.people["office"]).post(ground.path("nghiem-thu/", ground.own), ACCEPT).status_code
        == 302
    )


def also(office: Office, agency: Organisation) -> Office:
    """The same person's office in another agency as well."""
    return give_office(
        by=SYSTEM, at=MIDYEAR, user=office.user, organisation=agency, roles=["head", "officer"]
    )


def lend(office: Office, to: Office) -> Office:
    """The office lent to somebody: they act in its holder's name."""
    return delegate_office(
        by=SYSTEM,
        at=MIDYEAR,
        office=office,
        to=to.user,
        roles=["head", "officer"],
        valid_from=date(2026, 6, 1),
        valid_to=date(2026, 12, 31),
        legal_basis="Giấy ủy quyền số 1",
    )


def as_office(client: Client, office: Office) -> Client:
    client.force_login(office.user)
    client.post("/doi-vi-tri/", {"office": str(office.pk)})
    return client


BY_PERSON = "Đề nghị này do chính người dùng gửi, ở vị trí khác hoặc theo ủy quyền; một người khác của "
RETURN = {"decision": "return", "reason": "Cần thêm minh chứng"}


def test_four_eyes_by_person(ground: Ground, agencies: dict[str, Organisation], record_property: Any) -> None:
    """Whoever holds offices on both sides changes the office, and stays the same person; so does who acts for another."""
    people = ground.people
    both = also(people["lead"], agencies["SCT"])  # leads the task's agency, and the focal one
    above = also(people["focal"], agencies["VP"])  # the focal agency, and the issuer's office
    lent = lend(people["lead"], people["focal"])  # the focal agency's head acts for the lead's
    lent_focal = lend(people["focal"], people["beside"])
    lent_back = lend(both, people["lead officer"])
    tasks = [give_task(people["focal"], ground.plan, f"Nhiệm vụ của người {number}") for number in range(2)]
    for by, task in (
        (people["lead"], ground.task),
        (people["focal"], ground.own),
        (lent, tasks[0]),
    ):
        claim_done(by, task, MIDYEAR)
        _extension(by, task)
    combinations = [
        (who, ground.path(place, task), typed, decider)
        for who, task, decider in (
            (both, ground.task, "Sở Công Thương tỉnh Mẫu"),
            (above, ground.own, "Văn phòng UBND tỉnh Mẫu"),
            (people["focal"], tasks[0], "Sở Công Thương tỉnh Mẫu"),  # claimed it in the lead's name
            (both, tasks[0], "Sở Công Thương tỉnh Mẫu"),  # it was claimed in this person's name
            (lent_back, ground.task, "Sở Công Thương tỉnh Mẫu"),  # decides in the claimant's name
            (lent_focal, tasks[0], "Sở Công Thương tỉnh Mẫu"),
        )
        for place in ("nghiem-thu/", "gia-han/quyet-dinh/")
        for typed in (ACCEPT, RETURN)
    ]
    faults = []
    for who, path, typed, decider in combinations:
        if fault := refused(as_office(Client(), who), path, typed, 403, f"{BY_PERSON}"):
            faults.append(f"{who.label}: {fault}")
        page = as_office(Client(), who).get(path)
        if page.status_code != 403 or decider not in page.content.decode():
            faults.append(f"{who.label}: {path} mở được")
    record_property("bốn mắt theo người", f"{len(combinations) - len(faults)} trên {len(combinations)}")
    assert faults == []
    shown = as_office(Client(), both).get("/viec-cua-toi/").context["work"]
    assert not shown.claims_to_decide and not shown.extensions_to_decide
    detail = as_office(Client(), both).get(ground.path("")).context["rights"]
    assert not detail.decide and not detail.decide_extension
    other = make_office(agencies["SCT"])
    for task in (ground.task, tasks[0]):
        assert as_office(Client(), other).post(ground.path("nghiem-thu/", task), ACCEPT).status_code == 302
    assert (
        as_office(Client(), people["office"]).post(ground.path("nghiem-thu/", ground.own), ACCEPT).status_code
        == 302
    ), "another person of the deciding agency does"


def test_the_actions_and_the_tables_refuse_it_too(ground: Ground, agencies: dict[str, Organisation]) -> None:
    both = also(ground.people["lead"], agencies["SCT"])
    claim, extension = (
        claim_done(ground.people["lead"], ground.task, MIDYEAR),
        _extension(ground.people["lead"], ground.task),
    )
    with pytest.raises(OwnRequest):
        decide_claim(by=both, at=MIDYEAR, claim=claim, accept=True)
    with pytest.raises(OwnRequest):
        decide_extension(by=both, at=MIDYEAR, extension=extension, grant=True)
    for row in (claim, extension):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(decider=both.user)


def _extension(by: Office, task: Task) -> Any:
    return ask_extension(
        by=by,
        at=MIDYEAR,
        task=task,
        organisation=by.organisation,
        until=date(2026, 9, 30),
        reason="Chờ nghị định",
    )


Step = tuple[str, str, dict[str, Any], int, str]


def steps(ground: Ground) -> Iterator[Step]:
    """Who, where, what they send, and the refusal. Each is prepared when its turn comes."""
    yield from _on_entries(ground)
    yield from _on_claims(ground)
    yield from _on_marks(ground)
    yield from _on_drafts(ground)


def _on_entries(ground: Ground) -> Iterator[Step]:
    lead, task = ground.people["lead"], ground.task
    sent = report_on(lead, task, MIDYEAR)
    about = {"entry": str(sent.pk), "version": sent.version}
    yield "lead", ground.path("du-thao/1/gui/"), about, 409, "không sửa được nữa"
    yield "lead", ground.path("du-thao/1/"), {**about, "done": "Khác"}, 409, "không sửa được nữa"
    yield "lead", ground.path("du-thao/1/bo/"), about, 409, "không sửa được nữa"
    draft = draft_on(lead, task, MIDYEAR)
    yield (
        "lead officer",
        ground.path("du-thao/1/gui/"),
        {"entry": str(draft.pk)},
        403,
        "Báo cáo do lãnh đạo đơn vị gửi",
    )
    gone = {"entry": str(draft.pk)}
    discard_draft(by=lead, at=MIDYEAR, entry=draft)
    yield "lead", ground.path("du-thao/1/gui/"), gone, 409, "không còn gì để ghi"


def _on_claims(ground: Ground) -> Iterator[Step]:
    lead, focal, task = ground.people["lead"], ground.people["focal"], ground.task
    tomorrow = {**CLAIM, "completed_on": "26/6/2026"}
    yield "lead", ground.path("hoan-thanh/"), tomorrow, 409, "Ngày hoàn thành không thể sau hôm nay."
    yield "lead", ground.path("gia-han/"), {**ASK, "until": "25/6/2026"}, 409, "phải sau hôm nay"
    extension = _extension(lead, task)
    yield "lead", ground.path("gia-han/"), ASK, 409, "Đã có đề nghị gia hạn đang chờ quyết định."
    decide_extension(by=focal, at=MIDYEAR, extension=extension, grant=True)
    decided = {**ACCEPT, "about": str(extension.pk)}
    yield "focal", ground.path("gia-han/quyet-dinh/"), decided, 409, "Đề nghị này đã được"
    claim = claim_done(lead, task, MIDYEAR)
    yield "lead", ground.path("hoan-thanh/"), CLAIM, 409, "đang chờ xem xét"
    decide_claim(by=focal, at=MIDYEAR, claim=claim, accept=True)
    yield "lead", ground.path("hoan-thanh/"), CLAIM, 409, "Đề nghị này đã được"
    taken_back = {"decision": "return", "reason": "Xem lại", "about": str(claim.pk)}
    yield "focal", ground.path("nghiem-thu/"), taken_back, 409, "Đề nghị này đã được"


def _on_marks(ground: Ground) -> Iterator[Step]:
    focal, own = ground.people["focal"], ground.own
    path = ground.path("dung/", own)
    yield "focal", path, {"mark": "resume", "reason": "Công văn số 8"}, 409, "không tạm dừng"
    set_pause(by=focal, at=MIDYEAR, task=own, paused_on=MIDYEAR.date(), reason="Công văn số 7")
    yield "focal", path, {"mark": "pause", "reason": "Công văn số 8"}, 409, "đang tạm dừng"
    stop_task(by=focal, at=MIDYEAR, task=own, stopped_on=MIDYEAR.date(), reason="Công văn số 8")
    for mark in ("stop", "pause", "resume"):
        yield "focal", path, {**STOP, "mark": mark}, 409, "Nhiệm vụ đã dừng"
    yield "focal", ground.path("bao-cao/", own), REPORT, 409, "Nhiệm vụ đã dừng"
    yield "focal", ground.path("hoan-thanh/", own), CLAIM, 409, "Nhiệm vụ đã dừng"
    yield "focal", ground.path("gia-han/", own), ASK, 409, "Nhiệm vụ đã dừng"


def _on_drafts(ground: Ground) -> Iterator[Step]:
    plan = f"/van-ban/{ground.plan.code}/"
    header = {
        "version": ground.plan.version,
        "kind": "plan",
        "title": "Khác",
        "focal": str(ground.plan.focal_id),
        "issuer_office": str(ground.plan.issuer_office_id),
    }
    yield "focal", f"{plan}xac-nhan/", header, 409, "Việc này đã có người làm"
    closed = "khi văn bản còn chờ xác nhận"
    yield "focal", f"{plan}doc/1/bo/", {}, 403, closed
    yield "focal", f"{plan}doc/nhan-het/", {}, 403, closed
    yield "focal", f"{plan}xac-nhan/bo-con-lai/", {}, 403, closed
    draft = enter_plan(ground.people["focal"], b"Ke hoach khac")
    skipped = {**header, "version": draft.version, "title": draft.title or "Kế hoạch khác"}
    yield "focal officer", f"/van-ban/{draft.code}/xac-nhan/", skipped, 403, "việc của lãnh đạo đơn vị"
    yield "focal", f"/van-ban/{draft.code}/xac-nhan/", skipped, 409, "đề xuất chưa được nhận hoặc bỏ"


def test_illegal_transitions(
    ground: Ground, client_for: Callable[[Office], Client], record_property: Any
) -> None:
    faults, count = [], 0
    for who, path, typed, expected, words in steps(ground):
        count += 1
        if fault := refused(client_for(ground.people[who]), path, typed, expected, words):
            faults.append(f"{who} {fault}")
    record_property("bước không được phép bị từ chối, không ghi gì", f"{count - len(faults)} trên {count}")
    assert count >= 15
    assert faults == []
