"""Setting the site's mail server, and noting that a letter went out by it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, locked, standing
from lotrinh.apps.notices.models import MailServer
from lotrinh.apps.notices.sealing import seal

_TOLD = ("host", "port", "security", "username", "sender")


@transaction.atomic
def set_mail_server(
    *,
    by: Actor,
    at: datetime,
    province_id: UUID,
    version: int,
    host: str,
    port: int,
    security: str,
    username: str,
    password: str | None,
    sender: str,
) -> MailServer:
    """`password` None keeps the one that is there; `version` is that of what was changed, 0 where nothing was set.

    The record says that the password changed, never what it is.
    """
    hold(province_id)
    row = locked(MailServer.objects).first()
    if (row.version if row else 0) != version:
        raise ActionRefused(_("Người khác vừa sửa máy chủ thư. Đề nghị xem lại rồi lưu."))
    before = _told_of(row) if row else None
    row = row or MailServer(version=0)
    row.host, row.port, row.security, row.username, row.sender = host, port, security, username, sender
    if password is not None:
        row.password = seal(password)
    row.tested_at, row.tested_to = None, ""
    row.version += 1
    row.save()
    after = {**_told_of(row), "new_key": password is not None}
    record(
        province=province_id, by=by, at=at, action="set_mail_server", subject=row, before=before, after=after
    )
    return row


@transaction.atomic
def note_test_letter(*, by: Actor, at: datetime, province_id: UUID, row: MailServer, to: str) -> MailServer:
    """The server took a letter: what was set works."""
    hold(province_id)
    row = standing(row)
    row.tested_at, row.tested_to = at, to
    row.save(update_fields=["tested_at", "tested_to"])
    after = {"tested_to": to}
    record(province=province_id, by=by, at=at, action="test_mail_server", subject=row, after=after)
    return row


def _told_of(row: MailServer) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _TOLD}
