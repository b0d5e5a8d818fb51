"""Opening and closing accounts; giving, lending and ending offices."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.actions.protection import end_sessions_of
from lotrinh.apps.accounts.actions.telling import account_as_seen, needs_reason, tell
from lotrinh.apps.accounts.actors import SYSTEM, Person
from lotrinh.apps.accounts.attempts import forget, tries_of
from lotrinh.apps.accounts.models import ROLES, FormerPassword, Office, User
from lotrinh.apps.accounts.people_list import PersonStep
from lotrinh.apps.journal.actions import Actor, record
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, standing, unchanged
from lotrinh.apps.organisations.models import Organisation

log = logging.getLogger("lotrinh.sign-in")


@transaction.atomic
def open_account(
    *,
    by: Actor,
    at: datetime,
    province_id: UUID,
    username: str,
    label: str,
    password: str | None = None,
    email: str = "",
    is_example: bool = False,
) -> User:
    """Without a password the account signs in only where one-click sign-in exists (the example), or once invited."""
    user = User.objects.create_user(
        username,
        password,
        label=label,
        email=email,
        is_example=is_example,
        active_since=at,
        password_set_at=at if password else None,
    )
    after = {"username": username, "label": label}
    record(province=province_id, by=by, at=at, action="open_account", subject=user, after=after)
    return user


@transaction.atomic
def invite(
    *,
    by: Actor,
    at: datetime,
    username: str,
    label: str,
    email: str,
    organisation: Organisation,
    **office: Any,
) -> User:
    """An account without a password and its first office; the letter with the link is the caller's to send."""
    hold(organisation.province_id)
    try:
        with transaction.atomic():
            user = open_account(
                by=by,
                at=at,
                province_id=organisation.province_id,
                username=username,
                label=label,
                email=email,
            )
    except IntegrityError:
        # Somebody else took the name between the form's look and this.
        raise ActionRefused(_("Tên đăng nhập này đã có. Đề nghị chọn tên khác.")) from None
    give_office(by=by, at=at, user=user, organisation=organisation, **office)
    return user


@transaction.atomic
def choose_password(*, by: Actor, at: datetime, user: User, password: str, way: str) -> User:
    """`password` has passed the validators. The former hash is kept; other sessions end by themselves."""
    if user.has_usable_password():
        FormerPassword.objects.create(user=user, hash=user.password, set_at=user.password_set_at or at)
        old = user.former_passwords.order_by("-set_at")[settings.FORMER_PASSWORDS :]
        FormerPassword.objects.filter(pk__in=[each.pk for each in old]).delete()
    user.set_password(password)
    user.password_set_at = at
    user.save(update_fields=["password", "password_set_at"])
    after = {"way": way}
    tell(by, at, user, action="choose_password", after=after)
    return user


@transaction.atomic
def note_sign_in(*, at: datetime, user: User, ways: list[str]) -> None:
    after = {"ways": ways}
    tell(Person(user), at, user, action="sign_in", after=after)


@transaction.atomic
def note_failure(*, at: datetime, username: str, way: str) -> None:
    """A wrong password or code. Of names that no account has, only the log tells, and not which name it was."""
    tries = tries_of(way, username)
    user = User.objects.filter(username=username).first()
    log.warning("đăng nhập không thành công: %s, lần thứ %s", user.pk if user else "tên không có", tries)
    if user:
        locked = tries >= settings.LOCK_FAILURES
        after = {"way": way, "tries": tries, "locked": locked}
        tell(SYSTEM, at, user, action="fail_sign_in", after=after)


@transaction.atomic
def close_account(*, by: Actor, at: datetime, user: User, reason: str, version: int | None = None) -> User:
    """Nobody comes in with it any more, and who is in goes out with the next request. `version` is the one seen."""
    if by.user_id == user.pk:
        raise ActionRefused(_("Không tự đóng tài khoản của mình. Đề nghị quản trị khác thực hiện."))
    needs_reason(reason)
    user = account_as_seen(by, user, version)
    user.is_active, user.version = False, user.version + 1
    user.save(update_fields=["is_active", "version"])
    ended = end_sessions_of(user)
    after = {"is_active": False, "sessions": ended}
    tell(by, at, user, action="close_account", after=after, reason=reason)
    return user


@transaction.atomic
def reopen_account(*, by: Actor, at: datetime, user: User, version: int | None = None) -> User:
    """Closed, or unused for too long; what was locked by wrong tries is free again too."""
    user = account_as_seen(by, user, version)
    before = {"is_active": user.is_active, "unused_days": user.unused_days(at)}
    user.is_active, user.active_since, user.version = True, at, user.version + 1
    user.save(update_fields=["is_active", "active_since", "version"])
    for way in ("sign-in", "code"):
        forget(way, user.username)
    after = {"is_active": True, "before": before}
    tell(by, at, user, action="reopen_account", after=after)
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
    kind: str = "held",
    legal_basis: str = "",
) -> Office:
    """`kind` is held, or acting for a period under `legal_basis`; lending an office is `delegate_office`."""
    _refuse_unknown(roles)
    office = Office.objects.create(
        province_id=organisation.province_id,
        user=user,
        organisation=organisation,
        title=title,
        roles=roles,
        valid_from=valid_from,
        valid_to=valid_to,
        kind=kind,
        legal_basis=legal_basis,
    )
    after: dict[str, Any] = {"user": user.label, "organisation": organisation.name, "roles": roles}
    if kind != "held":
        after |= {"kind": kind, "from": valid_from, "to": valid_to, "legal_basis": legal_basis}
    record(province=office.province_id, by=by, at=at, action="give_office", subject=office, after=after)
    return office


@transaction.atomic
def delegate_office(
    *,
    by: Actor,
    at: datetime,
    office: Office,
    to: User,
    roles: list[str],
    valid_from: date,
    valid_to: date,
    legal_basis: str,
) -> Office:
    """Lends an office, or some of its roles, to a colleague from day to day; both names stand in the record."""
    _refuse_unknown(roles)
    office = standing(office, Office.objects.select_related("user", "organisation"), "self")
    if office.kind == "delegated":
        raise ActionRefused(_("Vị trí nhận theo ủy quyền không được ủy quyền tiếp."))
    if to.pk == office.user_id:
        raise ActionRefused(_("Chọn người khác để ủy quyền."))
    if not roles or set(roles) - set(office.roles) or "admin" in roles:
        raise ActionRefused(_("Chỉ ủy quyền được những vai trò mình đang giữ, trừ vai trò quản trị."))
    if valid_to < valid_from or (office.valid_to and valid_to > office.valid_to):
        raise ActionRefused(_("Thời gian ủy quyền phải nằm trong thời gian giữ vị trí."))
    if not legal_basis.strip():
        raise ActionRefused(_("Đề nghị ghi văn bản ủy quyền."))
    lent = Office.objects.create(
        province_id=office.province_id,
        user=to,
        organisation_id=office.organisation_id,
        title=office.title,
        roles=roles,
        valid_from=valid_from,
        valid_to=valid_to,
        kind="delegated",
        delegated_by=office,
        legal_basis=legal_basis.strip(),
    )
    after = {
        "user": to.label,
        "delegated_by": office.user.label,
        "roles": roles,
        "from": valid_from,
        "to": valid_to,
        "legal_basis": legal_basis.strip(),
    }
    record(province=lent.province_id, by=by, at=at, action="delegate_office", subject=lent, after=after)
    return lent


@transaction.atomic
def end_office(
    *, by: Actor, at: datetime, office: Office, last: date, reason: str, version: int | None = None
) -> Office:
    """`last` is the last day it is held; what was lent from it ends with it. `version` is the one the person saw."""
    needs_reason(reason)
    office = standing(office, Office.objects.select_related("user", "organisation"), "self")
    if version is not None:
        unchanged(office, version)
    before = {"valid_to": office.valid_to}
    office.valid_to, office.version = last, office.version + 1
    office.save(update_fields=["valid_to", "version"])
    record(
        province=office.province_id,
        by=by,
        at=at,
        action="end_office",
        subject=office,
        before=before,
        after={"valid_to": last},
        reason=reason,
    )
    return office


@transaction.atomic
def change_account(*, by: Actor, at: datetime, user: User, label: str, email: str) -> User:
    """The name others see, and the address letters go to."""
    before = {"label": user.label, "email": user.email}
    user.label, user.email, user.version = label, email, user.version + 1
    user.save(update_fields=["label", "email", "version"])
    after = {"label": label, "email": email, "before": before}
    tell(by, at, user, action="change_account", after=after)
    return user


@transaction.atomic
def change_office(*, by: Actor, at: datetime, office: Office, **values: Any) -> Office:
    """Title, roles, period and document of an office; whose it is and where stays."""
    unknown = set(values) - {"title", "roles", "valid_from", "valid_to", "legal_basis"}
    if unknown:
        raise ValueError(f"vị trí không đổi được: {', '.join(sorted(unknown))}")
    _refuse_unknown(values.get("roles", []))
    before = {key: getattr(office, key) for key in values}
    for key, value in values.items():
        setattr(office, key, value)
    office.save(update_fields=list(values))
    record(
        province=office.province_id,
        by=by,
        at=at,
        action="change_office",
        subject=office,
        before=before,
        after=values,
    )
    return office


@transaction.atomic
def import_people(
    *, by: Actor, at: datetime, steps: Iterable[PersonStep], titles: Mapping[str, str]
) -> list[User]:
    """All rows of a list, or none; who is new, in the order of the list. Their letters are the caller's to send."""
    new: dict[str, User] = {}
    for step in steps:
        name, values = step.row.get("username"), step.office_values(titles)
        user = step.user or new.get(name)
        if user is None:
            user = open_account(
                by=by,
                at=at,
                province_id=step.organisation.province_id,
                username=name,
                **step.account,
            )
            new[name] = user
        elif (user.label, user.email) != (step.account["label"], step.account["email"]):
            change_account(by=by, at=at, user=user, **step.account)
        if step.office is None:
            _give_by_list(by, at, user, step, values)
        elif changed := {key: value for key, value in values.items() if _differs(step.office, key, value)}:
            change_office(by=by, at=at, office=step.office, **changed)
    return list(new.values())


def _give_by_list(by: Actor, at: datetime, user: User, step: PersonStep, values: dict[str, Any]) -> None:
    if step.lender is None or step.kind != "delegated":
        give_office(by=by, at=at, user=user, organisation=step.organisation, kind=step.kind, **values)
        return
    lent = {key: values[key] for key in ("roles", "valid_from", "valid_to", "legal_basis")}
    delegate_office(by=by, at=at, office=step.lender, to=user, **lent)


def _differs(office: Office, key: str, value: Any) -> bool:
    now = getattr(office, key)
    return set(now) != set(value) if key == "roles" else bool(now != value)


def _refuse_unknown(roles: list[str]) -> None:
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"vai trò không có: {', '.join(sorted(unknown))}")
