"""The record: one event per action, a chain that shows any change, one chain per province."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.actions import record, snapshot
from lotrinh.apps.journal.guard import lifted
from lotrinh.apps.journal.labels import ACTION_LABELS
from lotrinh.apps.journal.models import ChainHead, Event
from lotrinh.apps.journal.queries import events_since, history_of, verify_chain
from lotrinh.apps.journal.templatetags.journal import action_label
from lotrinh.apps.organisations.models import Organisation, Province
from tests.factories.story import AT, make_province


@pytest.mark.django_db(transaction=True)
def test_an_event_is_written_with_the_change_or_not_at_all() -> None:
    province = make_province()
    with pytest.raises(RuntimeError, match="ngoài giao dịch"):
        record(province=province.pk, by=SYSTEM, at=AT, action="add_province", subject=province)
    with pytest.raises(ValueError, match="hỏng"), transaction.atomic():
        record(province=province.pk, by=SYSTEM, at=AT, action="add_province", subject=province)
        raise ValueError("hỏng")
    assert verify_chain(province.pk).events == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "khác"),
        ("after", {"name": "khác"}),
        ("user_label", "ai đó"),
        ("at", AT - timedelta(days=1)),
    ],
)
def test_any_changed_column_is_found(agencies: dict[str, Organisation], field: str, value: Any) -> None:
    province = agencies["SCT"].province_id
    assert verify_chain(province).first_bad is None
    with lifted():
        Event.objects.filter(province=province, number=3).update(**{field: value})
    assert verify_chain(province).first_bad == 3


def test_a_missing_event_is_found(agencies: dict[str, Organisation]) -> None:
    province = agencies["SCT"].province_id
    with lifted():
        Event.objects.filter(province=province, number=2).delete()
    assert verify_chain(province).first_bad == 2


def test_a_cut_tail_is_found(agencies: dict[str, Organisation]) -> None:
    province = agencies["SCT"].province_id
    last = ChainHead.objects.get(province=province).number
    with lifted():
        Event.objects.filter(province=province, number=last).delete()
    verdict = verify_chain(province)
    assert (verdict.events, verdict.first_bad) == (last - 1, last)


def test_provinces_have_chains_of_their_own(agencies: dict[str, Organisation], outsider: Office) -> None:
    assert verify_chain(outsider.province_id).first_bad is None
    numbers = Event.objects.filter(province=outsider.province_id).order_by("number")
    assert [event.number for event in numbers] == list(range(1, len(numbers) + 1))


def test_who_acts_is_kept_as_it_was_called_then(plan: Directive, focal_office: Office) -> None:
    event = Event.objects.filter(action="confirm_directive").get()
    assert (event.user_label, event.office_label) == (focal_office.user.label, focal_office.label)
    assert (event.user, event.office, event.subject) == (focal_office.user_id, focal_office.pk, plan.pk)


def test_history_is_newest_first_and_of_the_objects_asked_for(plan: Directive) -> None:
    found = [event.action for event in history_of(plan.province_id, plan.pk)]
    assert found[0] == "confirm_directive" and found[-1] == "enter_directive"
    assert {event.province for event in events_since(plan.province_id, AT)} == {plan.province_id}
    assert not events_since(plan.province_id, AT + timedelta(seconds=1)).exists()


def test_a_snapshot_names_columns_and_gives_plain_values(province: Province) -> None:
    assert snapshot(province, "code", "valid_from") == {"code": "97", "valid_from": None}
    assert snapshot(province)["id"] == str(province.pk)


def test_the_address_of_the_request_is_remembered(
    plan: Directive, focal_office: Office, client_for: Any
) -> None:
    client = client_for(focal_office)
    client.post("/nhiem-vu/NV-0003/bao-cao/", {"done": "Đã họp"}, REMOTE_ADDR="10.1.2.3")
    assert Event.objects.get(action="draft_entry").origin == "10.1.2.3"
    assert Event.objects.filter(action="confirm_directive").get().origin == ""


def test_every_label_is_an_action_in_words() -> None:
    assert action_label("send_entry") == "Gửi báo cáo tiến độ"
    assert all(label[:1].isupper() for label in ACTION_LABELS.values())
