"""How the record is told of what happens to an account, and how an account is taken to be changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import User
from lotrinh.apps.accounts.queries import province_of
from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.locks import hold, last_change, standing

CHANGES = ("open_account", "change_account", "close_account", "reopen_account", "take_second_step_away")
"""What an administrator does to an account; signing in is no change that anybody could save over."""


def tell(
    by: Actor, at: datetime, user: User, *, action: str, after: dict[str, Any], reason: str = ""
) -> None:
    """One event about an account, in the province of whoever acts; there is no record before the first office."""
    if province := _province_of_record(by, user):
        record(province=province, by=by, at=at, action=action, subject=user, after=after, reason=reason)


def _province_of_record(by: Actor, user: User) -> UUID | None:
    """An administrator's own, also where the person works in another province as well; else that of their office."""
    return getattr(by, "province_id", None) or province_of(user)


def account_as_seen(by: Actor, user: User, version: int | None) -> User:
    """The account under its lock, if it is as the person saw it; None where no person looked at it before."""
    province = _province_of_record(by, user)
    if province:
        hold(province)
    row = standing(user)
    if version is not None and row.version != version:
        raise StaleEdit(row, *last_change(row, province, CHANGES))
    return row


def needs_reason(reason: str) -> None:
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi rõ lý do."))
