"""Takeovers composed in order of date: territories after fields, splits that ask, months without a day, circles."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lotrinh.evaluation.succession import Takeover, Takeovers

FIELDS, PROVINCES = date(2025, 3, 1), date(2025, 7, 1)
TODAY = date(2026, 11, 30)
DAY = timedelta(days=1)


def moved(key: int, old: str, new: str, day: date, field: str = "", settled: date | None = None) -> Takeover:
    return Takeover(key, old, new, day, settled or day, field)


PHU_YEN = [
    moved(1, "Sở KH&ĐT Phú Yên", "Sở Tài chính Phú Yên", FIELDS),
    moved(2, "Sở Tài chính Phú Yên", "Sở Tài chính Đắk Lắk", PROVINCES),
]


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (FIELDS - DAY, "Sở KH&ĐT Phú Yên"),
        (FIELDS, "Sở Tài chính Phú Yên"),
        (PROVINCES - DAY, "Sở Tài chính Phú Yên"),
        (PROVINCES, "Sở Tài chính Đắk Lắk"),
    ],
)
def test_a_field_move_and_then_a_territory_move(day: date, holder: str) -> None:
    assert Takeovers.of(PHU_YEN).follow("Sở KH&ĐT Phú Yên", day).holder == holder


def test_moves_of_one_day_chain() -> None:
    rows = [moved(1, "a", "b", FIELDS), moved(2, "b", "c", FIELDS)]
    way = Takeovers.of(rows).follow("a", FIELDS)
    assert way.holder == "c" and [step.new for step in way.trail] == ["b", "c"]


def test_what_was_moved_before_the_work_arrived_moves_nothing() -> None:
    rows = [moved(1, "a", "b", PROVINCES), moved(2, "b", "c", FIELDS)]
    assert Takeovers.of(rows).follow("a", TODAY).holder == "b"
    assert Takeovers.of(rows).follow("b", TODAY).holder == "c"
    assert Takeovers.of(rows).follow("b", TODAY, since=PROVINCES).holder == "b"


def test_work_that_arrives_within_an_unsettled_month_waits_and_then_goes_on() -> None:
    """Else it would stay for ever with a body that ended when the month was over."""
    april = date(2026, 4, 1)
    rows = [
        moved(1, "a", "b", date(2026, 3, 15)),
        moved(2, "b", "c", date(2026, 3, 1), settled=april),
    ]
    known = Takeovers.of(rows, {"a": date(2026, 3, 15), "b": april})
    within = known.follow("a", april - DAY)
    assert within.holder == "b" and [row.key for row in within.unsettled] == [2]
    after = known.follow("a", april)
    assert after.holder == "c" and not after.is_open
    assert known.follow("b", TODAY, since=april - DAY).holder == "c"
    assert Takeovers.of(rows).follow("b", TODAY, since=april).holder == "b", "the month was over"


def test_work_that_arrives_at_a_body_that_is_gone_goes_on_to_its_successor() -> None:
    rows = [moved(1, "a", "b", PROVINCES), moved(2, "b", "c", FIELDS)]
    assert Takeovers.of(rows, {"b": FIELDS}).follow("a", TODAY).holder == "c"


def test_a_split_asks_and_the_choice_goes_on() -> None:
    rows = [
        moved(1, "TT&TT", "KH&CN", FIELDS, "số"),
        moved(2, "TT&TT", "VHTTDL", FIELDS, "báo chí"),
        moved(3, "KH&CN", "KH&CN mới", PROVINCES),
    ]
    all_ = Takeovers.of(rows, {"TT&TT": FIELDS})
    way = all_.follow("TT&TT", TODAY)
    assert (way.holder, [row.new for row in way.choices]) == ("TT&TT", ["KH&CN", "VHTTDL"])
    assert all_.follow("TT&TT", TODAY, chosen=rows[:1]).holder == "KH&CN mới"
    assert all_.follow("TT&TT", PROVINCES - DAY, chosen=rows[:1]).holder == "KH&CN"
    assert all_.follow("TT&TT", FIELDS - DAY, chosen=rows[:1]).holder == "TT&TT"


def test_a_part_that_goes_later_makes_the_first_part_a_choice_too() -> None:
    rows = [moved(1, "a", "b", FIELDS, "x"), moved(2, "a", "c", PROVINCES, "y")]
    way = Takeovers.of(rows, {"a": FIELDS}).follow("a", FIELDS)
    assert [row.new for row in way.choices] == ["b"]


def test_a_field_of_a_body_that_lives_on_moves_only_by_choice() -> None:
    minerals = moved(1, "NN&MT", "Công Thương", date(2026, 9, 15), "khoáng sản")
    rows = Takeovers.of([minerals])
    assert rows.follow("NN&MT", TODAY).holder == "NN&MT"
    assert rows.follow("NN&MT", TODAY, chosen=[minerals]).holder == "Công Thương"
    assert rows.follow("NN&MT", date(2026, 9, 14), chosen=[minerals]).holder == "NN&MT"


def test_within_a_month_without_a_day_nothing_is_decided() -> None:
    rows = Takeovers.of([moved(1, "a", "b", FIELDS, settled=date(2025, 4, 1))])
    found = {
        day: rows.follow("a", day) for day in (FIELDS - DAY, FIELDS, date(2025, 3, 31), date(2025, 4, 1))
    }
    assert [way.holder for way in found.values()] == ["a", "a", "a", "b"]
    assert [way.is_open for way in found.values()] == [False, True, True, False]


def test_a_body_that_was_only_enlarged_keeps_its_work() -> None:
    assert Takeovers.of([moved(1, "a", "a", FIELDS)]).follow("a", TODAY).trail == ()


def test_merged_and_set_up_again() -> None:
    rows = Takeovers.of([moved(1, "a", "b", FIELDS), moved(2, "b", "a", PROVINCES)])
    assert [rows.follow("a", day).holder for day in (FIELDS, PROVINCES, TODAY)] == ["b", "a", "a"]


def test_work_is_not_given_back_to_a_body_that_is_gone() -> None:
    rows = Takeovers.of([moved(1, "a", "b", FIELDS), moved(2, "b", "a", PROVINCES)], {"a": FIELDS})
    assert rows.follow("a", TODAY).holder == "b"


BODIES = st.sampled_from("abcdefg")
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Takeover], dict[str, date]]:
    """Any takeovers at all, circles, splits and months among them."""
    rows = []
    for key in range(draw(st.integers(0, 12))):
        day, field = draw(DAYS), draw(st.sampled_from(["", "x", "y"]))
        settled = day + timedelta(days=draw(st.sampled_from([0, 0, 30])))
        rows.append(Takeover(key, draw(BODIES), draw(BODIES), day, settled, field))
    return rows, draw(st.dictionaries(BODIES, DAYS, max_size=4))


@given(histories(), BODIES, DAYS, st.randoms(use_true_random=False))
def test_every_way_ends_and_the_order_of_rows_does_not_matter(
    history: tuple[list[Takeover], dict[str, date]], start: str, on: date, chance: Random
) -> None:
    rows, gone = history
    way = Takeovers.of(rows, gone).follow(start, on)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert Takeovers.of(shuffled, gone).follow(start, on) == way
    assert len({step.key for step in way.trail}) == len(way.trail) <= len(rows)
    assert all(step.day <= on for step in way.trail)


@given(histories(), BODIES, DAYS)
def test_a_way_hangs_together_and_ends_with_one_holder_or_a_question(
    history: tuple[list[Takeover], dict[str, date]], start: str, on: date
) -> None:
    rows, gone = history
    way = Takeovers.of(rows, gone).follow(start, on)
    stops = [start, *(step.new for step in way.trail)]
    assert [step.old for step in way.trail] == stops[:-1]
    assert way.holder == stops[-1]
    assert not (way.choices and way.unsettled)
    assert all(row.old == way.holder for row in (*way.choices, *way.unsettled))


@given(histories(), BODIES, DAYS)
def test_what_happens_later_changes_no_past_day(
    history: tuple[list[Takeover], dict[str, date]], start: str, on: date
) -> None:
    rows, gone = history
    known = [row for row in rows if not row.field]
    before = [row for row in known if row.day <= on]
    then = {body: day for body, day in gone.items() if day <= on}
    assert Takeovers.of(known, gone).follow(start, on) == Takeovers.of(before, then).follow(start, on)
