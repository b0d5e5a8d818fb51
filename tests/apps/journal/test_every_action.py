"""Every public action writes its event: who, as which office, when, from where, before and after, why."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.labels import ACTION_LABELS
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.origin import under_origin
from lotrinh.apps.journal.queries import verify_chain
from lotrinh.apps.organisations.models import Organisation
from tests.apps.journal.account_actions import who_acts
from tests.apps.journal.every_action import CASES, NOW, SILENT, Case, World, make_world, public_actions


@pytest.fixture
def world(
    plan: Directive, focal_office: Office, lead_office: Office, agencies: dict[str, Organisation]
) -> World:
    return make_world(plan, focal_office, lead_office, agencies)


def test_no_action_is_without_its_case(record_property: Any) -> None:
    """A new action fails here until it is told what it must write."""
    found = sorted(public_actions())
    assert found == sorted({*CASES, *SILENT})
    assert len(found) == len(set(found))
    record_property("hành động có sự kiện", f"{len(CASES)} trên {len(found) - len(SILENT)}")


@pytest.mark.parametrize("name", CASES)
def test_an_action_writes_its_event(world: World, name: str) -> None:
    case: Case = CASES[name]
    prepared = case.prepared(world)
    before = Event.objects.order_by("-number").values_list("number", flat=True)[0]
    with under_origin("10.1.2.3"), translation.override("en"):
        case.done(world, prepared)
    written = list(Event.objects.filter(number__gt=before).order_by("number"))
    assert tuple(event.action for event in written) == case.events
    for event in written:
        tell_all(event, world, case.who)
    assert case.reason in {event.reason for event in written} | {
        (event.after or {}).get("reason", "") for event in written
    }
    assert verify_chain(world.plan.province_id).fault is None


def tell_all(event: Event, world: World, who: str) -> None:
    acted = (event.user, event.user_label, event.office, event.office_label)
    assert acted == who_acts(who, world)
    assert (event.at, event.origin) == (NOW, "10.1.2.3")
    assert event.province == world.plan.province_id
    assert event.subject_type.count(".") == 1 and event.subject_label
    assert event.before or event.after, "what it was, or what it became"
    assert event.before != event.after
    assert event.action in ACTION_LABELS
