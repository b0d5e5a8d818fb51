"""What the system proposes by itself from the table of 2025-2026, and what it leaves to an officer."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.apps.organisations.actions import add_province, record_succession
from lotrinh.apps.organisations.models import Organisation, Province, Succession
from lotrinh.apps.organisations.queries import Proposed, proposals_for, successions_of
from tests.factories.story import AT, SYSTEM, make_agency, make_province

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


JULY = date(2025, 7, 1)


@pytest.fixture
def dak_lak(db: None) -> Province:
    return make_province("66", "tỉnh Đắk Lắk")


def phu_yen(keeper: Province) -> Province:
    return add_province(
        by=SYSTEM,
        at=AT,
        code="54",
        name="tỉnh Phú Yên",
        valid_to=date(2025, 6, 30),
        merged_into=keeper,
        legal_basis="NQ 202/2025/QH15",
    )


@pytest.mark.parametrize(
    "kind",
    ["Sở Tài chính tỉnh {}", "UBND tỉnh {}", "Văn phòng UBND tỉnh {}", "Tỉnh ủy {}", "Thanh tra tỉnh {}"],
)
@pytest.mark.parametrize("entered", [True, False], ids=["by territory", "by name only"])
def test_a_body_of_a_former_province_goes_to_the_one_of_its_name(
    dak_lak: Province, kind: str, entered: bool
) -> None:
    former = phu_yen(dak_lak) if entered else None
    old = make_agency(dak_lak, kind.format("Phú Yên"), territory=former)
    heir = make_agency(dak_lak, kind.format("Đắk Lắk"))
    make_agency(dak_lak, "Sở Công Thương tỉnh Đắk Lắk")
    (row,) = [row for row in proposed(dak_lak).values() if row.predecessor == old]
    assert (row.shape, row.is_ready, row.ends, row.certain) == ("one", True, True, True)
    assert (row.options[0].organisation, row.effective, row.precision) == (heir, JULY, "day")
    assert "202/2025/QH15" in row.legal_basis
    assert old.name not in proposed(dak_lak, date(2025, 6, 30))


def test_the_field_first_then_the_territory(dak_lak: Province) -> None:
    """Sở KH&ĐT Phú Yên → Sở Tài chính Phú Yên on 01/3/2025 → Sở Tài chính Đắk Lắk on 01/7/2025."""
    former = phu_yen(dak_lak)
    plan = make_agency(dak_lak, "Sở Kế hoạch và Đầu tư tỉnh Phú Yên", territory=former)
    finance = make_agency(dak_lak, "Sở Tài chính tỉnh Phú Yên", territory=former)
    heir = make_agency(dak_lak, "Sở Tài chính tỉnh Đắk Lắk")
    rows = proposed(dak_lak)
    assert rows[plan.name].options[0].organisation == finance
    assert rows[finance.name].options[0].organisation == heir
    assert set(rows) == {plan.name, finance.name}
    for row in rows.values():
        record_succession(
            by=SYSTEM,
            at=AT,
            predecessor=row.predecessor,
            successor=row.options[0].organisation,
            effective=row.effective,
            legal_basis=row.legal_basis,
        )
    assert not proposed(dak_lak)
    assert successions_of(dak_lak.pk).heirs(plan, TODAY).now == heir


def test_no_move_without_one_heir_or_after_the_body_had_ended(dak_lak: Province) -> None:
    former = phu_yen(dak_lak)
    make_agency(dak_lak, "Sở Ngoại giao tỉnh Phú Yên", territory=former)
    make_agency(dak_lak, "Sở Y tế tỉnh Phú Yên", territory=former, valid_to=date(2025, 5, 31))
    make_agency(dak_lak, "Sở Y tế tỉnh Đắk Lắk")
    make_agency(dak_lak, "Sở Tư pháp tỉnh Phú Yên", territory=former)
    make_agency(dak_lak, "Sở Tư pháp tỉnh Đắk Lắk", valid_from=date(2025, 8, 1))
    make_agency(dak_lak, "Sở Công Thương tỉnh Khánh Hòa")
    make_agency(dak_lak, "Sở Công Thương tỉnh Đắk Lắk")
    assert not proposed(dak_lak)


def test_a_school_of_the_same_name_may_have_stayed(dak_lak: Province) -> None:
    old = make_agency(dak_lak, "Trường Cao đẳng Y tế Phú Yên", kind="province_body")
    make_agency(dak_lak, "Trường Cao đẳng Y tế Đắk Lắk", kind="province_body")
    assert proposed(dak_lak)[old.name].certain is False
