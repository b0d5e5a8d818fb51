"""What a new site begins with: its province, the first administrator, the bodies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.actions.accounts import give_office, open_account
from lotrinh.apps.accounts.actors import SYSTEM
from lotrinh.apps.accounts.models import User
from lotrinh.apps.journal.actions import Actor
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.organisations.actions import add_organisation, add_province
from lotrinh.apps.organisations.models import Organisation, Province
from lotrinh.lexicon import provinces as lexicon
from lotrinh.lexicon.standing_bodies import ProposedBody
from lotrinh.lexicon.successions import merged_provinces


@transaction.atomic
def set_up_site(
    *,
    at: datetime,
    province: lexicon.Province,
    body: ProposedBody,
    username: str,
    label: str,
    email: str,
    password: str,
) -> User:
    """The province, the agency of its first administrator and their account; refused where there is a province.

    Nobody acts yet: the record says that the system did it.
    """
    if Province.objects.exists():
        raise ActionRefused(_("Trang này đã được thiết lập. Đề nghị đăng nhập."))
    row = add_province(
        by=SYSTEM,
        at=at,
        code=province.code,
        name=province.printed_on(timezone.localdate(at)),
        valid_from=province.first,
        legal_basis=province.source,
    )
    agency = _found(SYSTEM, at, row, body, None)
    user = open_account(
        by=SYSTEM, at=at, province_id=row.pk, username=username, label=label, password=password, email=email
    )
    give_office(by=SYSTEM, at=at, user=user, organisation=agency, roles=["admin", "officer", "head"])
    _found_former(SYSTEM, at, row)
    return user


@transaction.atomic
def found_bodies(
    *, by: Actor, at: datetime, province: Province, bodies: Iterable[ProposedBody]
) -> list[Organisation]:
    """The bodies of a new province, departments under its People's Committee and Party bodies under its committee.

    Those that are there are left alone; the two at the top come first whatever the order given. A province that was
    made before its former ones were entered with it gets them now.
    """
    _found_former(by, at, province)
    made: list[Organisation] = []
    there = {row.name: row for row in Organisation.objects.filter(province=province)}
    top = ("committee", "TU")
    for body in sorted(bodies, key=lambda each: each.kind not in top and each.symbol not in top):
        if body.name in there:
            continue
        kind = "party_province" if body.level == "party" else "committee"
        above = None if body.kind in ("committee", "council") or body.symbol == "TU" else _top(there, kind)
        there[body.name] = _found(by, at, province, body, above)
        made.append(there[body.name])
    return made


def _top(there: Mapping[str, Organisation], kind: str) -> Organisation | None:
    heads = [row for row in there.values() if row.kind == kind and (kind == "committee" or row.code == "TU")]
    return heads[0] if heads else None


def _found_former(by: Actor, at: datetime, province: Province) -> None:
    """The provinces that became part of this one, so that their documents have a territory; entered once."""
    there = set(Province.objects.filter(merged_into=province).values_list("code", flat=True))
    for former in merged_provinces(province.name):
        if former.code not in there:
            add_province(
                by=by,
                at=at,
                code=former.code,
                name=former.printed,
                valid_from=former.first,
                valid_to=former.last,
                merged_into=province,
                legal_basis=former.source,
            )


def _found(
    by: Actor, at: datetime, province: Province, body: ProposedBody, above: Organisation | None
) -> Organisation:
    return add_organisation(
        by=by,
        at=at,
        province=province,
        name=body.name,
        short_name=body.short if body.short != body.name else "",
        code=body.symbol,
        kind=body.kind,
        level=body.level,
        parent=above,
        valid_from=province.valid_from,
    )
