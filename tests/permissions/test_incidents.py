"""Errors on purpose: the page gives a code and no cause, the log gives the cause under that code, one record a line."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import re_path

from lotrinh.server import urls
from lotrinh.server.logs import LOGGING, LineFormatter

SECRET = "khoa-rieng-cua-may-chu"
FORGED = "2026-01-01 00:00:00,000 ERROR lotrinh.incident Sự cố GIA"
TYPED = (
    "chu-thuong",
    f"x%0d%0a{FORGED.replace(' ', '%20')}",
    "x%1b%5b31mdo%1b%5b0m",
    "x%e2%80%aenguoc",
    "x%c2%85%e2%80%a8dong",
)
RAISED = (ValueError, KeyError, ZeroDivisionError, RuntimeError, OperationalError)
RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+ ")


def fail(request: HttpRequest, number: str, typed: str) -> HttpResponse:
    raise RAISED[int(number) % len(RAISED)](f"{SECRET}\n{FORGED} \x1b[2J")


urlpatterns = [re_path(r"^hong/(?P<number>\d+)/(?P<typed>[\s\S]*)$", fail), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the configured handler writes."""
    assert LOGGING["handlers"]["stderr"]["formatter"] == "line"
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LineFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_a_hundred_forced_errors(db: None, settings: Any, log: io.StringIO, record_property: Any) -> None:
    settings.ROOT_URLCONF = __name__
    client, right = Client(raise_request_exception=False), 0
    for number in range(100):
        log.seek(0)
        log.truncate()
        answer = client.get(f"/hong/{number}/{TYPED[number // 5 % len(TYPED)]}")
        page, told = answer.content.decode(), log.getvalue()
        assert answer.status_code == (503 if RAISED[number % 5] is OperationalError else 500)
        assert SECRET not in page and "Traceback" not in page and RAISED[number % 5].__name__ not in page
        codes = re.findall(r"mã sự cố ([0-9A-F]{8})", page)
        assert codes, page
        lines = told.splitlines()
        place = next(row for row, line in enumerate(lines) if codes[0] in line)
        cause = "\n".join(lines[place : place + 60])
        assert SECRET in cause and RAISED[number % 5].__name__ in cause, "the code leads to the cause"
        assert all(RECORD.match(line) or line.startswith("  | ") for line in lines), told
        assert not any(line.startswith(FORGED) for line in lines)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", told), repr(told)
        right += 1
    record_property("trang lỗi có mã tìm thấy trong nhật ký", f"{right} trên 100")


def test_what_does_not_exist_is_no_news(db: None, log: io.StringIO) -> None:
    assert Client().get("/khong-co-trang-nay/").status_code == 404
    assert log.getvalue() == ""
