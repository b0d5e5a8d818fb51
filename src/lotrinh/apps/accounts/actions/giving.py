"""Giving one more office to somebody, against the offices an administrator saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lotrinh.apps.accounts.actions.accounts import give_office
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.queries import offices_seen
from lotrinh.apps.journal.actions import Actor
from lotrinh.apps.journal.errors import StaleEdit
from lotrinh.apps.journal.locks import hold, last_change
from lotrinh.apps.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class OfficesNow:
    """What stands where somebody else gave or changed an office in between; `last` is the newest of them."""

    version: int
    last: Office | None


@transaction.atomic
def give_one_more(
    *, by: Actor, at: datetime, user: User, organisation: Organisation, version: int, **office: Any
) -> Office:
    """Refused where the person holds others by now than were seen (`queries.offices_seen`)."""
    province = organisation.province_id
    hold(province)
    now = offices_seen(user, province)
    if now != version:
        last = Office.objects.filter(province_id=province, user=user).order_by("-pk").first()
        who, when = last_change(last, province) if last else ("", None)
        raise StaleEdit(OfficesNow(now, last), who, when)
    return give_office(by=by, at=at, user=user, organisation=organisation, **office)
