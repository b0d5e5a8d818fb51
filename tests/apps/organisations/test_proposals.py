"""What the system proposes by itself from the table of 2025-2026, and what it leaves to an officer."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.apps.organisations.actions import record_succession
from lotrinh.apps.organisations.models import Organisation, Province, Succession
from lotrinh.apps.organisations.queries import Proposed, proposals_for
from tests.factories.story import AT, SYSTEM, make_agency

TODAY = date(2026, 11, 30)


def proposed(province: Province, on: date = TODAY) -> dict[str, Proposed]:
    rows = Succession.objects.filter(province=province, undone_at__isnull=True)
    bodies = list(Organisation.objects.filter(province=province))
    return {row.predecessor.name: row for row in proposals_for(bodies, rows, on)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở Giao thông vận tải", "Sở Xây dựng"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
    ],
)
def test_one_to_one_is_ready_to_confirm(province: Province, old: str, new: str) -> None:
    heir = make_agency(province, f"{new} tỉnh Mẫu")
    row = proposed(province) if make_agency(province, f"{old} tỉnh Mẫu") else {}
    found = row[f"{old} tỉnh Mẫu"]
    assert (found.shape, found.is_ready, found.ends) == ("one", True, True)
    assert (found.options[0].organisation, found.effective) == (heir, date(2025, 3, 1))


def test_a_split_names_each_field_and_is_not_ready(province: Province) -> None:
    make_agency(province, "Sở Thông tin và Truyền thông tỉnh Mẫu")
    science = make_agency(province, "Sở Khoa học và Công nghệ tỉnh Mẫu")
    found = proposed(province)["Sở Thông tin và Truyền thông tỉnh Mẫu"]
    assert (found.shape, found.is_ready) == ("split", False)
    assert [(option.organisation, bool(option.field)) for option in found.options] == [
        (science, True),
        (None, True),
    ]


def test_a_slash_in_the_table_means_choose(province: Province) -> None:
    make_agency(province, "Sở Ngoại vụ tỉnh Mẫu")
    make_agency(province, "Văn phòng UBND tỉnh Mẫu")
    found = proposed(province)["Sở Ngoại vụ tỉnh Mẫu"]
    assert (found.shape, found.is_ready) == ("choose", False)
    assert [option.name for option in found.options] == ["Sở Ngoại vụ", "Văn phòng UBND tỉnh"]


def test_a_month_stays_a_month(province: Province) -> None:
    make_agency(province, "Ban Dân vận Tỉnh ủy Mẫu")
    heir = make_agency(province, "Ban Tuyên giáo và Dân vận Tỉnh ủy Mẫu")
    found = proposed(province)["Ban Dân vận Tỉnh ủy Mẫu"]
    assert (found.precision, found.effective) == ("month", date(2025, 2, 1))
    assert found.options[0].organisation == heir


def test_a_field_of_a_body_that_lives_on_ends_nobody(province: Province) -> None:
    make_agency(province, "Sở Nông nghiệp và Môi trường tỉnh Mẫu")
    make_agency(province, "Sở Công Thương tỉnh Mẫu")
    found = proposed(province)["Sở Nông nghiệp và Môi trường tỉnh Mẫu"]
    assert (found.shape, found.ends, found.effective) == ("field", False, date(2026, 9, 15))
    assert not proposed(province, date(2026, 9, 14)), "nothing is proposed before its day"


def test_what_is_recorded_is_not_proposed_again(province: Province) -> None:
    old, new = (
        make_agency(province, f"{name} tỉnh Mẫu") for name in ("Sở Giao thông vận tải", "Sở Xây dựng")
    )
    record_succession(
        by=SYSTEM, at=AT, predecessor=old, successor=new, effective=date(2025, 4, 1), legal_basis="NQ 1"
    )
    assert not proposed(province)


def test_a_body_that_was_gone_before_is_not_meant(province: Province) -> None:
    make_agency(province, "Sở Giao thông vận tải tỉnh Mẫu", valid_to=date(2024, 12, 31))
    assert not proposed(province)


def test_districts_are_split_among_communes(province: Province) -> None:
    make_agency(province, "UBND huyện Một tỉnh Mẫu", level="district")
    assert not proposed(province), (
        "a district's own name is for an officer: its communes are not in the table"
    )
