"""Opening accounts and giving offices."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.db import transaction

from lotrinh.apps.accounts.models import ROLES, Office, User
from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.organisations.models import Organisation


class System:
    """Acts where no person does: first set-up and the example loader. Shown as "Hệ thống" in the record."""

    user_id: ClassVar[UUID | None] = None
    office_id: ClassVar[UUID | None] = None
    user_label: ClassVar[str] = "Hệ thống"
    label: ClassVar[str] = "Hệ thống"


SYSTEM = System()


@transaction.atomic
def open_account(
    *,
    by: Actor,
    at: datetime,
    province_id: UUID,
    username: str,
    label: str,
    password: str | None = None,
    is_example: bool = False,
) -> User:
    """Without a password the account signs in only where one-click sign-in exists (the example)."""
    user = User.objects.create_user(username, password, label=label, is_example=is_example)
    after = {"username": username, "label": label}
    record(province=province_id, by=by, at=at, action="open_account", subject=user, after=after)
    return user


@transaction.atomic
def give_office(
    *,
    by: Actor,
    at: datetime,
    user: User,
    organisation: Organisation,
    roles: list[str],
    title: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Office:
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"vai trò không có: {', '.join(sorted(unknown))}")
    office = Office.objects.create(
        province_id=organisation.province_id,
        user=user,
        organisation=organisation,
        title=title,
        roles=roles,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    after = {"user": user.label, "organisation": organisation.name, "roles": roles}
    record(province=office.province_id, by=by, at=at, action="give_office", subject=office, after=after)
    return office
