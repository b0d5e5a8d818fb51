"""Two officers at one proposal: who comes second sees what stands beside what they chose, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.intake.actions import accept_proposal, reject_proposal, reopen_proposal, revise_proposal
from lotrinh.values.record import CERTAIN
from tests.apps.intake.test_actions import LATER
from tests.apps.intake.test_desk import SCRIPT, address, all_seen, number_of, typed_task
from tests.factories.readings import span_of

Clients = Callable[[Office], Client]
VERBS = {"nhan": "Vẫn nhận nội dung hiện nay", "bo": "Vẫn bỏ", "mo-lai": "Vẫn xem lại"}
STATES = {"nhan": "accepted", "bo": "rejected", "mo-lai": "pending"}


@pytest.fixture
def client(focal_office: Office, client_for: Clients) -> Client:
    return client_for(focal_office)


def accept(row: Proposal, by: Office) -> None:
    accept_proposal(by=by, at=LATER, proposal=row)


def reject(row: Proposal, by: Office) -> None:
    reject_proposal(by=by, at=LATER, proposal=row)


def revise(row: Proposal, by: Office) -> None:
    edited = {**row.current, "title": "Lời người thứ hai sửa"}
    revise_proposal(by=by, at=LATER, proposal=row, version=row.version, edited=edited)


def reject_and_reopen(row: Proposal, by: Office) -> None:
    reject(row, by)
    reopen_proposal(by=by, at=LATER, proposal=row)


MEANWHILE = {"nhận": accept, "bỏ": reject, "sửa": revise, "bỏ rồi mở lại": reject_and_reopen}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("script", [True, False], ids=["có script", "không script"])
def test_a_decision_on_what_somebody_else_changed_is_not_taken(
    draft: Directive, client: Client, lead_office: Office, meanwhile: str, verb: str, script: bool
) -> None:
    number = number_of(draft, "task")
    row = draft.proposals.get(number=number)
    MEANWHILE[meanwhile](row, lead_office)
    row.refresh_from_db()
    stood, tasks = (row.state, row.version), draft.tasks.count()
    answer = client.post(address(draft, f"{number}/{verb}/"), {"version": 1}, **(SCRIPT if script else {}))
    page = answer.content.decode()
    row.refresh_from_db()
    assert answer.status_code == 409
    assert f"{lead_office.user.label} vừa cập nhật đề xuất này lúc" in page
    assert ((row.state, row.version), draft.tasks.count()) == (stood, tasks), "nothing was written"
    assert (VERBS[verb] in page) is (row.state != STATES[verb]), "a button only where there is a choice left"
    assert ("<html" in page) is not script
    if meanwhile == "sửa":
        assert "Lời người thứ hai sửa" in page


@pytest.mark.parametrize("script", [True, False], ids=["có script", "không script"])
def test_who_has_seen_both_may_still_decide(
    draft: Directive, client: Client, lead_office: Office, script: bool
) -> None:
    number = number_of(draft, "task")
    accept(draft.proposals.get(number=number), lead_office)
    extra: Any = SCRIPT if script else {}
    answer = client.post(address(draft, f"{number}/bo/"), {"version": 1}, **extra)
    version = answer.context["clash"].version
    assert f'name="version" value="{version}"' in answer.content.decode()
    again = client.post(address(draft, f"{number}/bo/"), {"version": version}, **extra)
    assert again.status_code == (200 if script else 302)
    assert draft.proposals.get(number=number).state == "rejected" and not draft.tasks.exists()


def test_a_form_without_a_version_decides_nothing(draft: Directive, client: Client) -> None:
    for verb in VERBS:
        answer = client.post(address(draft, f"1/{verb}/"))
        assert answer.status_code == 400
        assert "không cho biết đã xem lần sửa nào" in answer.content.decode()
    assert not draft.proposals.exclude(state="pending").exists()


def test_every_form_of_a_card_carries_the_version(draft: Directive, client: Client) -> None:
    page = client.get(address(draft)).content.decode()
    forms = [form for form in page.split("<form")[1:] if "data-verb=" in form.split("</form>")[0]]
    assert len(forms) == 2 * draft.proposals.count()
    assert all('name="version" value="1"' in form and 'name="lan-gui"' in form for form in forms)


def test_a_correction_of_what_was_rejected_meanwhile_says_so(
    draft: Directive, client: Client, lead_office: Office
) -> None:
    number = number_of(draft, "task")
    typed = typed_task(draft, number)
    reject(draft.proposals.get(number=number), lead_office)
    for extra in ({}, SCRIPT):
        answer = client.post(address(draft, f"{number}/sua/"), {**typed, "nhan": "1"}, **extra)
        assert answer.status_code == 409
        assert "Đề xuất này hiện đã bỏ." in answer.content.decode()
    assert draft.proposals.get(number=number).state == "rejected"


def test_a_passage_sent_twice_is_one_proposal(draft: Directive, client: Client) -> None:
    span, key = span_of("Yêu cầu các đơn vị nghiêm túc chấp hành chế độ thông tin"), str(uuid4())
    typed = {"kind": "task", "start": span.start, "end": span.end, "lan-gui": key}
    answers = [client.post(address(draft, "tu-doan/"), typed, **SCRIPT) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert draft.proposals.filter(by_officer=True).count() == 1


TOGETHER = {"nhận hết": "doc/nhan-het/", "bỏ phần còn lại": "xac-nhan/bo-con-lai/"}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
@pytest.mark.parametrize("act", TOGETHER)
@pytest.mark.parametrize("script", [True, False], ids=["có script", "không script"])
def test_deciding_on_all_is_not_taken_where_one_of_them_was_changed(
    draft: Directive, client: Client, lead_office: Office, meanwhile: str, act: str, script: bool
) -> None:
    row = draft.proposals.filter(kind="task", doubt__lt=CERTAIN).order_by("start")[0]
    sent, extra = all_seen(draft), SCRIPT if script else {}
    MEANWHILE[meanwhile](row, lead_office)
    stood = sorted(draft.proposals.values_list("number", "state", "version"))
    path = f"/van-ban/{draft.code}/{TOGETHER[act]}"
    answer = client.post(path, sent, **extra)  # type: ignore[arg-type]
    page = answer.content.decode()
    assert answer.status_code == 409 and "1 đề xuất trong số này không còn như đã thấy" in page
    assert (
        lead_office.user.label in page and f"#de-xuat-{row.number}" in page
    ) or f'"de-xuat-{row.number}"' in page
    assert sorted(draft.proposals.values_list("number", "state", "version")) == stood, "nothing was written"
    assert ("<html" in page) is not script
    assert client.post(path, all_seen(draft)).status_code == 302
    assert sorted(draft.proposals.values_list("number", "state", "version")) != stood


def test_deciding_on_all_says_what_was_seen(draft: Directive, client: Client) -> None:
    for path in TOGETHER.values():
        for sent in ({}, {"seen": "a"}, {"seen": "1:1;2:1"}):
            assert client.post(f"/van-ban/{draft.code}/{path}", sent).status_code == 400
    assert not draft.proposals.exclude(state="pending").exists()


def test_what_one_is_not_certain_of_hinders_nobody_who_accepts_the_certain_ones(
    draft: Directive, client: Client, lead_office: Office
) -> None:
    sent, doubtful = all_seen(draft), draft.proposals.filter(doubt__gte=CERTAIN).order_by("start")[0]
    reject(doubtful, lead_office)
    assert client.post(address(draft, "nhan-het/"), sent).status_code == 302
    assert draft.proposals.filter(state="accepted").count() == 5
