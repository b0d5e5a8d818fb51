"""Following every link: outsiders meet what is public and nothing of the work behind it, and nobody a page refused."""

from __future__ import annotations

import html
import re
from collections import deque
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.test import Client

from lotrinh.apps.accounts.models import User
from lotrinh.apps.directives.actions import classify_directive
from lotrinh.apps.journal.models import Allowance
from tests.factories.following import MIDYEAR
from tests.factories.story import AT
from tests.permissions.asking import sign_in
from tests.permissions.cast import ROLES, add_public, make_cast
from tests.permissions.test_leaks import unpacked, words_kept_from

LINK = re.compile(r'(?:(?:href|src)="|^Location: )([^"#\n]+)', re.MULTILINE)
MAIL = re.compile(rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(rb"(?<![\w.,/-])0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}(?![\w/-])")
LEAVING = ("/dang-xuat/", "/static/")
SEARCHES = ("/tim/?q=ke+hoach", "/van-ban/?q=ke+hoach", "/nhiem-vu/?q=nhiem+vu", "/chi-tieu/?dang=csv")


def look(client: Client, path: str) -> tuple[int, bytes]:
    """The status of one page or file, and all that came with it, with what is inside of packed files."""
    Allowance.objects.all().delete()  # how often somebody may look is asked in test_limits
    answer = client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = (f"{name}: {value}".encode() for name, value in answer.headers.items())
    return answer.status_code, b"\n".join([*headers, *unpacked(content)])


def follow(client: Client, most: int) -> dict[str, tuple[int, bytes]]:
    """All that links lead to from the front page, up to `most` addresses."""
    met: dict[str, tuple[int, bytes]] = {}
    waiting = deque(("/", *SEARCHES))
    known = set(waiting)
    while waiting and len(met) < most:
        path = waiting.popleft()
        met[path] = look(client, path)
        for link in LINK.findall(met[path][1].decode(errors="replace")):
            place = urlsplit(urljoin(path, html.unescape(link)))
            target = f"{place.path}?{place.query}" if place.query else place.path
            if (
                place.netloc in ("", "testserver")
                and place.scheme in ("", "http")
                and target not in known
                and not place.path.startswith(LEAVING)
            ):
                known.add(target)
                waiting.append(target)
    return met


def give_everybody_an_address() -> None:
    for number, user in enumerate(User.objects.order_by("pk")):
        user.email = f"hop.thu.{number}@co-quan.vidu.vn"
        user.save(update_fields=["email"])


@pytest.mark.parametrize(
    ("more", "most", "least"),
    [
        pytest.param(0, 60, 120, id="small"),
        pytest.param(30, 3000, 1000, id="whole", marks=pytest.mark.prove),
    ],
)
@time_machine.travel(MIDYEAR, tick=False)
def test_links_lead_outsiders_to_nothing_but_the_public(
    db: None, more: int, most: int, least: int, record_property: Any
) -> None:
    cast = make_cast()
    add_public(cast, more)
    give_everybody_an_address()
    count, found, seen = 0, [], 0
    for role in ("citizen", "enterprise"):
        own = User.objects.get(pk=cast.offices[role].user_id).email.encode()
        secrets = [word.encode() for word in words_kept_from(cast, role)]
        secrets.append("chưa gửi".encode())
        pages = follow(sign_in(cast, role), most)
        count += len(pages)
        for path, (status, told) in pages.items():
            assert status in (200, 302), f"{role} {path}: {status}"
            seen += cast.papers["public"].canary.encode() in told
            found += [f"{role} {path}: {word.decode()}" for word in secrets if word in told]
            found += [f"{role} {path}: {m.decode()}" for m in MAIL.findall(told) if m != own]
            found += [f"{role} {path}: {m.decode()}" for m in PHONE.findall(told)]
    record_property(
        "điều không công khai gặp ở các trang người ngoài tới được", f"{len(found)} trên {count} trang"
    )
    assert seen > 5, "what is public is there to be met"
    assert count >= least
    assert found == []


@time_machine.travel(MIDYEAR, tick=False)
def test_what_is_public_no_more_is_gone_at_the_next_look(db: None) -> None:
    cast = make_cast()
    client, papers = sign_in(cast, "citizen"), cast.papers["public"]
    word = papers.canary.encode()
    before = follow(client, 150)
    places = [path for path, (_, told) in before.items() if word in told and not path.startswith("/so-")]
    assert {path.split("/")[1] for path in places} >= {"nhiem-vu", "van-ban", "chi-tieu"}
    papers.directive.refresh_from_db()
    classify_directive(
        by=papers.office,
        at=AT,
        directive=papers.directive,
        classification="internal",
        readers=(),
        reason="Công bố nhầm",
        version=papers.directive.version,
    )
    after = {path: look(client, path) for path in places}
    assert [path for path, (_, told) in after.items() if word in told] == []
    own = (
        f"/nhiem-vu/{papers.task.code}/",
        f"/van-ban/{papers.directive.code}/",
        f"/chi-tieu/{papers.target.code}/",
    )
    assert {status for path, (status, _) in after.items() if path.startswith(own)} == {404}
    assert not [path for path, (_, told) in follow(client, 150).items() if word in told]


@pytest.mark.parametrize(
    ("roles", "most"),
    [
        pytest.param(("leader", "admin"), 50, id="small"),
        pytest.param(ROLES[3:10], 450, id="whole", marks=pytest.mark.prove),
    ],
)
@time_machine.travel(MIDYEAR, tick=False)
def test_no_link_leads_to_a_page_that_is_refused(
    db: None, roles: tuple[str, ...], most: int, record_property: Any
) -> None:
    cast, count, refused = make_cast(), 0, []
    for role in roles:
        pages = follow(sign_in(cast, role), most)
        count += len(pages)
        refused += [
            f"{role} {path}: {status}" for path, (status, _) in pages.items() if status not in (200, 302)
        ]
    record_property("liên kết dẫn tới trang bị từ chối hay không có", f"{len(refused)} trên {count}")
    assert count >= len(roles) * most * 0.9
    assert refused == []
