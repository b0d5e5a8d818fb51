"""Sums and lists of what one may not see: a page is the same, number for number, whether the paper exists or not."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.factories.following import MIDYEAR
from tests.factories.story import make_office
from tests.permissions.asking import body_of, sign_in
from tests.permissions.cast import Cast, _papers, make_cast

DASHBOARDS = (
    "/viec-cua-toi/",
    "/dieu-hanh/",
    "/nhiem-vu/",
    "/nhiem-vu/?dang=csv",
    "/van-ban/",
    "/chi-tieu/",
    "/chi-tieu/?dang=csv",
    "/bao-cao/",
    "/so-su-kien/",
    "/co-quan/",
    "/co-quan/{body}/",
    "/co-quan/{body}/nhiem-vu/",
)
"""Wherever something is counted or listed; {body} leads the hidden task."""
VIEWERS = ("officer", "supervisor", "head", "reviewer", "admin")


def read(client: Client, cast: Cast, path: str) -> str:
    """What is on the page, without what differs from one request to the next."""
    answer = client.get(path.format(body=cast.agencies["SXD"].number))
    text = re.sub(r'(value|nonce)="[\w-]{16,}"', "", body_of(answer).decode("utf-8-sig"))
    return f"{answer.status_code} {text}"


@pytest.mark.parametrize(
    "viewers", [pytest.param(1, id="small"), pytest.param(len(VIEWERS), id="whole", marks=pytest.mark.prove)]
)
@time_machine.travel(MIDYEAR, tick=False)
def test_no_total_tells_of_a_limited_directive(db: None, viewers: int, record_property: Any) -> None:
    cast = make_cast()
    owner = make_office(cast.agencies["SXD"], username="chu.moi")
    browsers = {role: sign_in(cast, role) for role in (*VIEWERS[:viewers], "leader")}
    before = {(role, path): read(browsers[role], cast, path) for role in browsers for path in DASHBOARDS}
    hidden = _papers(cast, "limited", owner, "SCT")
    hidden.task.deadline_day = timezone.localdate()
    hidden.task.save(update_fields=["deadline_day"])
    after = {asked: read(browsers[asked[0]], cast, asked[1]) for asked in before}
    told = [asked for asked in before if asked[0] != "leader" and before[asked] != after[asked]]
    seen = [path for path in DASHBOARDS if before["leader", path] != after["leader", path]]
    record_property(
        "bảng tổng hợp không đổi vì văn bản hạn chế",
        f"{len(DASHBOARDS) - len({path for _role, path in told})} trên {len(DASHBOARDS)}",
    )
    assert told == []
    assert all(words.startswith(("200", "403")) for words in before.values())
    assert set(seen) >= {"/dieu-hanh/", "/nhiem-vu/", "/van-ban/", "/chi-tieu/", "/bao-cao/"}, "not blind"
    assert hidden.canary in after["leader", "/nhiem-vu/?dang=csv"]
