"""How the record is told of what happens to an account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import User
from lotrinh.apps.accounts.queries import province_of
from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.errors import ActionRefused


def tell(
    by: Actor, at: datetime, user: User, *, action: str, after: dict[str, Any], reason: str = ""
) -> None:
    """One event about an account, in the province of its office; before the first office there is no record yet."""
    if province := province_of(user):
        record(province=province, by=by, at=at, action=action, subject=user, after=after, reason=reason)


def needs_reason(reason: str) -> None:
    if not reason.strip():
        raise ActionRefused(_("Đề nghị ghi rõ lý do."))
