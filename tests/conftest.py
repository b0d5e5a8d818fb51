"""Fixtures of every test: settings that need no built static files, and the cast of tests/factories/story.py."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase
from playwright.sync_api import Browser, sync_playwright

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.guard import lifted
from lotrinh.apps.organisations.models import Organisation, Province
from tests.factories.example import Site, copy_site, load_example
from tests.factories.following import MIDYEAR, put_in_force
from tests.factories.story import enter_plan, make_agencies, make_agency, make_office, make_province

_folder = count()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """SQLite is tested in memory, each process having its own; on PostgreSQL each gets a database by its number.

    pytest-django knows this of Django's own SQLite backend only, and ours (server/sqlite) has another name.
    """
    if connection.vendor == "sqlite":
        settings.DATABASES["default"]["TEST"]["NAME"] = ":memory:"
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("originals")


@pytest.fixture(scope="session", autouse=True)
def emptied_past_the_guard() -> Iterator[None]:
    """Tests with transactions of their own empty all tables afterwards, the record too."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def through_the_door(case: Any) -> None:
        with lifted():
            empty(case)

    TransactionTestCase._fixture_teardown = through_the_door  # type: ignore[attr-defined]
    yield
    TransactionTestCase._fixture_teardown = empty  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def plain_settings(settings: Any, originals: Path) -> None:
    """Originals and cache are the test's own; no cache file and no manifest of static files is needed."""
    name = str(next(_folder))
    settings.MEDIA_ROOT = originals / name
    settings.JOURNAL_KEYS = originals / "keys"
    settings.JOURNAL_COPIES = originals / f"{name}-heads"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    }
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example province, loaded once for all processes of the run; to be read, not changed."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return load_example(shared / "example")


@pytest.fixture
def example_copy(example: Site, tmp_path: Path) -> Site:
    """The example province to change at will."""
    return copy_site(example, tmp_path / "site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run: Playwright's loop can be started once per process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


@pytest.fixture
def province(db: None) -> Province:
    return make_province()


@pytest.fixture
def agencies(province: Province) -> dict[str, Organisation]:
    return make_agencies(province)


@pytest.fixture
def focal_office(agencies: dict[str, Organisation]) -> Office:
    """Head and officer of Sở Công Thương, the focal agency."""
    return make_office(agencies["SCT"])


@pytest.fixture
def officer_office(agencies: dict[str, Organisation]) -> Office:
    """An officer of Sở Công Thương, no head."""
    return make_office(agencies["SCT"], "officer")


@pytest.fixture
def lead_office(agencies: dict[str, Organisation]) -> Office:
    """Head and officer of Sở Tài chính, which leads tasks."""
    return make_office(agencies["STC"])


@pytest.fixture
def issuer_office(agencies: dict[str, Organisation]) -> Office:
    """Head and officer of Văn phòng UBND tỉnh."""
    return make_office(agencies["VP"])


@pytest.fixture
def supervisor_office(agencies: dict[str, Organisation]) -> Office:
    """May look and nothing else."""
    return make_office(agencies["VP"], "supervisor")


@pytest.fixture
def outsider(db: None) -> Office:
    """Head of a department of another province."""
    return make_office(make_agency(make_province("96", "Khác"), "Sở Công Thương tỉnh Khác", "Sở Công Thương"))


@pytest.fixture
def client_for() -> Callable[[Office], Client]:
    """A browser signed in as the person who holds the office."""

    def signed_in(office: Office) -> Client:
        client = Client()
        client.force_login(office.user)
        return client

    return signed_in


@pytest.fixture
def draft(focal_office: Office) -> Directive:
    """The plan of tests/factories/readings.py, entered and not yet confirmed."""
    return enter_plan(focal_office)


@pytest.fixture
def plan(focal_office: Office, agencies: dict[str, Organisation]) -> Directive:
    """The same plan in force: Sở Công Thương is the focal agency, Văn phòng UBND tỉnh the issuer's office."""
    return put_in_force(focal_office, agencies["SCT"], agencies["VP"])


@pytest.fixture
def midyear() -> Iterator[None]:
    """It is ten in the morning of 25/6/2026 in Vietnam."""
    with time_machine.travel(MIDYEAR, tick=True):
        yield
