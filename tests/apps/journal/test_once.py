"""A form is answered once: double click, Back, refresh and replay write one row; other content under the same key is 422."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.models import Event, SentForm
from lotrinh.apps.journal.once import KEPT
from lotrinh.apps.tasks.models import ProgressEntry
from lotrinh.apps.ui.sending import KEY

pytestmark = pytest.mark.usefixtures("midyear")
SignedIn = Callable[[Office], Client]
TASK = "/nhiem-vu/NV-0001/"
REPORT = f"{TASK}bao-cao/"


def key_on(client: Client, path: str) -> str:
    """The key of the page's form."""
    found = re.findall(rf'name="{KEY}" value="([\w-]+)"', client.get(path).content.decode())
    assert found and len(set(found)) == len(found), "mỗi biểu mẫu một khóa"
    return str(found[-1])


def typed(key: str, **fields: object) -> dict[str, object]:
    return {KEY: key, "done": "Đã trình dự thảo", "result": "", "figure": "", "figure_unit": ""} | fields


def test_five_identical_posts_make_one_row_and_get_one_answer(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    client = client_for(lead_office)
    form = typed(key_on(client, REPORT))
    answers = [client.post(REPORT, form) for _ in range(5)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, TASK)}
    assert ProgressEntry.objects.count() == 1 and SentForm.objects.count() == 1
    assert Event.objects.filter(action="draft_entry").count() == 1
    assert "lần gửi lặp lại không ghi thêm" in client.get(TASK).content.decode()


def test_back_and_another_text_is_no_second_row_but_a_question(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    client = client_for(lead_office)
    key = key_on(client, REPORT)
    client.post(REPORT, typed(key))
    answer = client.post(REPORT, typed(key, done="Nội dung khác hẳn"))
    page = answer.content.decode()
    assert answer.status_code == 422 and ProgressEntry.objects.count() == 1
    assert "Biểu mẫu này đã được gửi trước đó" in page and "Nội dung khác hẳn</textarea>" in page
    again = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', page))
    assert again["done"] == "Nội dung khác hẳn" and again[KEY] != key
    assert client.post(REPORT, again).status_code == 302
    assert set(ProgressEntry.objects.values_list("done", flat=True)) == {
        "Đã trình dự thảo",
        "Nội dung khác hẳn",
    }


def test_a_form_that_was_given_back_keeps_its_key(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    client = client_for(lead_office)
    key = key_on(client, REPORT)
    assert client.post(REPORT, typed(key, done="")).status_code == 400
    assert client.post(REPORT, typed(key)).status_code == 302
    assert ProgressEntry.objects.count() == 1


def test_a_files_bytes_count_not_its_name_alone(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    client = client_for(lead_office)
    key = key_on(client, REPORT)

    def sent(content: str) -> int:
        file = SimpleUploadedFile("bien-ban.txt", content.encode())
        return client.post(REPORT, typed(key, evidence=file)).status_code

    assert [sent("Biên bản họp"), sent("Biên bản họp"), sent("Biên bản khác")] == [302, 302, 422]
    assert ProgressEntry.objects.get().evidence.count() == 1


def test_a_key_belongs_to_its_person_and_ends(
    plan: Directive, lead_office: Office, focal_office: Office, client_for: SignedIn
) -> None:
    key = str(uuid4())
    mine = client_for(lead_office)
    assert mine.post(REPORT, typed(key)).status_code == 302
    assert client_for(focal_office).post(REPORT, typed(key)).status_code == 403, (
        "khóa của người khác không mở gì"
    )
    SentForm.objects.update(sent_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert mine.post(REPORT, typed(key, done="Hôm sau")).status_code == 302
    assert ProgressEntry.objects.count() == 2 and SentForm.objects.count() == 1


def test_old_keys_are_swept_away(plan: Directive, lead_office: Office, client_for: SignedIn) -> None:
    old = timezone.now() - KEPT - timedelta(minutes=1)
    SentForm.objects.create(user=lead_office.user_id, key=uuid4(), digest="", sent_at=old)
    client_for(lead_office).post(REPORT, typed("00000000-0000-4000-8000-000000000040"))
    assert not SentForm.objects.filter(sent_at=old).exists()


def test_nothing_is_kept_where_nothing_was_done(
    plan: Directive, lead_office: Office, client_for: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key stands or falls with the action: a crash between them leaves neither."""
    client = client_for(lead_office)
    key = key_on(client, REPORT)

    def crash(*_: object) -> None:
        raise RuntimeError("mất điện")

    with monkeypatch.context() as patched:
        patched.setattr("lotrinh.apps.journal.once._keep", crash)
        with pytest.raises(RuntimeError):
            client.post(REPORT, typed(key))
    assert not ProgressEntry.objects.exists() and not SentForm.objects.exists()
    assert client.post(REPORT, typed(key)).status_code == 302


def test_a_form_without_a_key_or_with_a_wrong_one_works_once_each(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    client = client_for(lead_office)
    assert [client.post(REPORT, typed(key)).status_code for key in ("", "khong-phai-khoa")] == [302, 302]
    assert not SentForm.objects.exists()
