"""Provinces before and after 01/7/2025."""

from __future__ import annotations

from datetime import date

from lotrinh.lexicon.provinces import provinces, provinces_by_name, standing_cities


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
