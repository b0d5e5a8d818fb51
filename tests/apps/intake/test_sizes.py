"""Sizes and names of uploads over HTTP: the limit is told, nothing beyond it is read, and a name is only a name."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.intake.models import ReadingJob
from tests.factories.names import NAMES

LIMIT = 100 * 1024
Clients = Callable[[Office], Client]


@pytest.fixture
def client(
    focal_office: Office, client_for: Clients, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Client:
    """Signed in; the limit is small and a reading that begins is only noted."""
    settings.MAX_UPLOAD = LIMIT
    monkeypatch.setattr("lotrinh.apps.intake.jobs._POOL.submit", lambda *_: None)
    return client_for(focal_office)


def send(client: Client, content: bytes, name: str = "ke-hoach.txt", **headers: Any) -> Any:
    return client.post("/van-ban/nap/", {"tep": SimpleUploadedFile(name, content)}, **headers)


@pytest.mark.parametrize(
    ("size", "status", "jobs"), [(1, 302, 1), (LIMIT - 1, 302, 1), (LIMIT, 302, 1), (LIMIT + 1, 400, 0)]
)
def test_the_limit_is_a_limit(client: Client, size: int, status: int, jobs: int) -> None:
    answer = send(client, b"x" * size)
    assert answer.status_code == status
    assert ReadingJob.objects.count() == jobs
    assert status == 302 or "Tệp phải nhỏ hơn 1 MB" in answer.content.decode()


class Body(io.BytesIO):
    """A body that must not be read."""

    def read(self, *_: Any) -> bytes:
        raise AssertionError("đã đọc nội dung vượt giới hạn")


@pytest.mark.parametrize("size", [LIMIT + 64 * 1024 + 1, 10**9, 10**15])
def test_nothing_of_a_body_over_the_limit_is_read(client: Client, size: int) -> None:
    answer = client.generic("POST", "/van-ban/nap/", CONTENT_LENGTH=str(size), **{"wsgi.input": Body()})
    assert answer.status_code == 413
    assert "Tệp phải nhỏ hơn 1 MB" in answer.content.decode()
    assert not ReadingJob.objects.exists()


def test_a_body_without_a_length_is_no_file(client: Client) -> None:
    """A server hands on a chunked body with its length; without one nothing is read from the connection."""
    answer = client.generic(
        "POST",
        "/van-ban/nap/",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="",
        **{"wsgi.input": Body()},
    )
    assert answer.status_code == 400
    assert "Chưa chọn tệp nào" in answer.content.decode()


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_only_a_name(client: Client, name: str) -> None:
    answer = send(client, b"noi dung", name)
    assert answer.status_code == 302
    assert ReadingJob.objects.get().name == "", (
        "the name of a file is kept only once the secrecy guard has passed"
    )
