"""Two contents side by side: what differs is asked about, what is chosen is sent, nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client, RequestFactory
from lxml import html

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.tasks.actions import edit_draft, send_entry
from lotrinh.apps.tasks.forms import ProgressForm
from lotrinh.apps.tasks.models import ProgressEntry
from lotrinh.apps.ui.choosing import conflict_of
from tests.factories.following import draft_on
from tests.factories.story import AT

pytestmark = pytest.mark.usefixtures("midyear")
SignedIn = Callable[[Office], Client]
TASK = "/nhiem-vu/NV-0001/"
DRAFT = f"{TASK}du-thao/1/"


def fields_of(page: str) -> dict[str, str]:
    """What a browser without a script would send from the page's form, choices as they stand."""
    (form,) = [
        form
        for form in html.document_fromstring(page).iter("form")
        if form.xpath(".//*[@name='done']") and form.get("method") == "post"
    ]
    sent = {}
    for field in form.iter("input", "textarea", "select"):
        name, kind = field.get("name"), field.get("type", "")
        if (
            not name
            or kind in ("file", "submit")
            or (kind in ("radio", "checkbox") and "checked" not in field.attrib)
        ):
            continue
        sent[name] = field.text or "" if field.tag == "textarea" else field.get("value", "")
    return {name: value.lstrip("\n") for name, value in sent.items()}


@pytest.fixture
def stale(plan: Directive, lead_office: Office, client_for: SignedIn) -> tuple[Client, ProgressEntry, str]:
    """A draft that another changed while this person typed, and the page they got."""
    entry = draft_on(lead_office, plan.tasks.get(code="NV-0001"), result="Kết quả chung")
    client = client_for(lead_office)
    form = fields_of(
        client.get(DRAFT).content.decode().replace("<form method", f'<form action="{TASK}" method')
    )
    mine = {
        **form,
        "done": "Việc của tôi",
        "difficulty": "Vướng mắc của tôi",
        "figure": "1.234,5",
        "figure_unit": "ha",
    }
    theirs = {"done": "Việc của người kia", "figure": None}
    edit_draft(by=lead_office, at=AT, entry=entry, version=1, changes=theirs)
    answer = client.post(DRAFT, mine)
    assert answer.status_code == 409
    return client, entry, answer.content.decode()


def test_both_sides_are_shown_with_who_and_when(
    stale: tuple[Client, ProgressEntry, str], lead_office: Office
) -> None:
    _client, _entry, page = stale
    assert "Việc của người kia" in page and "Việc của tôi</textarea>" in page
    assert f"{lead_office.user_label} vừa cập nhật lúc 09:00 ngày 05/01/2026" in page
    assert page.count('value="hien-nay"') == 4, "hỏi đúng những ô khác nhau"
    assert fields_of(page)["result"] == "Kết quả chung", "ô giống nhau vẫn được gửi"


def test_what_was_typed_is_kept_unless_chosen_otherwise(stale: tuple[Client, ProgressEntry, str]) -> None:
    client, entry, page = stale
    assert client.post(DRAFT, fields_of(page)).status_code == 302
    entry.refresh_from_db()
    assert (entry.done, entry.difficulty, str(entry.figure)) == (
        "Việc của tôi",
        "Vướng mắc của tôi",
        "1234.5",
    )


def test_what_stands_is_kept_where_chosen(stale: tuple[Client, ProgressEntry, str]) -> None:
    client, entry, page = stale
    choices = {"giu-done": "hien-nay", "giu-figure": "hien-nay", "giu-figure_unit": "hien-nay"}
    assert client.post(DRAFT, fields_of(page) | choices).status_code == 302
    entry.refresh_from_db()
    assert (entry.done, entry.difficulty, entry.figure) == ("Việc của người kia", "Vướng mắc của tôi", None)


def test_a_third_change_asks_again(stale: tuple[Client, ProgressEntry, str], lead_office: Office) -> None:
    client, entry, page = stale
    edit_draft(by=lead_office, at=AT, entry=entry, version=2, changes={"result": "Lần ba"})
    answer = client.post(DRAFT, fields_of(page))
    assert answer.status_code == 409
    again = answer.content.decode()
    assert "Lần ba" in again and fields_of(again)["done"] == "Việc của tôi"
    assert client.post(DRAFT, fields_of(again)).status_code == 302


def test_sent_meanwhile_the_page_says_by_whom_and_keeps_the_text(
    stale: tuple[Client, ProgressEntry, str], lead_office: Office
) -> None:
    client, entry, page = stale
    send_entry(by=lead_office, at=AT, entry=entry)
    answer = client.post(DRAFT, fields_of(page))
    said = answer.content.decode()
    assert answer.status_code == 409 and f"đã được {lead_office.label} gửi lúc 09:00" in said
    assert "Việc của tôi</textarea>" in said and "Vướng mắc của tôi</textarea>" in said


def test_another_draft_with_that_number_is_not_sent_by_mistake(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    """The number counts the drafts that are left: the form says which one it was about."""
    task = plan.tasks.get(code="NV-0001")
    older, newer = draft_on(lead_office, task, done="Cũ"), draft_on(lead_office, task, done="Mới")
    send_entry(by=lead_office, at=AT, entry=newer)
    answer = client_for(lead_office).post(f"{DRAFT}gui/", {"entry": str(newer.pk), "version": "1"})
    older.refresh_from_db()
    assert answer.status_code == 409 and older.sent_at is None


def test_a_draft_changed_since_it_was_read_is_not_sent(
    plan: Directive, lead_office: Office, client_for: SignedIn
) -> None:
    entry = draft_on(lead_office, plan.tasks.get(code="NV-0001"))
    edit_draft(by=lead_office, at=AT, entry=entry, version=1, changes={"done": "Bản khác"})
    answer = client_for(lead_office).post(f"{DRAFT}gui/", {"entry": str(entry.pk), "version": "1"})
    entry.refresh_from_db()
    assert answer.status_code == 409 and entry.sent_at is None
    assert "xem nội dung mới rồi gửi" in answer.content.decode()


def test_the_same_value_in_other_words_is_no_difference() -> None:
    typed = QueryDict("done=Một\r\nhai&figure=1234,5&figure_unit=ha&version=1", mutable=True)
    typed["done"] = "Một\r\nhai"
    standing = {"done": "Một\nhai", "figure": "1234.5", "figure_unit": "ha"}
    form = ProgressForm(typed, initial=standing)
    assert form.is_valid()
    row: Any = SimpleNamespace(current=SimpleNamespace(version=2), who="", at=None, message="")
    found = conflict_of(
        RequestFactory().post("/"), form, {**standing, "figure": form.cleaned_data["figure"]}, row
    )
    assert [field.name for field in found.fields if field.differs] == []


def test_a_locked_database_is_a_page_that_keeps_the_text(
    plan: Directive, lead_office: Office, client_for: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_for(lead_office)
    client.raise_request_exception = False

    def locked(**_: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("lotrinh.apps.tasks.views.progress.draft_entry", locked)
    answer = client.post(f"{TASK}bao-cao/", {"done": "Đã trình dự thảo", "result": ""})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Đã trình dự thảo</textarea>" in page and "database is locked" not in page
    monkeypatch.undo()
    again = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', page))
    assert client.post(f"{TASK}bao-cao/", again).status_code == 302
    assert ProgressEntry.objects.get().done == "Đã trình dự thảo"


def test_a_refusal_by_right_shows_what_was_typed(
    plan: Directive, supervisor_office: Office, client_for: SignedIn
) -> None:
    answer = client_for(supervisor_office).post(f"{TASK}bao-cao/", {"done": "Nội dung dài đã nhập"})
    assert answer.status_code == 403 and "Nội dung dài đã nhập</textarea>" in answer.content.decode()
