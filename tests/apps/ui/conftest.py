"""The throw-away addresses and template folder of these tests; no database is touched."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from pytest_django import Settings

SIGNED_IN = "tests.apps.ui.styleguide.SignedIn"
ACCOUNTS = ("AuthenticationMiddleware", "OriginMiddleware", "ActingOfficeMiddleware")


@pytest.fixture(autouse=True)
def styleguide(settings: Settings) -> None:
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.apps.ui.styleguide"
    settings.EXAMPLE = True
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [
        *(name for name in settings.MIDDLEWARE if not name.endswith(ACCOUNTS)),
        SIGNED_IN,
    ]
