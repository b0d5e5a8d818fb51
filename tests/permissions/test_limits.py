"""So many times and not once more: uploads, exports, reports, searches; also by fifty at once and after a restart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.journal.allowances import take
from lotrinh.apps.journal.models import Allowance
from tests.factories.example import empty_site
from tests.factories.following import MIDYEAR

Clients = Callable[[Office], Client]
AT = datetime(2026, 6, 25, 3, 0, tzinfo=UTC)


def ways(plan: Directive) -> dict[str, Callable[[Client, int], Any]]:
    """One request of each kind, numbered so that no two are the same."""
    period = {"van_ban": plan.code}
    return {
        "export": lambda client, number: client.get("/nhiem-vu/", {"dang": "csv", "x": number}),
        "search": lambda client, number: client.get("/van-ban/", {"q": f"ke hoach {number}"}),
        "compile": lambda client, number: client.post("/bao-cao/lap/", {**period, "x": number}),
        "upload": lambda client, number: client.post(
            "/van-ban/nap/", {"tep": SimpleUploadedFile(f"{number}.txt", f"{number}".encode())}
        ),
    }


@pytest.mark.parametrize("kind", ["upload", "export", "compile", "search"])
@time_machine.travel(MIDYEAR, tick=False)
def test_the_last_place_and_one_more(
    plan: Directive, focal_office: Office, lead_office: Office, client_for: Clients, kind: str
) -> None:
    ask, (most, seconds) = ways(plan)[kind], settings.LIMITS[kind]
    client = client_for(focal_office)
    jobs = ReadingJob.objects.count()
    assert all(ask(client, number).status_code != 429 for number in range(most))
    refused = ask(client, most)
    assert refused.status_code == 429
    assert refused["Retry-After"] == str(seconds + 1)
    assert f"nhiều nhất {most}" in refused.content.decode()
    assert ask(client_for(lead_office), most).status_code != 429, "another person has places of their own"
    if kind == "upload":
        assert ReadingJob.objects.count() <= jobs + most + 1
    with time_machine.travel(MIDYEAR + timedelta(seconds=min(seconds, 290) if seconds < 300 else seconds)):
        client.force_login(focal_office.user)
        assert ask(client, most).status_code != 429


@time_machine.travel(MIDYEAR, tick=False)
def test_every_file_of_a_form_is_counted(plan: Directive, focal_office: Office, client_for: Clients) -> None:
    client, most = client_for(focal_office), settings.LIMITS["upload"][0]
    files = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(most + 1)]
    assert client.post("/van-ban/nap/", {"tep": files}).status_code == 429
    assert not Allowance.objects.filter(key__startswith="upload").exclude(times=[]).exists()


def test_a_restart_forgets_nothing(db: None) -> None:
    """The count is in the database and nowhere else."""
    user = uuid4()
    for number in range(settings.LIMITS["compile"][0]):
        assert take("compile", user, at=AT + timedelta(seconds=number)) is None
    until = take("compile", user, at=AT + timedelta(seconds=10))
    assert until == AT + timedelta(seconds=60)
    assert take("compile", user, at=AT + timedelta(seconds=60)) is None, "the first has grown old"
    assert take("compile", user, at=AT + timedelta(seconds=60)) is not None
    assert Allowance.objects.get(key=f"compile {user}").last == AT + timedelta(seconds=60)


PROGRAM = """
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4
from lotrinh.cli.site import bring_up_to_date, open_site
open_site()
bring_up_to_date()
from django.db import connections
from django.utils import timezone
from lotrinh.apps.journal.allowances import take

user, at = uuid4(), timezone.now()

def one(_number):
    try:
        return take("export", user, at=at) is None
    finally:
        connections.close_all()

with ThreadPoolExecutor(50) as pool:
    print(sum(pool.map(one, range(50))))
"""


def test_fifty_at_once_take_no_more_than_there_is(tmp_path: Path, record_property: Any) -> None:
    done = empty_site(tmp_path / "site").run_program(PROGRAM)
    assert done.returncode == 0, done.stderr[-2000:]
    record_property("50 lượt tải cùng lúc, số lượt được", done.stdout.strip())
    assert int(done.stdout) == settings.LIMITS["export"][0]
