"""Provinces before and after 01/7/2025."""

from __future__ import annotations

from datetime import date

from lotrinh.lexicon.provinces import (
    province_of_code,
    provinces,
    provinces_by_name,
    provinces_on,
    reused_codes,
    standing_cities,
)
from lotrinh.lexicon.tables import read_tsv

CITY_DAYS = (date(2025, 7, 1), date(2026, 4, 29), date(2026, 4, 30), date(2026, 9, 1), date(2026, 9, 20))


def _on(day: date) -> set[str]:
    return {p.name for p in provinces() if (not p.first or p.first <= day) and (not p.last or day <= p.last)}


def test_sixty_three_became_thirty_four() -> None:
    assert len(_on(date(2024, 6, 1))) == 63
    assert len(_on(date(2025, 8, 1))) == 34


def test_codes_are_unique_in_each_order() -> None:
    for old in (True, False):
        codes = [p.code for p in provinces() if (p.first is None) == old]
        assert len(codes) == len(set(codes))


def test_names_with_aliases_and_dashes() -> None:
    table = provinces_by_name()
    assert table["ba ria-vung tau"].name == "Bà Rịa - Vũng Tàu"
    assert table["tp.hcm"].printed == "thành phố Hồ Chí Minh"
    assert table["phu yen"].last == date(2025, 6, 30)


def test_cities_that_were_cities_all_along() -> None:
    assert {"ha noi", "hai phong", "da nang", "can tho", "ho chi minh"} <= standing_cities()


def test_every_old_code_stands_once_and_goes_to_one_of_the_34() -> None:
    rows = read_tsv("province_successions")
    assert len({row["old_code"] for row in rows}) == len(rows) == 63
    since = {p.code: p.name for p in provinces_on(date(2025, 7, 1))}
    assert {(row["new_code"], row["new"]) for row in rows} == set(since.items())
    assert sum(row["old"] == row["new"] and row["change"] == "unchanged" for row in rows) == 10
    assert {row["old"] for row in rows} == {p.name for p in provinces_on(date(2024, 12, 31))}


def test_the_seven_codes_that_mean_another_province() -> None:
    meant = {code: (old.name, new.name) for code, (old, new) in reused_codes().items()}
    assert meant == {
        "15": ("Yên Bái", "Lào Cai"),
        "24": ("Bắc Giang", "Bắc Ninh"),
        "44": ("Quảng Bình", "Quảng Trị"),
        "52": ("Bình Định", "Gia Lai"),
        "80": ("Long An", "Tây Ninh"),
        "82": ("Tiền Giang", "Đồng Tháp"),
        "91": ("Kiên Giang", "An Giang"),
    }


def test_a_code_is_nothing_without_its_day() -> None:
    for code in {p.code for p in provinces()}:
        for day in (date(2024, 12, 31), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 1)):
            assert len([p for p in provinces() if p.code == code and p.is_valid_on(day)]) <= 1
    assert province_of_code("54", date(2025, 6, 30)) is not None
    assert province_of_code("54", date(2025, 7, 1)) is None
    assert [province_of_code("46", day).name for day in (date(2024, 12, 31), date(2025, 1, 1))] == [  # type: ignore[union-attr]
        "Thừa Thiên Huế",
        "Huế",
    ]


def test_kinds_of_the_34_and_the_cities_of_2026() -> None:
    cities = {day: {p.name for p in provinces_on(day) if p.kind_on(day) == "thành phố"} for day in CITY_DAYS}
    assert [len(cities[day]) for day in CITY_DAYS] == [6, 6, 7, 8, 9]
    assert cities[date(2026, 4, 30)] - cities[date(2026, 4, 29)] == {"Đồng Nai"}
    assert cities[date(2026, 9, 1)] - cities[date(2026, 4, 30)] == {"Quảng Ninh"}
    assert cities[date(2026, 9, 20)] - cities[date(2026, 9, 1)] == {"Bắc Ninh"}
    became = [p for p in provinces() if p.city_from and p.city_from.year == 2026]
    assert all("/2026/QH16" in p.source for p in became)
