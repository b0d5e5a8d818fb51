"""The desk over HTTP: what it shows, how proposals are decided, who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.intake.queries import counts_of
from tests.factories.readings import PLAN_TEXT, span_of

Clients = Callable[[Office], Client]
SCRIPT = {"HTTP_X_REQUESTED_WITH": "desk"}


def address(draft: Directive, rest: str = "") -> str:
    return f"/van-ban/{draft.code}/doc/{rest}"


def all_seen(draft: Directive) -> dict[str, str]:
    """What the form on the page sends: what waits, with its versions."""
    return {"seen": counts_of(draft).seen}


@pytest.fixture
def client(focal_office: Office, client_for: Clients) -> Client:
    return client_for(focal_office)


def number_of(draft: Directive, kind: str, place: int = 0) -> int:
    return draft.proposals.filter(kind=kind).order_by("start")[place].number


def test_the_desk_shows_the_text_whole_and_escaped(draft: Directive, client: Client) -> None:
    page = client.get(address(draft)).content.decode()
    assert "doanh nghiệp &lt;công nghiệp&gt; &amp; sản phẩm" in page
    assert '<h3><span data-start="' in page
    assert "I. MỤC TIÊU</span></h3>" in page


def test_every_proposal_has_a_card_and_its_place_in_the_text(draft: Directive, client: Client) -> None:
    page = client.get(address(draft)).content.decode()
    for proposal in draft.proposals.all():
        assert page.count(f'id="de-xuat-{proposal.number}"') == 1
        assert page.count(f'id="doan-{proposal.number}"') == 1
        assert f'href="#de-xuat-{proposal.number}"' in page


def test_the_most_doubtful_stands_first(draft: Directive, client: Client) -> None:
    desk = client.get(address(draft)).context["desk"]
    assert [card.doubt for card in desk.cards][:3] == [0.4, 0.3, 0.1]
    assert desk.cards[0].reasons == ("Văn bản không nêu thời hạn",)


def test_an_agency_that_was_merged_shows_who_has_its_work(draft: Directive, client: Client) -> None:
    cards = client.get(address(draft)).context["desk"].cards
    card = next(card for card in cards if card.text.startswith("Ban hành quy định"))
    assert dict(card.agencies)["Chủ trì"][0].note == "từ 01/3/2025 Sở Tài chính tỉnh Mẫu"
    assert card.badge_label == "đã quá hạn khi nhập"
    assert dict(card.pairs)["Thời hạn"] == "trong năm 2024"


def test_figures_and_duties_are_told_in_words(draft: Directive, client: Client) -> None:
    cards = client.get(address(draft)).context["desk"].cards
    assert {card.figure for card in cards if card.kind == "target"} == {"trên 38,5%", "từ 70% trở lên"}
    duty = next(card for card in cards if card.kind == "duty")
    assert (duty.aside, dict(duty.pairs)["Thời hạn"]) == ("hằng năm", "hằng năm, trước ngày 10/12")


def test_progress_is_told_and_the_unread_sentence_listed(draft: Directive, client: Client) -> None:
    page = client.get(address(draft)).content.decode()
    assert "0 trên 9 đề xuất đã xác nhận · 1 câu" in page
    assert "Yêu cầu các đơn vị nghiêm túc chấp hành" in page


def seen(draft: Directive, number: int, **more: Any) -> dict[str, Any]:
    """What the form of a card sends: the version that the page showed."""
    return {"version": draft.proposals.get(number=number).version, **more}


@pytest.mark.parametrize(("verb", "state"), [("nhan", "accepted"), ("bo", "rejected")])
def test_deciding_without_a_script_leads_to_the_next(
    draft: Directive, client: Client, verb: str, state: str
) -> None:
    number = number_of(draft, "task")
    answer = client.post(address(draft, f"{number}/{verb}/"), seen(draft, number))
    assert answer.status_code == 302
    most_doubtful = number_of(draft, "task", 3)
    assert answer["Location"] == f"{address(draft)}#de-xuat-{most_doubtful}"
    assert draft.proposals.get(number=number).state == state


def test_the_script_gets_the_parts_that_changed(draft: Directive, client: Client) -> None:
    number = number_of(draft, "task")
    page = client.post(address(draft, f"{number}/nhan/"), seen(draft, number), **SCRIPT).content.decode()
    assert f'id="de-xuat-{number}"' in page
    assert "1 trên 9 đề xuất đã xác nhận" in page
    assert "<html" not in page


def test_what_an_action_refuses_stands_at_the_card(draft: Directive, client: Client) -> None:
    number = number_of(draft, "target", 1)
    answer = client.post(address(draft, f"{number}/nhan/"), seen(draft, number), **SCRIPT)
    assert answer.status_code == 409
    assert "Chỉ tiêu chưa có tên" in answer.content.decode()


def test_certain_ones_together_then_undone(draft: Directive, client: Client) -> None:
    client.post(address(draft, "nhan-het/"), all_seen(draft))
    assert draft.proposals.filter(state="accepted").count() == 5
    page = client.post(address(draft, "hoan-tac/"), **SCRIPT).content.decode()
    assert "0 trên 9 đề xuất" in page
    assert not draft.tasks.exists()


def test_a_decided_one_can_be_looked_at_again(draft: Directive, client: Client) -> None:
    number = number_of(draft, "duty")
    client.post(address(draft, f"{number}/nhan/"), seen(draft, number))
    client.post(address(draft, f"{number}/mo-lai/"), seen(draft, number))
    assert draft.proposals.get(number=number).state == "pending"
    assert not draft.duties.exists()


def typed_task(draft: Directive, number: int, **changes: Any) -> dict[str, Any]:
    row = draft.proposals.get(number=number)
    return {
        "version": row.version,
        "title": "Ban hành quy định",
        "lead": "Sở Tài chính tỉnh Mẫu",
        "coordinating": "Sở Công Thương\nUBND các huyện, thành phố",
        "deadline": "trước ngày 31/12/2026",
        "product": "Quyết định",
        **changes,
    }


def test_a_correction_is_saved_and_accepted(draft: Directive, client: Client) -> None:
    number = number_of(draft, "task")
    client.post(address(draft, f"{number}/sua/"), {**typed_task(draft, number), "nhan": "1"})
    task = draft.tasks.get()
    assert (task.title, task.product, task.deadline["to"]) == (
        "Ban hành quy định",
        "Quyết định",
        "2026-12-31",
    )
    printed = [row.printed for row in task.agencies.filter(part="coordinating")]
    assert printed == ["Sở Công Thương", "UBND các huyện, thành phố"]
    assert draft.proposals.get(number=number).data["lead"] == ["Sở Kế hoạch và Đầu tư tỉnh Mẫu"]


def test_an_untouched_deadline_keeps_its_place_in_the_text(draft: Directive, client: Client) -> None:
    number = number_of(draft, "task")
    client.post(address(draft, f"{number}/sua/"), typed_task(draft, number, deadline="Năm 2024"))
    deadline = draft.proposals.get(number=number).current["deadline"]
    assert deadline["span"] == span_of("Năm 2024").as_list()


def test_a_deadline_that_is_none_is_refused_with_examples(draft: Directive, client: Client) -> None:
    number = number_of(draft, "task")
    answer = client.post(address(draft, f"{number}/sua/"), typed_task(draft, number, deadline="khi nào rảnh"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "“khi nào rảnh” không nêu một thời hạn" in page
    assert "Ban hành quy định</textarea>" in page


def test_the_deadline_is_said_back(client: Client) -> None:
    said = client.get("/hieu-thoi-han/", {"q": "năm 2026"}).content.decode()
    assert said == "= trong năm 2026"


def test_a_target_is_corrected_with_vietnamese_numbers(draft: Directive, client: Client) -> None:
    number = number_of(draft, "target", 1)
    typed = {
        "version": 1,
        "indicator": "Tỷ lệ lấp đầy khu công nghiệp",
        "comparator": ">=",
        "value": "70,5",
        "unit": "%",
        "year": "2028",
        "owner": "",
        "nhan": "1",
    }
    client.post(address(draft, f"{number}/sua/"), typed)
    target = draft.targets.get()
    assert (str(target.value.normalize()), target.horizon_to.isoformat()) == ("70.5", "2028-12-31")


def test_a_stale_correction_shows_both_versions(
    draft: Directive, client: Client, focal_office: Office
) -> None:
    number = number_of(draft, "task")
    client.post(address(draft, f"{number}/sua/"), typed_task(draft, number, title="Bản của người thứ nhất"))
    mine = typed_task(draft, number, title="Bản của người thứ hai", version=1)
    answer = client.post(address(draft, f"{number}/sua/"), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của người thứ nhất" in page
    assert "Bản của người thứ hai</textarea>" in page
    again = {**mine, "version": answer.context["conflict"].version}
    assert client.post(address(draft, f"{number}/sua/"), again).status_code == 302
    assert draft.proposals.get(number=number).current["title"] == "Bản của người thứ hai"


def test_a_selected_passage_becomes_a_task(draft: Directive, client: Client) -> None:
    span = span_of("Yêu cầu các đơn vị nghiêm túc chấp hành chế độ thông tin")
    answer = client.post(
        address(draft, "tu-doan/"), {"kind": "task", "start": span.start, "end": span.end}, **SCRIPT
    )
    made = draft.proposals.get(by_officer=True)
    assert answer.status_code == 200
    assert (made.number, made.current["provision"], (made.start, made.end)) == (
        10,
        "III.2",
        (span.start, span.end),
    )
    assert "chưa thành bản ghi" not in answer.content.decode()


def test_a_pasted_passage_is_found_across_line_breaks(draft: Directive, client: Client) -> None:
    pasted = "thu hút đầu tư phát triển các ngành công nghiệp ưu tiên"
    answer = client.post(address(draft, "tu-doan/"), {"kind": "target", "passage": pasted})
    made = draft.proposals.get(by_officer=True)
    assert answer["Location"] == address(draft, f"{made.number}/sua/")
    assert " ".join(PLAN_TEXT[made.start : made.end].split()) == pasted


def test_a_passage_that_is_not_there_is_said_so(draft: Directive, client: Client) -> None:
    answer = client.post(address(draft, "tu-doan/"), {"kind": "task", "passage": "không có câu này"})
    assert answer.status_code == 400
    assert "Không thấy đoạn này trong bản gốc" in answer.content.decode()


def test_nobody_from_elsewhere_sees_it(draft: Directive, outsider: Office, client_for: Clients) -> None:
    client = client_for(outsider)
    assert client.get(address(draft)).status_code == 404
    for rest in ("1/nhan/", "1/bo/", "1/mo-lai/", "1/sua/", "nhan-het/", "hoan-tac/", "tu-doan/"):
        assert client.post(address(draft, rest)).status_code == 404
    assert not Proposal.objects.exclude(state="pending").exists()


def test_who_only_looks_on_decides_nothing(
    draft: Directive, supervisor_office: Office, client_for: Clients
) -> None:
    client = client_for(supervisor_office)
    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft, "1/nhan/")).status_code == 404
    assert not draft.tasks.exists()


def test_reading_changes_nothing(draft: Directive, client: Client) -> None:
    for verb in ("nhan", "bo", "mo-lai"):
        assert client.get(address(draft, f"1/{verb}/")).status_code == 405


def test_the_desk_costs_the_same_however_many_proposals(
    draft: Directive, client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        client.get(address(draft))


def test_an_acceptance_is_few_queries(
    draft: Directive, client: Client, django_assert_max_num_queries: Any
) -> None:
    typed = seen(draft, 1)
    with django_assert_max_num_queries(48):
        client.post(address(draft, "1/nhan/"), typed, **SCRIPT)
