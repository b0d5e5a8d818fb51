"""Reporting progress on screen: kept as typed, drafted, sent, its files handed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.files.models import RefusedUpload, StoredFile
from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.actions import edit_draft, stop_task
from lotrinh.apps.tasks.models import ProgressEntry
from tests.factories.following import draft_on, events_written
from tests.factories.story import AT, make_office

pytestmark = pytest.mark.usefixtures("midyear")
SignedIn = Callable[[Office], Client]
TASK = "/nhiem-vu/NV-0001/"
"""Led by Sở Tài chính, who inherited it; a year and a half late."""


def entry(**typed: object) -> dict[str, object]:
    return {"done": "Đã trình dự thảo", "result": "", "figure": "", "figure_unit": ""} | typed


def test_an_entry_with_its_file_is_sent_at_once_by_the_head(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    client = client_for(lead_office)
    file = SimpleUploadedFile("Biên bản.txt", "Biên bản họp".encode())
    with events_written(plan.province_id, "store_file", "draft_entry", "send_entry"):
        response = client.post(
            f"{TASK}bao-cao/", entry(figure="1.234,5", figure_unit="ha", evidence=file, send="1"), follow=True
        )
    assert response.redirect_chain == [(TASK, 302)]
    page = response.content.decode()
    assert "Đã gửi báo cáo tiến độ của nhiệm vụ NV-0001." in page and "1.234,5 ha" in page
    kept = StoredFile.objects.get(name="Biên bản.txt")
    download = client.get(f"{TASK}minh-chung/{kept.sha256}/")
    assert download["Content-Disposition"].startswith("attachment; ")
    assert download["X-Content-Type-Options"] == "nosniff"
    assert b"".join(download.streaming_content).decode() == "Biên bản họp"  # type: ignore[attr-defined]
    assert client.get(f"{TASK}minh-chung/{'0' * 64}/").status_code == 404
    assert client.get(f"/nhiem-vu/NV-0003/minh-chung/{kept.sha256}/").status_code == 404


def test_an_officers_entry_stays_a_draft_until_the_head_sends_it(
    plan: Directive, agencies: dict[str, Organisation], lead_office: Office, client_for: SignedIn
) -> None:
    officer, head = client_for(make_office(agencies["STC"], "officer")), client_for(lead_office)
    page = officer.post(f"{TASK}bao-cao/", entry(send="1"), follow=True).content.decode()
    assert "Đã lưu dự thảo; lãnh đạo đơn vị xem và gửi." in page
    assert ProgressEntry.objects.get().sent_at is None
    assert officer.post(f"{TASK}du-thao/1/gui/").status_code == 403
    assert "Đã gửi báo cáo tiến độ" in head.post(f"{TASK}du-thao/1/gui/", follow=True).content.decode()
    assert ProgressEntry.objects.get().sent_at is not None
    assert head.post(f"{TASK}du-thao/1/gui/").status_code == 404, "there is no draft any more"


def test_a_draft_is_dropped(plan: Directive, lead_office: Office, client_for: SignedIn) -> None:
    draft_on(lead_office, plan.tasks.get(code="NV-0001"))
    page = client_for(lead_office).post(f"{TASK}du-thao/1/bo/", follow=True).content.decode()
    assert "Đã bỏ dự thảo" in page and "Bỏ dự thảo" in page, "said, and kept in the history"
    assert not ProgressEntry.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"done": ""}, "Nhập việc đã làm trong kỳ."),
        ({"figure": "ba"}, "“ba” không phải là số. Ví dụ đúng: 1.234,5."),
        ({"figure": "1,112", "figure_unit": "ha"}, "“1,112” có thể là"),
        ({"figure": "5"}, "Đề nghị ghi đơn vị tính của số liệu."),
    ],
)
def test_what_was_typed_is_kept_and_what_is_wrong_is_said(
    plan: Directive, lead_office: Office, client_for: SignedIn, typed: dict[str, str], said: str
) -> None:
    with events_written(plan.province_id):
        response = client_for(lead_office).post(
            f"{TASK}bao-cao/", entry(result="Đã khởi công 2 dự án", **typed)
        )
    html = response.content.decode()
    assert said in html and "Cần xem lại" in html and "Đã khởi công 2 dự án" in html
    assert all(f'value="{value}"' in html for name, value in typed.items() if name == "figure")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("ke-hoach.txt", "TUYỆT MẬT\nUBND TỈNH MẪU\nKẾ HOẠCH".encode(), "có dấu chỉ độ mật"),
        ("trong.txt", b"", "Tệp trống."),
    ],
)
def test_files_that_are_refused(
    plan: Directive, lead_office: Office, client_for: SignedIn, name: str, content: bytes, said: str
) -> None:
    file = SimpleUploadedFile(name, content)
    before = StoredFile.objects.count()
    html = client_for(lead_office).post(f"{TASK}bao-cao/", entry(evidence=file)).content.decode()
    assert said in html and "Đã trình dự thảo" in html and "chọn lại tệp" in html
    assert StoredFile.objects.count() == before and not ProgressEntry.objects.exists()
    assert RefusedUpload.objects.count() == (1 if content else 0)


def test_a_picture_is_kept_only_with_the_declaration(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    def picture() -> SimpleUploadedFile:
        return SimpleUploadedFile("hien-truong.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "image/png")

    client, before = client_for(lead_office), StoredFile.objects.count()
    html = client.post(f"{TASK}bao-cao/", entry(evidence=picture())).content.decode()
    assert "Máy không đọc được tệp hien-truong.png" in html
    assert StoredFile.objects.count() == before
    assert client.post(f"{TASK}bao-cao/", entry(evidence=picture(), not_secret="on")).status_code == 302
    event = Event.objects.filter(action="store_file", after__name="hien-truong.png").get()
    assert event.after and event.after["declared_unclassified"] is True


def test_a_file_above_the_limit_is_refused_with_both_sizes(
    plan: Directive, lead_office: Office, client_for: SignedIn, settings: object
) -> None:
    settings.MAX_UPLOAD = 1024 * 1024  # type: ignore[attr-defined]
    file = SimpleUploadedFile("ban-quet.pdf", b"x" * (3 * 1024 * 1024))
    html = client_for(lead_office).post(f"{TASK}bao-cao/", entry(evidence=file)).content.decode()
    assert "Tệp ban-quet.pdf phải nhỏ hơn 1 MB. Tệp này là 3 MB." in html


def test_a_stale_draft_shows_the_others_beside_ones_own(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    draft = draft_on(lead_office, plan.tasks.get(code="NV-0001"))
    client, path = client_for(lead_office), f"{TASK}du-thao/1/"
    assert 'name="version" value="1"' in client.get(path).content.decode()
    edit_draft(by=lead_office, at=AT, entry=draft, version=1, changes={"done": "Bản của người kia"})
    with events_written(plan.province_id):
        response = client.post(path, entry(done="Bản của tôi", version="1"))
    html = response.content.decode()
    assert response.status_code == 409 and "Giữ nội dung hiện nay" in html
    assert "Bản của người kia" in html and "Bản của tôi" in html and 'name="version" value="2"' in html
    assert client.post(path, entry(done="Bản của tôi", version="2")).status_code == 302
    assert ProgressEntry.objects.get().done == "Bản của tôi"


@pytest.mark.parametrize("number", ["0", "2", "x"])
def test_a_draft_that_is_not_there(
    plan: Directive, lead_office: Office, client_for: SignedIn, number: str
) -> None:
    draft_on(lead_office, plan.tasks.get(code="NV-0001"))
    assert client_for(lead_office).get(f"{TASK}du-thao/{number}/").status_code == 404


def test_a_refusal_of_the_rules_stands_above_what_was_typed(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    task = plan.tasks.get(code="NV-0001")
    stop_task(by=focal_office, at=AT, task=task, stopped_on=date(2026, 1, 5), reason="Quyết định số 1")
    html = client_for(lead_office).post(f"{TASK}bao-cao/", entry()).content.decode()
    assert "Nhiệm vụ đã dừng nên không nhận báo cáo" in html and "Đã trình dự thảo" in html
