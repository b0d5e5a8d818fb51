"""From a proposal to a record and back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.intake.actions import (
    accept_all_certain,
    accept_proposal,
    begin_reading,
    propose_passage,
    refuse_reading,
    reject_all_waiting,
    reject_proposal,
    revise_proposal,
    undo_last,
)
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.queries import verify_chain
from tests.factories.story import AT, enter_plan

LATER = AT + timedelta(minutes=1)


def proposal(draft: Directive, kind: str, place: int = 0) -> Proposal:
    return draft.proposals.filter(kind=kind).order_by("start")[place]


def test_what_was_read_becomes_numbered_proposals(draft: Directive) -> None:
    found = list(draft.proposals.order_by("number").values_list("number", "kind"))
    kinds = ["task"] * 4 + ["target"] * 2 + ["duty"] + ["link"] * 2
    assert found == list(enumerate(kinds, 1))


def test_the_same_bytes_twice_are_one_document(draft: Directive, focal_office: Office) -> None:
    again = begin_reading(by=focal_office, at=LATER, name="ban-sao.txt", content=draft.text.encode())
    assert (again.state, again.duplicate, again.directive) == (ReadingJob.State.READ, True, draft)
    assert enter_plan(focal_office) == draft
    assert Directive.objects.filter(file__isnull=False).count() == 1


def test_the_same_bytes_in_another_province_are_read_there(draft: Directive, outsider: Office) -> None:
    job = begin_reading(by=outsider, at=LATER, name="ke-hoach.txt", content=draft.text.encode())
    assert (job.state, job.directive) == (ReadingJob.State.RUNNING, None)


def test_two_that_read_the_same_bytes_at_once_end_as_one(focal_office: Office, lead_office: Office) -> None:
    first = begin_reading(by=focal_office, at=AT, name="a.txt", content=b"x")
    second = begin_reading(by=lead_office, at=AT, name="b.txt", content=b"x")
    assert (first.duplicate, second.duplicate) == (False, False)
    assert enter_plan(focal_office, b"x") == enter_plan(lead_office, b"x")


def test_accepting_makes_the_record_once(draft: Directive, focal_office: Office) -> None:
    row = proposal(draft, "task")
    accept_proposal(by=focal_office, at=LATER, proposal=row)
    accept_proposal(by=focal_office, at=LATER, proposal=row)
    task = draft.tasks.get()
    assert task.title == "Ban hành quy định về thu hút đầu tư phát triển các ngành công nghiệp ưu tiên"
    assert [
        (a.printed, a.organisation.short_name if a.organisation else None) for a in task.agencies.all()
    ] == [
        ("các sở, ngành", None),
        ("Sở Kế hoạch và Đầu tư tỉnh Mẫu", "Sở KH&ĐT"),
    ]


def test_every_kind_becomes_its_record(draft: Directive, focal_office: Office) -> None:
    for kind in ("task", "target", "duty", "link"):
        accept_proposal(by=focal_office, at=LATER, proposal=proposal(draft, kind))
    draft.refresh_from_db()
    assert (draft.tasks.count(), draft.targets.count(), draft.duties.count()) == (1, 1, 1)
    assert draft.up_links.get().parent.number == "124/NQ-CP"
    assert draft.report_due == "12-10"


def test_certain_ones_are_accepted_together_and_undone_together(
    draft: Directive, focal_office: Office
) -> None:
    accepted = accept_all_certain(by=focal_office, at=LATER, directive=draft)
    assert {row.kind for row in accepted} == {"task", "target", "duty"}
    assert draft.tasks.count() == 3
    undone = undo_last(by=focal_office, at=LATER + timedelta(minutes=1), directive=draft)
    assert len(undone) == len(accepted)
    assert draft.tasks.count() == draft.targets.count() == draft.duties.count() == 0
    assert not draft.proposals.exclude(state="pending").exists()


def test_undo_takes_back_one_s_own_last_decision_only(
    draft: Directive, focal_office: Office, lead_office: Office
) -> None:
    first, second = proposal(draft, "task", 0), proposal(draft, "task", 1)
    accept_proposal(by=focal_office, at=LATER, proposal=first)
    reject_proposal(by=lead_office, at=LATER + timedelta(minutes=1), proposal=second)
    undone = undo_last(by=focal_office, at=LATER + timedelta(minutes=2), directive=draft)
    assert undone == [first]
    second.refresh_from_db()
    assert second.state == "rejected"
    assert undo_last(by=focal_office, at=LATER + timedelta(minutes=3), directive=draft) == []


def test_rejecting_an_accepted_one_withdraws_its_record(draft: Directive, focal_office: Office) -> None:
    row = proposal(draft, "task")
    accept_proposal(by=focal_office, at=LATER, proposal=row)
    reject_proposal(by=focal_office, at=LATER, proposal=row)
    assert not draft.tasks.exists()


def test_a_target_without_a_name_stays_waiting(draft: Directive, focal_office: Office) -> None:
    row = proposal(draft, "target", 1)
    Proposal.objects.filter(pk=row.pk).update(doubt=0)
    accept_all_certain(by=focal_office, at=LATER, directive=draft)
    row.refresh_from_db()
    assert row.state == "pending"
    assert draft.tasks.count() == 3
    with pytest.raises(ActionRefused, match="chưa có tên"):
        accept_proposal(by=focal_office, at=LATER, proposal=row)


def test_a_correction_makes_the_accepted_record_anew(draft: Directive, focal_office: Office) -> None:
    row = accept_proposal(by=focal_office, at=LATER, proposal=proposal(draft, "task"))
    edited = {**row.current, "title": "Ban hành quy định thu hút đầu tư"}
    revise_proposal(by=focal_office, at=LATER, proposal=row, version=row.version, edited=edited)
    assert draft.tasks.get().title == "Ban hành quy định thu hút đầu tư"


def test_a_correction_of_what_somebody_changed_is_refused(draft: Directive, focal_office: Office) -> None:
    row = proposal(draft, "task")
    revise_proposal(by=focal_office, at=LATER, proposal=row, version=1, edited={**row.data, "title": "A"})
    with pytest.raises(StaleEdit):
        revise_proposal(by=focal_office, at=LATER, proposal=row, version=1, edited={**row.data, "title": "B"})
    row.refresh_from_db()
    assert row.current["title"] == "A"


def test_the_rest_is_rejected_before_confirmation(draft: Directive, focal_office: Office) -> None:
    accept_all_certain(by=focal_office, at=LATER, directive=draft)
    rest = reject_all_waiting(by=focal_office, at=LATER, directive=draft, reason="không phải nhiệm vụ")
    assert len(rest) == 4
    assert not draft.proposals.filter(state="pending").exists()


def test_a_passage_outside_the_text_is_no_proposal(draft: Directive, focal_office: Office) -> None:
    with pytest.raises(ActionRefused, match="ngoài văn bản"):
        propose_passage(by=focal_office, at=LATER, directive=draft, kind="task", span=(5, 10**6), data={})


def test_a_secret_file_leaves_hash_person_and_time(focal_office: Office) -> None:
    job = begin_reading(by=focal_office, at=AT, name="Ten tep mat.docx", content=b"noi dung mat")
    assert ReadingJob.objects.get().name == ""
    refuse_reading(by=focal_office, at=LATER, job=job, code="secret", message="Văn bản có dấu chỉ độ mật.")
    job.refresh_from_db()
    assert (job.name, job.state, job.refusal_code) == ("", "refused", "secret")
    assert not Directive.objects.exists()


def test_the_record_of_it_all_holds(draft: Directive, focal_office: Office) -> None:
    accept_all_certain(by=focal_office, at=LATER, directive=draft)
    undo_last(by=focal_office, at=LATER, directive=draft)
    assert verify_chain(draft.province_id).first_bad is None
