"""Files are kept once by their bytes, handed out so that nothing in them acts, and refused when marked secret."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.files.actions import clean_name, log_refusal, path_of, store_file
from lotrinh.apps.files.models import RefusedUpload, StoredFile
from lotrinh.apps.files.queries import download, secrecy_of
from lotrinh.apps.journal.models import Event
from tests.factories.files import package, plan_docx
from tests.factories.following import events_written
from tests.factories.names import NAMES
from tests.factories.story import AT


def keep(by: Office, content: bytes = b"x", name: str = "a.txt") -> StoredFile:
    return store_file(
        province_id=by.province_id, by=by, at=AT, content=content, name=name, media_type="text/plain"
    )


def test_the_same_bytes_are_one_file(focal_office: Office, outsider: Office) -> None:
    with events_written(focal_office.province_id, "store_file"):
        first, second = keep(focal_office), keep(focal_office, name="b.txt")
    assert first == second and second.name == "a.txt"
    assert keep(outsider) != first, "another province keeps its own row"
    assert path_of(first.sha256).read_bytes() == b"x"
    assert [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == [first.sha256]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\a\\Báo cáo.docx", "Báo cáo.docx"),
        ("../../etc/passwd", "passwd"),
        ("bao\r\ncao\x00.pdf", "baocao.pdf"),
        ("", "tep"),
        ("a" * 300 + ".docx", "a" * 190 + ".docx"),
    ],
)
def test_names_are_cleaned(sent: str, kept: str) -> None:
    assert clean_name(sent) == kept


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_any_name_is_kept_and_given_back(focal_office: Office, name: str) -> None:
    composed, decomposed = (clean_name(unicodedata.normalize(form, name)) for form in ("NFC", "NFD"))
    assert composed == decomposed
    file = keep(focal_office, name=name)
    assert file.name == composed
    assert 0 < len(file.name) <= 200
    assert file.name.isprintable() and not set(file.name) & set("/\\")
    assert path_of(file.sha256).name == file.sha256
    header = download(file)["Content-Disposition"]
    assert header.isascii() and "\n" not in header
    assert unquote(header.rpartition("filename*=UTF-8''")[2]) == file.name


def test_a_download_is_never_run_by_the_browser(focal_office: Office) -> None:
    response = download(keep(focal_office, b"<script>alert(1)</script>", 'Đề "án".html'))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == (
        "attachment; filename=\"de _an_.html\"; filename*=UTF-8''%C4%90%E1%BB%81%20%22%C3%A1n%22.html"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"


def test_of_a_refused_file_only_hash_person_time_and_reason_are_kept(focal_office: Office) -> None:
    with events_written(focal_office.province_id, "refuse_upload"):
        log_refusal(
            province_id=focal_office.province_id, by=focal_office, at=AT, sha256="0" * 64, code="secret"
        )
    row = RefusedUpload.objects.get()
    assert (row.sha256, row.sender, row.code) == ("0" * 64, focal_office.user.label, "secret")
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "verdict"),
    [
        ("UBND TỈNH MẪU\nMẬT\nKẾ HOẠCH\nThực hiện nhiệm vụ".encode(), "a.txt", "secret"),
        (plan_docx(), "Ke hoach (TUYỆT MẬT).docx", "secret"),
        (plan_docx(), "ke-hoach.docx", "clear"),
        (b"", "trong.txt", "clear"),
        (package([("xl/workbook.xml", "<a/>"), ("[Content_Types].xml", "<a/>")]), "bang.xlsx", "clear"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 64, "anh-hien-truong.png", "unseen"),
        (b"%PDF-1.7 hong", "ban-quet.pdf", "unseen"),
    ],
)
def test_a_secrecy_mark_is_seen_where_the_file_can_be_read(content: bytes, name: str, verdict: str) -> None:
    assert secrecy_of(content, name) == verdict


def test_what_nobody_could_read_is_kept_with_the_declaration_of_the_sender(focal_office: Office) -> None:
    store_file(
        province_id=focal_office.province_id, by=focal_office, at=AT, content=b"anh", name="a.png",
        media_type="image/png", declared_unclassified=True,
    )  # fmt: skip
    event = Event.objects.get(action="store_file")
    assert event.after and event.after["declared_unclassified"] is True
