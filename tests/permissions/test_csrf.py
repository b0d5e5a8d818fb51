"""A request another site makes: without the token nothing is sent in, and looking at a page changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client

from lotrinh.apps.accounts.addresses import Address, every_address
from lotrinh.apps.accounts.permissions import rules
from tests.factories.following import MIDYEAR
from tests.permissions.asking import is_owned, path_of, sign_in
from tests.permissions.cast import ROLES, Cast, make_cast
from tests.permissions.tables import every_row

READ_ON_RECORD: frozenset[str] = frozenset({"accounts:recovery-codes"})
"""Taking the recovery codes along is itself an event."""
STEP = 25
"""So many addresses are looked at between two looks at the tables."""


def changing() -> list[Address]:
    """Every address of which the table says that it takes what is sent."""
    return [address for address in every_address() if (address.name, "POST") in rules()]


@time_machine.travel(MIDYEAR, tick=False)
def test_without_the_token_nothing_is_taken(db: None, record_property: Any) -> None:
    cast = make_cast()
    browsers = []
    for role in ("anonymous", "head", "admin"):
        signed_in = sign_in(cast, role)
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies = signed_in.cookies
        browsers.append(client)
    before = every_row()
    addresses, taken = changing(), []
    for number, address in enumerate(addresses):
        client = browsers[number % len(browsers)]
        answer = client.post(path_of(address, cast.papers["own"]), {"csrfmiddlewaretoken": "x" * 64})
        if answer.status_code != 403 or "Trang đã mở quá lâu" not in answer.content.decode():
            taken.append(f"{address.route}: {answer.status_code}")
    record_property(
        "địa chỉ nhận dữ liệu mà thiếu mã thì trả 403", f"{len(addresses) - len(taken)} trên {len(addresses)}"
    )
    assert len(addresses) > 50
    assert taken == []
    assert every_row() == before


@pytest.mark.parametrize(
    "roles",
    [pytest.param(("head",), id="small"), pytest.param(ROLES, id="whole", marks=pytest.mark.prove)],
)
@time_machine.travel(MIDYEAR, tick=False)
def test_looking_changes_nothing(db: None, roles: tuple[str, ...], record_property: Any) -> None:
    """Also with what a link in a letter or a prefetching browser would ask for."""
    cast = make_cast()
    browsers = {role: sign_in(cast, role) for role in roles}
    before, count, changed = every_row(), 0, []
    addresses = [address for address in every_address() if address.name not in READ_ON_RECORD]
    for role, client in browsers.items():
        for start in range(0, len(addresses), STEP):
            asked = addresses[start : start + STEP]
            count += sum(look(client, cast, role, address) for address in asked)
            if (now := every_row()) != before:
                changed.append(f"{role} {[one.name for one in asked]}: {sorted(set(now) ^ set(before))[:2]}")
                before = now
    record_property("trang xem không đổi dữ liệu", f"{count} trang, {len(changed)} nhóm có thay đổi")
    assert count >= len(addresses) * len(roles)
    assert changed == []


def look(client: Client, cast: Cast, role: str, address: Address) -> int:
    """Asks for the page about papers of several owners; how often."""
    owners = ("own", "limited") if is_owned(address) else ("own",)
    for owner in owners:
        answer = client.get(path_of(address, cast.seen_by(role, owner)))
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return len(owners)
