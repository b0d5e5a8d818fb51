"""What the list of a new province begins with."""

from __future__ import annotations

from datetime import date

from lotrinh.apps.organisations.models import KINDS
from lotrinh.lexicon.agencies import agencies
from lotrinh.lexicon.provinces import province_of_code, provinces_on
from lotrinh.lexicon.standing_bodies import proposed_bodies, standing_bodies
from lotrinh.lexicon.successions import printable_successions

TODAY = date(2026, 11, 1)


def test_twelve_standing_and_four_special_departments() -> None:
    offices = [b for b in standing_bodies() if b.source.startswith("NĐ 150/2025")]
    assert sum(b.standing for b in offices) == 12
    assert [b.symbol for b in offices if not b.standing] == ["SNgV", "SDTTG", "SDL", "SQHKT"]


def test_every_name_is_one_the_reader_knows_and_has_a_source() -> None:
    known = {a.name: a for a in agencies()}
    for body in standing_bodies():
        for name in filter(None, (body.name, body.city_name)):
            if name != "Thanh tra thành phố":
                assert known[name].level == body.level, name
                assert known[name].until is None
        assert body.source
        assert body.kind in KINDS


def test_none_of_them_was_dissolved_before() -> None:
    names = {b.name for b in standing_bodies()}
    gone = {s.old for s in printable_successions() if s.of == "agency" and s.scope == "all"} - {
        "Sở Tài chính"
    }
    assert not (names & gone) - {"Sở Ngoại vụ", "Sở Du lịch"}


def test_each_of_the_34_gets_names_of_its_own() -> None:
    lists = [proposed_bodies(province, TODAY) for province in provinces_on(TODAY)]
    names = [body.name for each in lists for body in each]
    assert len(lists) == 34
    assert len(names) == len(set(names)) == 34 * len(standing_bodies())


def test_a_city_has_the_words_of_a_city_from_its_day_on() -> None:
    bac_ninh = province_of_code("24", TODAY)
    assert bac_ninh is not None
    before, since = (
        {b.symbol: b.name for b in proposed_bodies(bac_ninh, day)}
        for day in (date(2026, 9, 19), date(2026, 9, 20))
    )
    assert (before["TU"], since["TU"]) == ("Tỉnh ủy Bắc Ninh", "Thành ủy Bắc Ninh")
    assert (before["TTr"], since["TTr"]) == ("Thanh tra tỉnh Bắc Ninh", "Thanh tra thành phố Bắc Ninh")
    assert since["SNNMT"] == "Sở Nông nghiệp và Môi trường thành phố Bắc Ninh"
