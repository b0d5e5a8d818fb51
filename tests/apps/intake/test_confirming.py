"""The check page and putting a directive in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.intake.actions import accept_all_certain, reject_all_waiting
from lotrinh.apps.intake.views import confirming
from lotrinh.apps.organisations.models import Organisation
from tests.apps.intake.test_desk import all_seen
from tests.factories.story import AT

Clients = Callable[[Office], Client]


def address(draft: Directive) -> str:
    return f"/van-ban/{draft.code}/xac-nhan/"


@pytest.fixture
def client(focal_office: Office, client_for: Clients) -> Client:
    return client_for(focal_office)


def typed(draft: Directive, agencies: dict[str, Organisation], **changes: Any) -> dict[str, Any]:
    return {
        "version": draft.version,
        "kind": "plan",
        "number": "07/KH-UBND",
        "issued_on": "10/01/2024",
        "issuer_name": "UBND tỉnh Mẫu",
        "title": draft.title,
        "focal": str(agencies["SCT"].pk),
        "issuer_office": str(agencies["VP"].pk),
        **changes,
    }


@pytest.fixture
def decided(draft: Directive, focal_office: Office) -> Directive:
    """Certain proposals accepted, the others rejected."""
    accept_all_certain(by=focal_office, at=AT, directive=draft)
    reject_all_waiting(by=focal_office, at=AT, directive=draft, reason="thử")
    return draft


def test_it_counts_warns_and_lists_what_is_undecided(
    draft: Directive, client: Client, focal_office: Office
) -> None:
    accept_all_certain(by=focal_office, at=AT, directive=draft)
    check = client.get(address(draft)).context["check"]
    assert dict(check.counts) == {"nhiệm vụ": 3, "chỉ tiêu": 1, "chế độ báo cáo": 1, "quan hệ văn bản": 0}
    assert len(check.undecided) == 4
    assert check.warnings == ()


def test_undecided_proposals_stand_in_the_way(
    draft: Directive, client: Client, agencies: dict[str, Organisation]
) -> None:
    answer = client.post(address(draft), typed(draft, agencies))
    assert answer.status_code == 409
    assert "Còn 9 đề xuất chưa được nhận hoặc bỏ" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_the_rest_is_rejected_with_one_button(draft: Directive, client: Client) -> None:
    client.post(f"{address(draft)}bo-con-lai/", all_seen(draft))
    assert not draft.proposals.filter(state="pending").exists()


def test_confirmed_it_is_in_force_with_its_offices(
    decided: Directive, client: Client, agencies: dict[str, Organisation]
) -> None:
    answer = client.post(address(decided), typed(decided, agencies, number="08/KH-UBND"))
    assert answer["Location"] == f"/van-ban/{decided.code}/"
    decided.refresh_from_db()
    assert (decided.state, decided.number) == ("in_force", "08/KH-UBND")
    assert (decided.focal, decided.issuer_office) == (agencies["SCT"], agencies["VP"])
    assert client.get(f"/van-ban/{decided.code}/doc/")["Location"] == f"/van-ban/{decided.code}/"
    assert client.post(f"/van-ban/{decided.code}/doc/1/bo/").status_code == 403


def test_an_officer_prepares_and_the_head_confirms(
    decided: Directive, officer_office: Office, agencies: dict[str, Organisation], client_for: Clients
) -> None:
    client = client_for(officer_office)
    assert client.post(address(decided), typed(decided, agencies)).status_code == 403
    assert client.post(address(decided), typed(decided, agencies, luu="1", number="9/KH")).status_code == 302
    decided.refresh_from_db()
    assert (decided.state, decided.number) == ("draft", "9/KH")


def test_the_offices_must_be_chosen(
    decided: Directive, client: Client, agencies: dict[str, Organisation]
) -> None:
    answer = client.post(address(decided), typed(decided, agencies, focal="", number="giữ lại"))
    assert answer.status_code == 400
    assert 'value="giữ lại"' in answer.content.decode()
    decided.refresh_from_db()
    assert decided.state == "draft"


def test_a_stale_header_keeps_what_was_typed(
    decided: Directive, client: Client, agencies: dict[str, Organisation]
) -> None:
    old = typed(decided, agencies, title="Tên người thứ hai gõ")
    client.post(address(decided), typed(decided, agencies, luu="1", number="người thứ nhất"))
    answer = client.post(address(decided), old)
    assert answer.status_code == 409
    assert "Tên người thứ hai gõ" in answer.content.decode()


def test_another_province_finds_nothing(decided: Directive, outsider: Office, client_for: Clients) -> None:
    client = client_for(outsider)
    assert client.get(address(decided)).status_code == 404
    assert client.post(f"{address(decided)}bo-con-lai/").status_code == 404


def test_what_it_replaces_is_marked(
    decided: Directive, client: Client, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    link = decided.proposals.get(kind="link", data__relation="replaces")
    client.post(f"/van-ban/{decided.code}/doc/{link.number}/nhan/", {"version": link.version})
    client.post(address(decided), typed(decided, agencies))
    assert Directive.objects.get(number="12/KH-UBND").state == "replaced"


def test_who_confirms_between_two_looks_of_another_is_named_to_them(
    decided: Directive,
    agencies: dict[str, Organisation],
    focal_office: Office,
    client: Client,
    client_for: Clients,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The draft was still one at the first look, and is none where it is fetched."""
    data, first, fetch = typed(decided, agencies), client_for(focal_office), confirming.draft_of

    def confirmed_just_before(request: Any, code: str) -> Directive:
        monkeypatch.setattr(confirming, "draft_of", fetch)
        assert first.post(address(decided), data).status_code == 302
        return fetch(request, code)

    monkeypatch.setattr(confirming, "draft_of", confirmed_just_before)
    answer = client.post(address(decided), data)
    assert answer.status_code == 409
    assert f"đã được {focal_office.label} xác nhận lúc" in answer.content.decode()
