"""Who an agency is on a day, and finding one by the name a document prints."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.actions import add_province, next_code, record_succession
from lotrinh.apps.organisations.models import Organisation, Province, Succession
from lotrinh.apps.organisations.queries import (
    directory_of,
    find_by_name,
    organisations_on,
    provinces_today,
    successions_of,
)
from tests.factories.following import events_written
from tests.factories.story import AT, MERGED_ON, SYSTEM, make_agency

TODAY = date(2026, 6, 25)


def follow(old: Organisation, new: Organisation, on: date, field: str = "") -> Succession:
    return record_succession(
        by=SYSTEM,
        at=AT,
        predecessor=old,
        successor=new,
        effective=on,
        legal_basis="Nghị quyết 1",
        field=field,
    )


def test_one_successor_is_followed_from_its_day(agencies: dict[str, Organisation]) -> None:
    found = successions_of(agencies["STC"].province_id)
    before, after = (found.heirs(agencies["SKHDT"], day) for day in (date(2025, 2, 28), MERGED_ON))
    assert (before.now, after.now) == (agencies["SKHDT"], agencies["STC"])
    assert [(step.organisation, step.legal_basis) for step in after.trail] == [
        (agencies["STC"], "Nghị định số 45/2025/NĐ-CP")
    ]


def test_a_chain_of_successions_is_followed_to_its_end(agencies: dict[str, Organisation]) -> None:
    later = make_agency(agencies["STC"].province, "Sở Kinh tế tỉnh Mẫu")
    follow(agencies["STC"], later, date(2026, 7, 1))
    found = successions_of(later.province_id)
    assert found.heirs(agencies["SKHDT"], TODAY).now == agencies["STC"]
    assert found.heirs(agencies["SKHDT"], date(2026, 7, 1)).now == later


def test_a_split_names_the_choices_and_nobody(agencies: dict[str, Organisation]) -> None:
    other = make_agency(agencies["STC"].province, "Sở Nội vụ tỉnh Mẫu")
    follow(agencies["SKHDT"], other, MERGED_ON, "hợp tác xã")
    heirs = successions_of(other.province_id).heirs(agencies["SKHDT"], TODAY)
    assert heirs.now is None and {step.organisation for step in heirs.choices} == {agencies["STC"], other}


def test_a_field_given_away_by_an_agency_that_lives_on_moves_nothing_by_itself(
    agencies: dict[str, Organisation],
) -> None:
    follow(agencies["SCT"], agencies["STC"], MERGED_ON, "giá điện")
    assert successions_of(agencies["SCT"].province_id).heirs(agencies["SCT"], TODAY).now == agencies["SCT"]


def test_a_circle_ends(agencies: dict[str, Organisation]) -> None:
    follow(agencies["STC"], agencies["SKHDT"], date(2025, 6, 1))
    heirs = successions_of(agencies["STC"].province_id).heirs(agencies["SKHDT"], TODAY)
    assert heirs.now == agencies["STC"] and len(heirs.trail) == 1


def test_whose_work_an_agency_does(agencies: dict[str, Organisation]) -> None:
    found = successions_of(agencies["STC"].province_id).inherited_by(
        agencies["STC"], TODAY, agencies.values()
    )
    assert found == {agencies["STC"].pk, agencies["SKHDT"].pk}


def test_agencies_of_a_day(agencies: dict[str, Organisation]) -> None:
    province = agencies["STC"].province_id
    then = set(organisations_on(province, date(2025, 2, 28)))
    assert then - set(organisations_on(province, MERGED_ON)) == {agencies["SKHDT"]}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Sở Công Thương tỉnh Mẫu", "SCT"),
        ("SỞ CÔNG THƯƠNG", "SCT"),
        ("so cong thuong", "SCT"),
        ("Sở Kế hoạch và Ðầu tư", "SKHDT"),
        ("Sở KH&ĐT", "SKHDT"),
        ("Văn phòng UBND tỉnh", "VP"),
        ("Sở", None),
        ("Sở Nội vụ", None),
        ("", None),
    ],
)
def test_finding_by_the_printed_name(
    agencies: dict[str, Organisation], printed: str, code: str | None
) -> None:
    found = find_by_name(agencies["SCT"].province_id, printed)
    assert found == (agencies[code] if code else None)


@pytest.mark.parametrize(
    "printed",
    ["Ban quản lý Khu kinh tế Mẫu", "Ban Quản lý Khu kinh tế tỉnh Mẫu", "Ban quản lý Khu kinh tế"],
)
def test_a_board_is_found_with_and_without_the_word_of_its_place(
    agencies: dict[str, Organisation], printed: str
) -> None:
    province = agencies["SCT"].province
    board = make_agency(province, "Ban Quản lý Khu kinh tế tỉnh Mẫu", "BQLKKT")
    assert find_by_name(province.pk, printed) == board


def test_of_two_with_one_name_the_one_of_the_day(agencies: dict[str, Organisation]) -> None:
    province = agencies["SCT"].province
    renewed = make_agency(province, "Sở Kế hoạch và Đầu tư tỉnh Mẫu", "Sở KH&ĐT", valid_from=date(2026, 1, 1))
    directory = directory_of(province.pk)
    assert directory.find("Sở KH&ĐT", date(2024, 1, 10)) == agencies["SKHDT"]
    assert directory.find("Sở KH&ĐT", TODAY) == renewed
    assert directory.find("Sở KH&ĐT") is None


def test_provinces_of_today_and_their_names(province: Province) -> None:
    with events_written(province.pk, "add_province"):
        old = add_province(by=SYSTEM, at=AT, code="95", name="Mẫu Cũ", merged_into=province)
    assert old not in provinces_today() and province in provinces_today()
    assert province.full_name == "tỉnh Mẫu"
    assert Province(name="Thành phố Mẫu").full_name == "Thành phố Mẫu"
    assert Event.objects.filter(province=old.pk).count() == 0, "kept in the chain of the one it went into"


def test_codes_count_up_per_prefix(province: Province) -> None:
    assert [next_code(province.pk, prefix) for prefix in ("NV", "NV", "VB")] == [
        "NV-0001",
        "NV-0002",
        "VB-0001",
    ]
