"""The list, a document's page, its text, its original, and entering references."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.actions import enter_reference
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.intake.actions import accept_all_certain
from tests.factories.story import AT

Clients = Callable[[Office], Client]


@pytest.fixture
def client(focal_office: Office, client_for: Clients) -> Client:
    return client_for(focal_office)


@pytest.mark.parametrize("asked", ["07/kh-ubnd", "phat trien cong nghiep", "Phát Triển", "ubnd tinh mau"])
def test_the_list_is_searched_without_case_and_marks(draft: Directive, client: Client, asked: str) -> None:
    rows = client.get("/van-ban/", {"q": asked}).context["rows"]
    assert [row.directive for row in rows] == [draft]


def test_filters_that_fit_nothing_say_so(draft: Directive, client: Client) -> None:
    page = client.get("/van-ban/", {"loai": "resolution"}).content.decode()
    assert "Không có văn bản nào theo bộ lọc này" in page
    assert client.get("/van-ban/", {"tinh_trang": "draft"}).context["rows"][0].waiting == 9


def test_the_search_of_the_header_leads_to_the_list(client: Client) -> None:
    assert client.get("/tim/", {"q": "đầu tư"})["Location"] == "/van-ban/?q=%C4%91%E1%BA%A7u+t%C6%B0"


def test_an_empty_list_teaches_the_next_step(client: Client) -> None:
    assert "Chưa có văn bản nào" in client.get("/van-ban/").content.decode()


def test_the_page_shows_facts_counts_and_history(
    draft: Directive, client: Client, focal_office: Office
) -> None:
    accept_all_certain(by=focal_office, at=AT, directive=draft)
    answer = client.get(f"/van-ban/{draft.code}/")
    page = answer.context["page"]
    assert (page.tasks, len(page.targets), len(page.duties)) == (3, 1, 1)
    assert page.duties[0].due == "hằng năm, trước ngày 10/12"
    assert f"/nhiem-vu/?van_ban={draft.code}" in answer.content.decode()
    assert "enter_directive" in {event.action for event in page.history}


def test_the_original_is_a_download_that_can_do_nothing(draft: Directive, client: Client) -> None:
    answer = client.get(f"/van-ban/{draft.code}/tep/")
    assert b"".join(answer.streaming_content) == draft.text.encode()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_text_is_shown_whole(draft: Directive, client: Client) -> None:
    page = client.get(f"/van-ban/{draft.code}/ban-goc/").content.decode()
    assert "&lt;công nghiệp&gt;" in page
    assert "<mark" not in page


def test_other_provinces_find_nothing(draft: Directive, outsider: Office, client_for: Clients) -> None:
    client = client_for(outsider)
    for rest in ("", "ban-goc/", "tep/"):
        assert client.get(f"/van-ban/{draft.code}/{rest}").status_code == 404
    assert client.post(f"/van-ban/{draft.code}/quan-he/").status_code == 404
    assert client.get("/van-ban/").context["page"].paginator.count == 0


def test_a_missing_document_is_as_a_foreign_one(client: Client) -> None:
    assert client.get("/van-ban/VB-9999/").status_code == 404


TYPED = {
    "kind": "resolution",
    "number": "124/NQ-CP",
    "issued_on": "03/9/2020",
    "issuer_name": "Chính phủ",
    "title": "Chương trình hành động",
    "relation": "",
    "parent": "",
}


def test_a_reference_takes_its_place(draft: Directive, client: Client) -> None:
    client.post("/van-ban/them/", {**TYPED, "relation": "implements", "parent": draft.code})
    made = Directive.objects.get(number="124/NQ-CP")
    assert (made.state, made.up_links.get().parent) == ("reference", draft)


def test_a_relation_needs_both_ends_and_keeps_what_was_typed(client: Client) -> None:
    answer = client.post("/van-ban/them/", {**TYPED, "relation": "implements"})
    assert answer.status_code == 400
    assert 'value="124/NQ-CP"' in answer.content.decode()
    assert not Directive.objects.exists()


def test_a_circle_is_refused_in_words(draft: Directive, client: Client, focal_office: Office) -> None:
    upper = enter_reference(
        by=focal_office, at=AT, province=draft.province, number="1", kind="plan", type="KH", title="Trên"
    )
    link = {"relation": "implements", "parent": upper.code}
    client.post(f"/van-ban/{draft.code}/quan-he/", link)
    back = {"relation": "based_on", "parent": draft.code}
    page = client.post(f"/van-ban/{upper.code}/quan-he/", back, follow=True).content.decode()
    assert "đã đứng dưới" in page
    assert not upper.up_links.exists()


def test_who_only_looks_on_enters_nothing(
    plan: Directive, supervisor_office: Office, client_for: Clients
) -> None:
    client = client_for(supervisor_office)
    assert client.get(f"/van-ban/{plan.code}/").status_code == 200
    assert client.get("/van-ban/them/").status_code == 403
    assert client.post(f"/van-ban/{plan.code}/quan-he/", {}).status_code == 403


def test_pages_cost_few_queries(draft: Directive, client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(9):
        client.get("/van-ban/")
    with django_assert_max_num_queries(16):
        client.get(f"/van-ban/{draft.code}/")
