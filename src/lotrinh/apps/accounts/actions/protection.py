"""What protects an account: its second step and its sessions, taken away or ended."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.actions.telling import account_as_seen, needs_reason, tell
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.review import lines_of, people_of
from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import locked

SHOWN_SECONDS = 600
"""How long after recovery codes were shown they may be taken along as a file."""


@transaction.atomic
def take_second_step_away(
    *, by: Actor, at: datetime, user: User, reason: str, version: int | None = None
) -> int:
    """For somebody who lost telephone and codes; they set it up anew. Returns how many things were removed."""
    if by.user_id == user.pk:
        raise ActionRefused(_("Việc gỡ xác thực hai bước của chính mình làm ở trang Tài khoản của tôi."))
    needs_reason(reason)
    user = account_as_seen(by, user, version)
    user.version += 1
    user.save(update_fields=["version"])
    removed = Authenticator.objects.filter(user=user).delete()[0]
    ended = end_sessions_of(user)
    tell(
        by,
        at,
        user,
        action="take_second_step_away",
        after={"removed": removed, "sessions": ended},
        reason=reason,
    )
    return removed


@transaction.atomic
def drop_unreadable_steps(*, by: Actor, at: datetime, user: User, reason: str) -> int:
    """After a restore without the key that second steps are kept under: codes nobody can check would shut people out.

    Security keys need no such key and stay. Returns how many things were removed; one event where there were any.
    """
    unreadable = [step for step in Authenticator.objects.filter(user=user) if not _is_readable(step)]
    for step in unreadable:
        step.delete()
    if unreadable:
        after = {"removed": len(unreadable), "sessions": 0}
        tell(by, at, user, action="take_second_step_away", after=after, reason=reason)
    return len(unreadable)


def _is_readable(step: Authenticator) -> bool:
    kept = step.data.get("secret") or step.data.get("seed")
    try:
        return not kept or bool(decrypt(kept))
    except (InvalidToken, UnicodeError):
        return False


@transaction.atomic
def take_codes_along(*, by: Actor, at: datetime, user: User) -> list[str]:
    """The recovery codes for a file: once, and while they are still on the screen."""
    step = locked(Authenticator.objects).filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    shown = step.data.get("viewed_at") if step else None
    if step is None or not shown or step.data.get("taken_at") or at.timestamp() - shown > SHOWN_SECONDS:
        raise ActionRefused(
            _("Các mã chỉ tải được một lần, ngay sau khi hiện. Muốn có tệp khác, đề nghị tạo mã mới.")
        )
    step.data["taken_at"] = at.timestamp()
    step.save(update_fields=["data"])
    after = {"step": str(step.type), "change": "downloaded"}
    tell(by, at, user, action="change_second_step", after=after)
    return list(step.wrap().get_unused_codes())


@transaction.atomic
def note_review(*, by: Office, at: datetime, reason: str) -> None:
    """Somebody looked through all accounts of the province; `reason` is what they found, or the document."""
    needs_reason(reason)
    province, lines = by.province, lines_of(people_of(by.province_id), by.province_id, at)
    after = {"accounts": len(lines), "concerns": sum(bool(line.concern) for line in lines)}
    record(
        province=province.pk,
        by=by,
        at=at,
        action="review_accounts",
        subject=province,
        after=after,
        reason=reason,
    )


@transaction.atomic
def end_all_sessions(*, by: Actor, at: datetime, user: User) -> int:
    """Everywhere; returns how many there were."""
    ended = end_sessions_of(user)
    after = {"count": ended}
    tell(by, at, user, action="end_sessions", after=after)
    return ended


@transaction.atomic
def end_sessions(*, by: Actor, at: datetime, user: User, keys: list[str]) -> int:
    """Of the person's sessions those with these keys; returns how many there were."""
    ended = end_sessions_of(user, keys)
    after = {"count": ended}
    tell(by, at, user, action="end_sessions", after=after)
    return ended


def end_sessions_of(user: User, keys: list[str] | None = None) -> int:
    """All of them, or those with these keys."""
    rows = UserSession.objects.filter(user=user)
    chosen = list(rows if keys is None else rows.filter(session_key__in=keys))
    for row in chosen:
        row.end()
    return len(chosen)
