"""The first run: the one-time word that opens it, how far it is, and the road that shows it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.calendars.models import ConfirmedYear
from lotrinh.apps.notices.queries import mail_is_set
from lotrinh.apps.organisations.models import Organisation, Province
from lotrinh.apps.ui.parts import Station
from lotrinh.lexicon import provinces as lexicon

SETTING_UP = "setting_up"
"""Session key: this person is on the road."""


def setup_file() -> Path:
    return Path(settings.DATA) / "keys" / "setup"


def setup_word() -> str:
    """The word that opens the first page, made on first use; kept where only the operator can read it."""
    path = setup_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(24))
    return path.read_text("ascii").strip()


def is_waiting() -> bool:
    """Whether the site waits for its first administrator."""
    return setup_file().exists() and not Province.objects.exists()


def opens(word: str) -> bool:
    path = setup_file()
    return path.exists() and constant_time_compare(path.read_text("ascii").strip(), word.strip())


def close_setup() -> None:
    """The word opens nothing any more."""
    setup_file().unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five: what it is called, where it is done, whether it was."""

    key: str
    label: Promise
    url: str
    is_done: Callable[[Office], bool]


def _has_bodies(by: Office) -> bool:
    return Organisation.objects.filter(province=by.province_id).count() > 1


def _has_calendar(by: Office) -> bool:
    year = timezone.localdate().year
    return ConfirmedYear.objects.filter(province=by.province_id, year=year).exists()


def _has_people(by: Office) -> bool:
    return Office.objects.filter(province=by.province_id).exclude(user=by.user_id).exists()


STEPS = (
    Step("bodies", _("Cơ quan"), "accounts:bodies", _has_bodies),
    Step("calendar", _("Lịch làm việc"), "accounts:calendar", _has_calendar),
    Step("people", _("Người dùng"), "accounts:first-people", _has_people),
    Step("mail", _("Thư điện tử"), "accounts:mail", lambda by: mail_is_set()),
    Step("document", _("Văn bản đầu tiên"), "accounts:first-document", lambda by: False),
)


@dataclass(frozen=True, slots=True)
class Road:
    """The five stations, and what comes after the one that is shown."""

    stations: tuple[Station, ...]
    number: int
    next_label: Promise | str
    next_url: str


def road(request: Any, here: str) -> Road | None:
    """None where nobody is setting up: the page is then an ordinary page of administrators."""
    if not request.session.get(SETTING_UP):
        return None
    done = {step.key: step.is_done(request.office) for step in STEPS}
    stations = tuple(
        Station(
            step.label,
            _("xong") if done[step.key] else "",
            "here" if step.key == here else "past" if done[step.key] else "ahead",
            "" if step.key == here else reverse(step.url),
        )
        for step in STEPS
    )
    number = next(index for index, step in enumerate(STEPS) if step.key == here)
    after = STEPS[number + 1] if number + 1 < len(STEPS) else None
    return Road(stations, number + 1, after.label if after else "", reverse(after.url) if after else "")


def next_page(request: Any, here: str, otherwise: str) -> str:
    """Where to go when a step is saved: on along the road, or back to where one came from."""
    found = road(request, here)
    return found.next_url if found and found.next_url else reverse(otherwise)


def template_of(province: Province, day: date) -> lexicon.Province | None:
    """The row of our table a province was made from; None for one that is not in it."""
    found = lexicon.province_of_code(province.code, province.valid_from or day)
    return found if found and province.name in (found.printed_on(day), found.printed) else None
