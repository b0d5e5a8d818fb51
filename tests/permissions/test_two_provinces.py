"""One person with offices in two provinces of one database: as one office they see nothing of the other province."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from lotrinh.apps.accounts.actions import give_office
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.journal.models import Event
from tests.factories.following import MIDYEAR
from tests.factories.story import AT, SYSTEM
from tests.permissions.asking import body_of, sign_in
from tests.permissions.cast import Cast, Papers, make_cast
from tests.permissions.test_leaks import CHANNELS, asked, unpacked
from tests.permissions.test_totals import DASHBOARDS, read

HEADER = re.compile(r"<header.*?</header>", re.DOTALL)
"""Where the person's own offices stand, to change between them."""
REPORT = {"done": "Đã trình dự thảo", "send": "1"}


@pytest.fixture
def frozen() -> Iterator[None]:
    with time_machine.travel(MIDYEAR, tick=False):
        yield


@pytest.fixture
def cast(db: None, frozen: None) -> Cast:
    return make_cast()


def second_office(cast: Cast) -> Office:
    """Of the head at home, in the other province, as head there too."""
    there = cast.papers["other"].office.organisation
    user = cast.offices["head"].user
    return give_office(by=SYSTEM, at=AT, user=user, organisation=there, roles=["head", "officer"])


def switch(client: Client, office: Office) -> Client:
    client.post("/doi-vi-tri/", {"office": str(office.pk)})
    return client


def papers_of(cast: Cast, away: bool) -> list[Papers]:
    found = [papers for group in (cast.papers, cast.focal) for papers in group.values()]
    far = cast.papers["other"]
    return [far] if away else [papers for papers in found if papers is not far]


@pytest.mark.parametrize(
    "every", [pytest.param(5, id="small"), pytest.param(1, id="whole", marks=pytest.mark.prove)]
)
def test_as_one_office_nothing_of_the_other_province_is_met(
    cast: Cast, every: int, record_property: Any
) -> None:
    """Through every channel of test_leaks: pages, lists, counts, search, exports, files, the record, direct addresses."""
    home, away = cast.offices["head"], second_office(cast)
    client = sign_in(cast, "head")
    leaks, count = [], 0
    for office, viewer, kept in (
        (home, "head", papers_of(cast, away=True)),
        (away, "far", papers_of(cast, away=False)),
    ):
        switch(client, office)
        requests = [(request, papers) for each in CHANNELS.values() for request in each for papers in kept]
        for request, papers in requests[:: every if len(kept) > 1 else 1]:
            count += 1
            told = asked(cast, client, viewer, request, papers)
            leaks += [f"{viewer} {request}: {p.canary}" for p in kept if p.canary.encode() in told]
    record_property("hai tỉnh, một người: rò rỉ", f"{len(leaks)} trên {count} phép thử")
    assert leaks == []


def test_lists_and_counts_are_those_of_somebody_with_one_office(cast: Cast) -> None:
    """Word for word what the page said before there was a second office, but for the person's own offices on top."""

    def pages() -> dict[str, str]:
        return {path: HEADER.sub("", read(client, cast, path)) for path in DASHBOARDS}

    home, client = cast.offices["head"], sign_in(cast, "head")
    before = pages()
    away = second_office(cast)
    switch(client, home)
    assert [path for path, words in pages().items() if words != before[path]] == []
    switch(client, away)
    there = pages()
    assert cast.papers["other"].canary in there["/nhiem-vu/?dang=csv"]
    assert cast.papers["own"].canary in before["/nhiem-vu/?dang=csv"]
    assert "Sở Xây dựng tỉnh Mẫu" in before["/co-quan/"]
    assert "Sở Xây dựng tỉnh Mẫu" not in there["/co-quan/"] and "Sở Khoa học tỉnh Khác" in there["/co-quan/"]


def test_what_is_open_as_one_office_is_not_there_as_the_other(cast: Cast) -> None:
    home, away, client = cast.offices["head"], second_office(cast), sign_in(cast, "head")
    for office, seen, hidden in ((home, "own", "other"), (away, "other", "own"), (home, "own", "other")):
        switch(client, office)
        for place in (
            "/nhiem-vu/{0.task.code}/",
            "/van-ban/{0.directive.code}/",
            "/chi-tieu/{0.target.code}/",
        ):
            assert client.get(place.format(cast.papers[seen])).status_code == 200
            assert client.get(place.format(cast.papers[hidden])).status_code == 404
        assert client.post(f"/nhiem-vu/{cast.papers[hidden].task.code}/bao-cao/", REPORT).status_code == 404


def test_the_record_names_the_office_acted_as_in_its_own_province(cast: Cast) -> None:
    home, away, client = cast.offices["head"], second_office(cast), sign_in(cast, "head")
    for office, relation in ((home, "own"), (away, "other")):
        switch(client, office)
        task = cast.papers[relation].task
        answer = client.post(f"/nhiem-vu/{task.code}/bao-cao/", REPORT)
        assert answer.status_code == 302, answer.content.decode()
        event = Event.objects.get(action="send_entry", user=office.user_id, province=office.province_id)
        assert (event.office, event.office_label) == (office.pk, office.label)
        assert office.organisation.name in client.get(f"/nhiem-vu/{task.code}/").content.decode()
    for office in (home, away):
        rows = Event.objects.filter(user=office.user_id, province=office.province_id, office__isnull=False)
        assert {row.office for row in rows} == {office.pk}


def test_an_administrator_is_not_told_of_the_other_province(cast: Cast) -> None:
    away, client = second_office(cast), sign_in(cast, "admin")
    path = f"/quan-tri/nguoi/{away.user.username}/"
    for each in (path, "/quan-tri/tai-khoan/", "/quan-tri/tai-khoan/?dang=csv"):
        page = client.get(each)
        assert page.status_code == 200 and "tỉnh Khác" not in body_of(page).decode("utf-8-sig"), each
    packed = body_of(client.get("/quan-tri/danh-sach/nguoi-dung/tai.xlsx"))
    assert not any("tỉnh Khác".encode() in part for part in unpacked(packed))
    assert client.get(f"{path}vi-tri/2/thoi/").status_code == 404, (
        "only offices of their own province are ended"
    )
    typed = {"version": away.user.version, "reason": "Nghỉ hưu"}
    assert client.post(f"{path}dong/", typed).status_code == 302
    closed = Event.objects.get(action="close_account")
    assert closed.province == cast.province.pk, "told in the record of whoever did it"
