"""People with passwords, and the clock in the tests' hands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.actions import SYSTEM, give_office, open_account
from lotrinh.apps.accounts.models import User
from lotrinh.apps.organisations.models import Organisation

PASSWORD = "Mot-cau-dai-de-nho-1"
MORNING = datetime(2026, 6, 25, 3, 0, tzinfo=UTC)
"""Ten in the morning in Vietnam."""

Person = Callable[..., User]
SignIn = Callable[..., Client]


@pytest.fixture
def make_person(agencies: dict[str, Organisation]) -> Person:
    """Somebody with a password and one office in the agency of that code."""

    def made(username: str = "nguoi.dung", code: str = "STC", *roles: str, email: str = "") -> User:
        organisation = agencies[code]
        user = open_account(
            by=SYSTEM,
            at=timezone.now(),
            province_id=organisation.province_id,
            username=username,
            label=f"Người {username}",
            password=PASSWORD,
            email=email or f"{username}@tinhmau.example",
        )
        give_office(
            by=SYSTEM,
            at=timezone.now(),
            user=user,
            organisation=organisation,
            roles=list(roles) or ["officer"],
        )
        return user

    return made


@pytest.fixture
def sign_in() -> SignIn:
    """A browser in which that person typed the password."""

    def signed_in(user: User, password: str = PASSWORD) -> Client:
        client = Client()
        client.post("/dang-nhap/", {"username": user.username, "password": password})
        return client

    return signed_in
