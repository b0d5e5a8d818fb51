"""Uploading: what is accepted, what is refused and forgotten, and how waiting looks."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.files.models import RefusedUpload, StoredFile
from lotrinh.apps.intake import jobs
from lotrinh.apps.intake.actions import begin_reading
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.intake.queries import known_of
from tests.factories.readings import PLAN_TEXT, plan_reading

Clients = Callable[[Office], Client]
SECRET = (
    "MẬT\nUBND TỈNH MẪU\nSố: 05/BC-UBND\nBÁO CÁO\nVề tình hình phòng thủ khu vực biên giới quý I\n".encode()
)


@pytest.fixture
def client(focal_office: Office, client_for: Clients) -> Client:
    return client_for(focal_office)


@pytest.fixture
def read_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The reading runs in the request instead of a thread; everything else is as it is."""
    monkeypatch.setattr(jobs._POOL, "submit", lambda work, *args: work(*args))
    monkeypatch.setattr(jobs.connections, "close_all", lambda: None)
    monkeypatch.setattr(jobs.transaction, "on_commit", lambda work: work())
    yield


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    """Puts an answer, or an exception, in place of the child process."""

    def answers(answer: Any) -> None:
        def read(content: bytes, name: str, known: dict[str, Any], on_step: Any) -> dict[str, Any]:
            on_step("Tách cấu trúc", 30)
            if isinstance(answer, Exception):
                raise answer
            return dict(answer)

        monkeypatch.setattr(jobs, "read_in_child", read)

    return answers


def send(client: Client, content: bytes, name: str = "ke-hoach.txt") -> Any:
    return client.post("/van-ban/nap/", {"tep": SimpleUploadedFile(name, content)})


def test_the_page_says_what_it_takes(client: Client) -> None:
    page = client.get("/van-ban/nap/").content.decode()
    assert "DOCX, DOC, PDF, HTML, edXML, TXT; mỗi tệp nhỏ hơn 50 MB" in page


def test_a_file_becomes_a_draft(client: Client, read_at_once: None, reader: Callable[[Any], None]) -> None:
    reader({"reading": plan_reading()})
    waiting = send(client, PLAN_TEXT.encode())["Location"]
    assert waiting == "/van-ban/nap/NT-0001/"
    draft = Directive.objects.get()
    assert client.get(waiting)["Location"] == f"/van-ban/{draft.code}/doc/"
    assert draft.file is not None
    assert (draft.file.name, ReadingJob.objects.get().name) == ("ke-hoach.txt", "ke-hoach.txt")
    assert (live.MEDIA_ROOT / draft.file.sha256[:2] / draft.file.sha256).read_bytes() == PLAN_TEXT.encode()


def test_a_real_child_reads_it(client: Client, read_at_once: None) -> None:
    send(client, PLAN_TEXT.encode())
    draft = Directive.objects.get()
    assert draft.text == PLAN_TEXT
    assert draft.proposals.filter(kind="task").count() >= 3


def test_the_same_file_again_leads_to_the_first(
    client: Client, read_at_once: None, reader: Callable[[Any], None]
) -> None:
    reader({"reading": plan_reading()})
    send(client, PLAN_TEXT.encode())
    again = client.get(send(client, PLAN_TEXT.encode(), "ban khac.txt")["Location"]).content.decode()
    assert "Văn bản này đã có: Kế hoạch số 07/KH-UBND" in again
    assert Directive.objects.count() == StoredFile.objects.count() == 1


def files_below(*folders: Path) -> set[Path]:
    """os.walk passes over what other processes remove meanwhile."""
    found = (Path(at) / name for folder in folders for at, _, names in os.walk(folder) for name in names)
    return {path for path in found if path.is_file()}


def holds(path: Path, needle: bytes) -> bool:
    """False for what another process has removed in between."""
    with suppress(OSError):
        return needle in path.read_bytes()
    return False


def columns_holding(needle: str) -> list[str]:
    """Every text column of the database in which the words stand."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                quoted = connection.ops.quote_name(column.name), connection.ops.quote_name(table)
                cursor.execute(
                    f"SELECT COUNT(*) FROM {quoted[1]} WHERE CAST({quoted[0]} AS TEXT) LIKE %s",  # noqa: S608
                    [f"%{needle}%"],
                )
                if cursor.fetchone()[0]:
                    found.append(f"{table}.{column.name}")
    return found


def test_a_secret_file_is_refused_and_nothing_of_it_kept(client: Client, read_at_once: None) -> None:
    folders = Path(live.MEDIA_ROOT), Path(tempfile.gettempdir())
    before = files_below(*folders)
    page = client.get(send(client, SECRET, "Bao cao phong thu.txt")["Location"]).content.decode()
    assert "Văn bản có dấu chỉ độ mật" in page
    new = {path for path in files_below(*folders) - before if holds(path, "phòng thủ".encode())}
    assert not new
    assert columns_holding("phòng thủ") == []
    assert columns_holding("Bao cao phong thu") == []
    refused = RefusedUpload.objects.get()
    assert (refused.code, refused.sha256) == ("secret", hashlib.sha256(SECRET).hexdigest())
    assert not Directive.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "trong.txt", "Tệp trống"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "anh.png", "ảnh (PNG)"),
    ],
    ids=["empty", "picture"],
)
def test_bad_input_gets_its_own_words(
    client: Client, read_at_once: None, content: bytes, name: str, said: str
) -> None:
    answer = send(client, content, name)
    page = answer if answer.status_code == 400 else client.get(answer["Location"])
    assert said in page.content.decode()
    assert not Directive.objects.exists()


def test_a_crash_ends_the_job_with_what_to_do(
    client: Client, read_at_once: None, reader: Callable[[Any], None]
) -> None:
    reader(RuntimeError("hỏng"))
    page = client.get(send(client, b"x")["Location"]).content.decode()
    assert "dừng bất thường; tệp không được lưu" in page
    assert ReadingJob.objects.get().refusal_code == "crashed"


def test_too_large_is_said_before_the_body_is_read(client: Client, settings: Any) -> None:
    settings.MAX_UPLOAD = 1024 * 1024
    answer = client.post(
        "/van-ban/nap/", b"", content_type="text/plain", CONTENT_LENGTH=str(83 * 1024 * 1024)
    )
    assert answer.status_code == 413
    assert "Tệp phải nhỏ hơn 1 MB. Tệp này là 83 MB" in answer.content.decode()


def test_too_large_is_said_where_only_the_file_shows_it(client: Client, settings: Any) -> None:
    settings.MAX_UPLOAD = 1000
    answer = send(client, b"x" * 2000)
    assert answer.status_code == 400
    assert "Tệp phải nhỏ hơn" in answer.content.decode()
    assert not ReadingJob.objects.exists()


def test_no_file_is_said_so(client: Client) -> None:
    answer = client.post("/van-ban/nap/")
    assert answer.status_code == 400
    assert "Chưa chọn tệp nào" in answer.content.decode()


def test_a_form_from_elsewhere_is_refused(focal_office: Office) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(focal_office.user)
    assert send(strict, b"x").status_code == 403
    assert not ReadingJob.objects.exists()


def test_waiting_shows_the_step_and_polls(client: Client, focal_office: Office) -> None:
    job = begin_reading(by=focal_office, at=timezone.now(), name="a.txt", content=b"a")
    ReadingJob.objects.filter(pk=job.pk).update(step="Nhiệm vụ", percent=55)
    page = client.get(f"/van-ban/nap/{job.code}/").content.decode()
    assert 'aria-current="step"><b>Nhiệm vụ</b>' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    part = client.get(f"/van-ban/nap/{job.code}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "55%" in part


def test_a_job_nobody_touches_was_broken_off(client: Client, focal_office: Office) -> None:
    job = begin_reading(
        by=focal_office, at=timezone.now() - timedelta(seconds=61), name="a.txt", content=b"a"
    )
    page = client.get(f"/van-ban/nap/{job.code}/").content.decode()
    assert "Việc đọc bị ngắt giữa chừng" in page
    assert ReadingJob.objects.get().state == "running"


def test_others_do_not_see_the_job(focal_office: Office, outsider: Office, client_for: Clients) -> None:
    job = begin_reading(by=focal_office, at=timezone.now(), name="a.txt", content=b"a")
    assert client_for(outsider).get(f"/van-ban/nap/{job.code}/").status_code == 404


def test_who_only_looks_on_uploads_nothing(supervisor_office: Office, client_for: Clients) -> None:
    client = client_for(supervisor_office)
    assert client.get("/van-ban/nap/").status_code == 403
    assert send(client, b"x").status_code == 403
    assert Client().get("/van-ban/nap/").status_code == 302


def test_the_reader_is_told_what_is_known(draft: Directive, focal_office: Office) -> None:
    known = known_of(focal_office)
    assert known.province == "tỉnh Mẫu"
    assert known.agencies["so cong thuong"] == "Sở Công Thương tỉnh Mẫu"
    assert known.directives == {"07/KH-UBND": "2024-01-10"}
