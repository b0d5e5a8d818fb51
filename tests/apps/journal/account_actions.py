"""The actions on accounts and offices for the table of every_action.py; some are done by a person, or by nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from lotrinh.apps.accounts import actions as accounts
from lotrinh.apps.accounts.people_list import PersonStep, plan_people
from lotrinh.apps.accounts.queries import offices_seen
from lotrinh.lexicon.standing_bodies import ProposedBody
from lotrinh.values.sheet import ImportedList, ListRow

WHY = "Theo Công văn số 15/UBND"

# Name -> the event it writes, what is done, the reason it is given, and who acts ("focal" unless told otherwise).
Row = tuple[tuple[str, ...], Callable[[Any, Any], object], str, str]

ROWS: dict[str, Row] = {
    "accounts.open_account": (
        ("open_account",),
        lambda w, _: accounts.open_account(
            **w.now, province_id=w.plan.province_id, username="moi", label="Chuyên viên"
        ),
        "",
        "focal",
    ),
    "accounts.invite": (
        ("open_account", "give_office"),
        lambda w, _: accounts.invite(
            **w.now,
            username="moi",
            label="Chuyên viên",
            email="moi@example.vn",
            organisation=w.agencies["VP"],
            roles=["officer"],
        ),
        "",
        "focal",
    ),
    "accounts.give_office": (
        ("give_office",),
        lambda w, _: accounts.give_office(
            **w.now, user=w.lead.user, organisation=w.agencies["VP"], roles=["officer"]
        ),
        "",
        "focal",
    ),
    "accounts.give_one_more": (
        ("give_office",),
        lambda w, _: accounts.give_one_more(
            **w.now,
            user=w.lead.user,
            organisation=w.agencies["VP"],
            version=offices_seen(w.lead.user, w.plan.province_id),
            roles=["officer"],
        ),
        "",
        "focal",
    ),
    "accounts.change_account": (
        ("change_account",),
        lambda w, _: accounts.change_account(
            **w.now, user=w.lead.user, label="Giám đốc Sở", email="gd@example.vn"
        ),
        "",
        "focal",
    ),
    "accounts.change_office": (
        ("change_office",),
        lambda w, _: accounts.change_office(**w.now, office=w.lead, title="Giám đốc", roles=["head"]),
        "",
        "focal",
    ),
    "accounts.import_people": (
        ("open_account", "give_office", "change_account", "change_office"),
        lambda w, _: accounts.import_people(**w.now, steps=people_steps(w), titles=TITLES_OF_PEOPLE),
        "",
        "focal",
    ),
    "accounts.found_bodies": (
        ("add_organisation",),
        lambda w, _: accounts.found_bodies(**w.now, province=w.plan.province, bodies=[NEW_BODY]),
        "",
        "focal",
    ),
    "accounts.delegate_office": (
        ("delegate_office",),
        lambda w, _: accounts.delegate_office(
            **w.now,
            office=w.focal,
            to=w.lead.user,
            roles=["officer"],
            valid_from=date(2026, 7, 1),
            valid_to=date(2026, 7, 9),
            legal_basis="Giấy ủy quyền số 1",
        ),
        "",
        "focal",
    ),
    "accounts.end_office": (
        ("end_office",),
        lambda w, _: accounts.end_office(**w.now, office=w.lead, last=date(2026, 6, 30), reason=WHY),
        WHY,
        "focal",
    ),
    "accounts.choose_password": (
        ("choose_password",),
        lambda w, _: accounts.choose_password(
            **w.now, user=w.lead.user, password="cum-tu-dai-de-nho-2026", way="reset"
        ),
        "",
        "focal",
    ),
    "accounts.note_sign_in": (
        ("sign_in",),
        lambda w, _: accounts.note_sign_in(at=w.now["at"], user=w.focal.user, ways=["password"]),
        "",
        "person",
    ),
    "accounts.note_failure": (
        ("fail_sign_in",),
        lambda w, _: accounts.note_failure(at=w.now["at"], username=w.focal.user.username, way="sign-in"),
        "",
        "system",
    ),
    "accounts.close_account": (
        ("close_account",),
        lambda w, _: accounts.close_account(**w.now, user=w.lead.user, reason=WHY),
        WHY,
        "focal",
    ),
    "accounts.reopen_account": (
        ("reopen_account",),
        lambda w, _: accounts.reopen_account(**w.now, user=w.lead.user),
        "",
        "focal",
    ),
    "accounts.take_second_step_away": (
        ("take_second_step_away",),
        lambda w, _: accounts.take_second_step_away(**w.now, user=w.lead.user, reason=WHY),
        WHY,
        "focal",
    ),
    "accounts.drop_unreadable_steps": (
        ("take_second_step_away",),
        lambda w, _: (
            with_unreadable_step(w.lead.user)
            and accounts.drop_unreadable_steps(**w.now, user=w.lead.user, reason=WHY)
        ),
        WHY,
        "focal",
    ),
    "accounts.take_codes_along": (
        ("change_second_step",),
        lambda w, _: (
            with_codes_shown(w.focal.user, w.now["at"])
            and accounts.take_codes_along(**w.now, user=w.focal.user)
        ),
        "",
        "focal",
    ),
    "accounts.note_review": (
        ("review_accounts",),
        lambda w, _: accounts.note_review(**w.now, reason=WHY),
        WHY,
        "focal",
    ),
    "accounts.end_all_sessions": (
        ("end_sessions",),
        lambda w, _: accounts.end_all_sessions(**w.now, user=w.lead.user),
        "",
        "focal",
    ),
    "accounts.end_sessions": (
        ("end_sessions",),
        lambda w, _: accounts.end_sessions(**w.now, user=w.lead.user, keys=["x"]),
        "",
        "focal",
    ),
}

NEW_BODY = ProposedBody("Sở Y tế tỉnh Mẫu", "Sở Y tế", "SYT", "department", "province", "y tế", True, "")
TITLES_OF_PEOPLE = {key: key for key in ("username", "label", "email", "organisation", "title", "roles")}


def people_steps(world: Any) -> list[PersonStep]:
    """A new person, and another name and title for one who is there."""
    told = (
        ("moi", "Chuyên viên", world.agencies["VP"], "Chuyên viên"),
        (world.lead.user.username, "Giám đốc Sở", world.lead.organisation, "Giám đốc"),
    )
    rows = tuple(
        ListRow(
            number,
            {
                "username": name,
                "label": label,
                "email": f"{number}@example.vn",
                "organisation": agency.name,
                "title": title,
                "roles": "officer",
            },
        )
        for number, (name, label, agency, title) in enumerate(told, 4)
    )
    found = ImportedList(titles=TITLES_OF_PEOPLE, rows=rows)
    steps, faults = plan_people(found, world.plan.province_id, world.now["at"].date(), None)
    assert not faults, faults
    return steps


def with_codes_shown(user: Any, at: Any) -> bool:
    """Recovery codes that stand on the screen now."""
    codes = RecoveryCodes.activate(user).instance
    codes.data["viewed_at"] = at.timestamp()
    codes.save(update_fields=["data"])
    return True


def with_unreadable_step(user: Any) -> bool:
    """Codes that were kept under another installation's key."""
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "gAAAAA-khoa-cu"})
    return True


SILENT = {
    "accounts.needs_reason": "checks only",
    "accounts.set_up_site": "only where there is no province yet: its events are told in accounts/test_first_run.py",
    "accounts.end_sessions_of": "part of the action that ends them",
    "accounts.account_as_seen": "checks only",
    "accounts.tell": "writes the event of the action that calls it",
}


def who_acts(who: str, world: Any) -> tuple[Any, str, Any, str]:
    """What the event must say of person and office: keys and labels as they were called."""
    if who == "focal":
        return world.focal.user_id, world.focal.user_label, world.focal.pk, world.focal.label
    by = accounts.Person(world.focal.user) if who == "person" else accounts.SYSTEM
    return by.user_id, by.user_label, by.office_id, by.label
