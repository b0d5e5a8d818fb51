"""An act applied as one and undone as one within thirty days; a month whose day becomes known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.actions import (
    Move,
    apply_merger,
    end_organisation,
    record_succession,
    set_succession_day,
    undo_merger,
)
from lotrinh.apps.organisations.errors import AlreadyUndone, ChangedSince, NothingToApply, UndoTooLate
from lotrinh.apps.organisations.models import Merger, Organisation, Succession
from lotrinh.apps.organisations.queries import successions_of
from tests.factories.following import events_written
from tests.factories.story import AT, SYSTEM, make_agency

DAY = date(2026, 1, 1)
BASIS = "Nghị quyết số 12/NQ-HĐND"


def merge(*moves: Move) -> Merger:
    return apply_merger(
        by=SYSTEM,
        at=AT,
        province=moves[0].predecessor.province,
        title="Sắp xếp các sở",
        legal_basis=BASIS,
        moves=moves,
    )


def into(
    agencies: dict[str, Organisation], field: str = "", precision: str = "day", day: date = DAY
) -> Merger:
    return merge(Move(agencies["STC"], agencies["SCT"], day, BASIS, field, precision))


def rows_of(province: object) -> list[tuple[object, ...]]:
    found = Organisation.objects.filter(province=province).order_by("pk")
    return [(row.pk, row.name, row.valid_from, row.valid_to) for row in found]


def test_an_act_ends_the_predecessor_and_moves_its_work(agencies: dict[str, Organisation]) -> None:
    province = agencies["STC"].province_id
    with events_written(province, "apply_merger"):
        merger = into(agencies)
    old = Organisation.objects.get(pk=agencies["STC"].pk)
    assert (merger.number, old.valid_to) == ("SX-0001", date(2025, 12, 31))
    found = successions_of(province)
    assert [found.heirs(old, day).now for day in (DAY - timedelta(days=1), DAY)] == [old, agencies["SCT"]]
    chain = found.heirs(agencies["SKHDT"], DAY)
    assert [step.organisation for step in chain.trail] == [old, agencies["SCT"]]


def test_an_act_of_nothing_is_no_act(agencies: dict[str, Organisation]) -> None:
    with events_written(agencies["STC"].province_id), pytest.raises(NothingToApply):
        apply_merger(
            by=SYSTEM, at=AT, province=agencies["STC"].province, title="a", legal_basis="b", moves=[]
        )


def test_one_wrong_move_undoes_the_others(agencies: dict[str, Organisation]) -> None:
    good = Move(agencies["STC"], agencies["SCT"], DAY, BASIS)
    wrong = Move(agencies["VP"], agencies["VP"], DAY, BASIS)
    with events_written(agencies["STC"].province_id), pytest.raises(ActionRefused, match="chính mình"):
        merge(good, wrong)
    assert not Merger.objects.exists() and Organisation.objects.get(pk=agencies["STC"].pk).valid_to is None


@pytest.mark.parametrize("days", [0, 30])
def test_undoing_restores_everything_exactly(agencies: dict[str, Organisation], days: int) -> None:
    province = agencies["STC"].province_id
    before, who = rows_of(province), successions_of(province).heirs(agencies["SKHDT"], DAY).now
    merger = into(agencies)
    with events_written(province, "undo_merger"):
        undo_merger(by=SYSTEM, at=AT + timedelta(days=days), merger=merger, reason="ghi nhầm")
    assert rows_of(province) == before
    assert successions_of(province).heirs(agencies["SKHDT"], DAY).now == who == agencies["STC"]
    assert merger.successions.get().undone_at == AT + timedelta(days=days)
    event = Event.objects.get(action="undo_merger")
    assert event.reason == "ghi nhầm" and event.before
    assert event.before["successions"] == [f"{agencies['STC']} → {agencies['SCT']}, từ ngày 01/01/2026"]


def test_after_thirty_days_a_kind_sentence(agencies: dict[str, Organisation]) -> None:
    merger = into(agencies)
    with events_written(merger.province_id), pytest.raises(UndoTooLate, match="ghi một kế thừa mới"):
        undo_merger(by=SYSTEM, at=AT + timedelta(days=31), merger=merger, reason="muộn")
    assert successions_of(merger.province_id).heirs(agencies["STC"], DAY).now == agencies["SCT"]


def test_undone_once_and_never_again(agencies: dict[str, Organisation]) -> None:
    merger = into(agencies)
    undo_merger(by=SYSTEM, at=AT, merger=merger, reason="nhầm")
    with pytest.raises(AlreadyUndone):
        undo_merger(by=SYSTEM, at=AT, merger=merger, reason="nhầm")
    assert into(agencies).number == "SX-0002"


def test_what_was_changed_since_is_not_overwritten(agencies: dict[str, Organisation]) -> None:
    merger = into(agencies)
    old = Organisation.objects.get(pk=agencies["STC"].pk)
    last = date(2026, 2, 1)
    end_organisation(by=SYSTEM, at=AT, organisation=old, version=old.version, last=last, legal_basis="x")
    with pytest.raises(ChangedSince, match="lịch sử của cơ quan"):
        undo_merger(by=SYSTEM, at=AT, merger=merger, reason="nhầm")
    assert not Succession.objects.filter(undone_at__isnull=False).exists()


def test_a_split_ends_the_predecessor_with_its_last_part(agencies: dict[str, Organisation]) -> None:
    later = date(2026, 7, 1)
    merge(
        Move(agencies["STC"], agencies["SCT"], DAY, BASIS, "giá"),
        Move(agencies["STC"], agencies["VP"], later, BASIS, "ngân sách"),
    )
    old = Organisation.objects.get(pk=agencies["STC"].pk)
    assert old.valid_to == date(2026, 6, 30)
    heirs = successions_of(old.province_id).heirs(old, later)
    assert heirs.now is None and {step.field for step in heirs.choices} == {"giá", "ngân sách"}


def test_a_month_without_a_day_is_open_inside_and_settled_after(agencies: dict[str, Organisation]) -> None:
    merger = into(agencies, precision="month", day=date(2025, 12, 1))
    old = Organisation.objects.get(pk=agencies["STC"].pk)
    found = successions_of(merger.province_id)
    days = (date(2025, 11, 30), date(2025, 12, 1), date(2025, 12, 31), date(2026, 1, 1))
    heirs = [found.heirs(old, day) for day in days]
    assert [each.now for each in heirs] == [old, None, None, agencies["SCT"]]
    assert [each.keeper for each in heirs] == [old, old, old, agencies["SCT"]]
    assert heirs[1].unsettled[0].since_words == "trong tháng 12/2025, chưa rõ ngày"
    assert old.valid_to == date(2025, 12, 31)


def test_the_day_of_a_month_becomes_known(agencies: dict[str, Organisation]) -> None:
    merger = into(agencies, precision="month", day=date(2025, 12, 17))
    row = merger.successions.get()
    assert row.effective == date(2025, 12, 1)
    with pytest.raises(ActionRefused, match="trong tháng 12/2025"):
        set_succession_day(by=SYSTEM, at=AT, succession=row, day=date(2026, 1, 1), legal_basis="x")
    with events_written(merger.province_id, "set_succession_day"):
        set_succession_day(by=SYSTEM, at=AT, succession=row, day=date(2025, 12, 10), legal_basis="NQ 12")
    found = successions_of(merger.province_id)
    old = Organisation.objects.get(pk=agencies["STC"].pk)
    assert [found.heirs(old, date(2025, 12, day)).now for day in (9, 10)] == [old, agencies["SCT"]]
    assert old.valid_to == date(2025, 12, 9)
    undo_merger(by=SYSTEM, at=AT, merger=Merger.objects.get(pk=merger.pk), reason="nhầm")
    assert Organisation.objects.get(pk=old.pk).valid_to is None


def test_the_same_succession_is_recorded_once(agencies: dict[str, Organisation]) -> None:
    with pytest.raises(ActionRefused, match="đã được ghi"):
        record_succession(
            by=SYSTEM,
            at=AT,
            predecessor=agencies["SKHDT"],
            successor=agencies["STC"],
            effective=date(2025, 3, 1),
            legal_basis="x",
        )


def test_provinces_do_not_inherit_from_one_another(
    agencies: dict[str, Organisation], outsider: object
) -> None:
    other = Organisation.objects.exclude(province=agencies["SCT"].province_id)[0]
    with pytest.raises(ActionRefused, match="cùng một tỉnh"):
        merge(Move(agencies["STC"], other, DAY, BASIS))
    assert make_agency(agencies["SCT"].province, "Sở Mới").number == "CQ-0006"
