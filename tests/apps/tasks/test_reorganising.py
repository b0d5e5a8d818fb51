"""Mergers with their tasks and people: every open task is kept, rights follow from the day, and all of it goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.db import transaction
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.organisations.actions import Move
from lotrinh.apps.organisations.errors import UndoTooLate
from lotrinh.apps.organisations.models import Merger, Organisation, Succession
from lotrinh.apps.organisations.queries import successions_of
from lotrinh.apps.reporting.actions import draw_up_periodic_report
from lotrinh.apps.tasks.actions import (
    carry_out_merger,
    choose_for_many,
    choose_responsible,
    take_back_merger,
)
from lotrinh.apps.tasks.models import Handover, TaskAgency
from lotrinh.apps.tasks.policy import can_report_progress
from lotrinh.apps.tasks.queries import (
    Line,
    board_of,
    fields_to_place,
    ledger_of,
    line_of,
    preview_of,
    queue_of,
)
from lotrinh.apps.tasks.queries.ledger import compare
from tests.factories.following import MIDYEAR, events_written, give_task
from tests.factories.story import make_agency, make_office

TODAY = date(2026, 6, 25)
DAY = date(2026, 6, 1)
BASIS = "Nghị quyết số 12/NQ-HĐND"


def carry_out(by: Office, *moves: Move, people: bool = False, at: datetime = MIDYEAR) -> Merger:
    return carry_out_merger(
        by=by, at=at, title="Sắp xếp các sở", legal_basis=BASIS, moves=moves, move_people=people
    )


def leads(by: Office, on: date = TODAY) -> dict[str, tuple[str | None, ...]]:
    """Code -> who leads it on a day; None where an officer has to choose."""
    return led(board_of(by, on).lines)


def led(lines: Iterable[Line]) -> dict[str, tuple[str | None, ...]]:
    return {
        line.task.code: tuple(share.now.name if share.now else None for share in line.leads) for line in lines
    }


@pytest.fixture
def two(plan: Directive, focal_office: Office) -> tuple[Organisation, Organisation]:
    """Two new departments to move work to."""
    return (
        make_agency(plan.province, "Sở Kinh tế tỉnh Mẫu", "Sở Kinh tế"),
        make_agency(plan.province, "Sở Ngân sách tỉnh Mẫu", "Sở Ngân sách"),
    )


def split(by: Office, old: Organisation, two: tuple[Organisation, Organisation]) -> Merger:
    return carry_out(
        by,
        Move(old, two[0], DAY, BASIS, "kinh tế"),
        Move(old, two[1], DAY, BASIS, "ngân sách"),
    )


def test_one_to_one_keeps_every_task(
    focal_office: Office, two: tuple[Organisation, Organisation], agencies: dict[str, Organisation]
) -> None:
    before = leads(focal_office)
    preview = preview_of(focal_office, TODAY, [Move(agencies["STC"], two[0], DAY, BASIS)])
    assert leads(focal_office) == before, "a preview changes nothing"
    with events_written(focal_office.province_id, "apply_merger"):
        merger = carry_out(focal_office, Move(agencies["STC"], two[0], DAY, BASIS))
    after = leads(focal_office)
    assert after == {
        code: tuple(two[0].name if name == "Sở Tài chính tỉnh Mẫu" else name for name in names)
        for code, names in before.items()
    }
    assert {row.task.code for row in preview.moved} == {
        code for code in before if before[code] != after[code]
    }
    assert preview.keeps_all and (merger.open_tasks, merger.queued_tasks) == (preview.before.total, 0)
    assert leads(focal_office, DAY - timedelta(days=1)) == before, "a past day stays as it was"


def test_one_to_many_goes_into_the_queue_and_is_placed_task_by_task(
    focal_office: Office,
    issuer_office: Office,
    two: tuple[Organisation, Organisation],
    agencies: dict[str, Organisation],
) -> None:
    moves = [Move(agencies["STC"], body, DAY, BASIS, body.name) for body in two]
    preview = preview_of(focal_office, TODAY, moves)
    merger = split(focal_office, agencies["STC"], two)
    lines = board_of(focal_office, TODAY).lines
    (group,) = queue_of(lines)
    waiting = {each.line.task.code for each in group.waiting}
    assert group.body == agencies["STC"] and waiting == {row.task.code for row in preview.queued}
    assert [step.field for step in group.choices] == ["kinh tế", "ngân sách"]
    ledger = ledger_of(lines)
    assert ledger.queued == merger.queued_tasks == len(waiting) > 1
    chosen = [(each.share.row, two[number % 2]) for number, each in enumerate(group.waiting)]
    with events_written(focal_office.province_id, *["choose_responsible"] * len(chosen)):
        choose_for_many(by=issuer_office, at=MIDYEAR, chosen=chosen, reason="Thông báo số 3")
    lines = board_of(focal_office, TODAY).lines
    assert (
        queue_of(lines) == () and ledger_of(lines).led == ledger_of(lines).total - ledger_of(lines).unmatched
    )
    made = Handover.objects.filter(agency=chosen[0][0]).get()
    assert (made.since, made.field, made.succession.field) == (DAY, "kinh tế", "kinh tế")  # type: ignore[union-attr]


def test_a_batch_is_all_or_nothing(
    focal_office: Office, two: tuple[Organisation, Organisation], agencies: dict[str, Organisation]
) -> None:
    split(focal_office, agencies["STC"], two)
    (group,) = queue_of(board_of(focal_office, TODAY).lines)
    good = group.waiting[0].share.row
    own = TaskAgency.objects.filter(organisation=agencies["SCT"], part="lead")[0]
    with (
        events_written(focal_office.province_id),
        pytest.raises(ActionRefused, match="đang do Sở Công Thương"),
    ):
        choose_for_many(
            by=focal_office, at=MIDYEAR, chosen=[(good, two[0]), (own, agencies["SCT"])], reason="x"
        )
    assert not Handover.objects.exists()


def test_taking_back_restores_responsibility_exactly(
    focal_office: Office, two: tuple[Organisation, Organisation], agencies: dict[str, Organisation]
) -> None:
    before = leads(focal_office)
    merger = split(focal_office, agencies["STC"], two)
    (group,) = queue_of(board_of(focal_office, TODAY).lines)
    choose_for_many(by=focal_office, at=MIDYEAR, chosen=[(group.waiting[0].share.row, two[0])], reason="x")
    with events_written(focal_office.province_id, "undo_merger"):
        take_back_merger(by=focal_office, at=MIDYEAR + timedelta(days=30), merger=merger, reason="nhầm")
    assert leads(focal_office) == before
    assert Handover.objects.get().undone_at is not None


def test_a_second_split_after_taking_back_does_not_see_the_old_choice(
    focal_office: Office, two: tuple[Organisation, Organisation], agencies: dict[str, Organisation]
) -> None:
    merger = split(focal_office, agencies["STC"], two)
    (group,) = queue_of(board_of(focal_office, TODAY).lines)
    chosen = [(each.share.row, two[0]) for each in group.waiting]
    choose_for_many(by=focal_office, at=MIDYEAR, chosen=chosen, reason="x")
    take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="nhầm")
    split(focal_office, Organisation.objects.get(pk=agencies["STC"].pk), two)
    (again,) = queue_of(board_of(focal_office, TODAY).lines)
    assert len(again.waiting) == len(chosen)


def test_after_thirty_days_nothing_is_taken_back(
    focal_office: Office, two: tuple[Organisation, Organisation], agencies: dict[str, Organisation]
) -> None:
    merger = carry_out(focal_office, Move(agencies["STC"], two[0], DAY, BASIS))
    after = leads(focal_office)
    with events_written(focal_office.province_id), pytest.raises(UndoTooLate):
        take_back_merger(by=focal_office, at=MIDYEAR + timedelta(days=31), merger=merger, reason="muộn")
    assert leads(focal_office) == after


def test_rights_follow_from_the_day_and_not_before(
    plan: Directive,
    focal_office: Office,
    lead_office: Office,
    two: tuple[Organisation, Organisation],
    agencies: dict[str, Organisation],
) -> None:
    new_office = make_office(two[0])
    task = give_task(focal_office, plan)
    carry_out(focal_office, Move(agencies["STC"], two[0], DAY, BASIS))
    on = {day: line_of(focal_office, day, task).standing for day in (DAY - timedelta(days=1), DAY)}
    may = [
        (can_report_progress(lead_office, each), can_report_progress(new_office, each))
        for each in on.values()
    ]
    assert may == [(True, False), (False, True)]


@pytest.mark.usefixtures("midyear")
def test_people_move_with_their_body_and_back(
    plan: Directive,
    focal_office: Office,
    lead_office: Office,
    two: tuple[Organisation, Organisation],
    agencies: dict[str, Organisation],
    client_for: Callable[[Office], Client],
) -> None:
    task = give_task(focal_office, plan)
    client = client_for(lead_office)
    report = f"/nhiem-vu/{task.code}/bao-cao/"
    assert client.get(report).status_code == 200
    events = ["apply_merger", "end_office", "give_office"]
    with events_written(focal_office.province_id, *events):
        merger = carry_out(focal_office, Move(agencies["STC"], two[0], TODAY, BASIS), people=True)
    page = client.get(report)
    assert page.status_code == 200 and two[0].name in page.content.decode()
    held = Office.objects.filter(user=lead_office.user).order_by("pk")
    assert [(office.organisation, office.valid_to) for office in held] == [
        (agencies["STC"], TODAY - timedelta(days=1)),
        (two[0], None),
    ]
    with events_written(focal_office.province_id, "undo_merger", "end_office", "change_office"):
        take_back_merger(by=focal_office, at=MIDYEAR, merger=merger, reason="nhầm")
    assert client.get(report).status_code == 200
    assert [office.organisation for office in held.all() if office.is_held_on(TODAY)] == [agencies["STC"]]


@pytest.mark.usefixtures("midyear")
def test_who_was_not_moved_loses_the_rights_on_the_next_request(
    plan: Directive,
    focal_office: Office,
    lead_office: Office,
    two: tuple[Organisation, Organisation],
    agencies: dict[str, Organisation],
    client_for: Callable[[Office], Client],
) -> None:
    task = give_task(focal_office, plan)
    client = client_for(lead_office)
    report = f"/nhiem-vu/{task.code}/bao-cao/"
    assert client.get(report).status_code == 200
    carry_out(focal_office, Move(agencies["STC"], two[0], TODAY, BASIS))
    assert client.get(report).status_code == 403


def test_a_field_given_away_is_placed_task_by_task_and_dates_from_the_act(
    plan: Directive, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    task = give_task(focal_office, plan)
    carry_out(focal_office, Move(agencies["STC"], agencies["SCT"], DAY, BASIS, "giá điện", ends=False))
    board = board_of(focal_office, TODAY)
    assert not queue_of(board.lines) and leads(focal_office)[task.code] == ("Sở Tài chính tỉnh Mẫu",)
    (group,) = fields_to_place(board.lines, board.successions, TODAY)
    assert task.code in {each.line.task.code for each in group.waiting}
    agency = task.agencies.get()
    choose_responsible(by=focal_office, at=MIDYEAR, agency=agency, organisation=agencies["SCT"], reason="x")
    assert leads(focal_office)[task.code] == ("Sở Công Thương tỉnh Mẫu",)
    assert leads(focal_office, DAY - timedelta(days=1))[task.code] == ("Sở Tài chính tỉnh Mẫu",)


def test_the_register_asks_for_a_choice_only_while_a_task_waits(
    plan: Directive,
    focal_office: Office,
    two: tuple[Organisation, Organisation],
    client_for: Callable[[Office], Client],
) -> None:
    old = make_agency(plan.province, "Sở Chia tỉnh Mẫu")
    task = give_task(focal_office, plan, "Việc chờ", lead=[old.name])
    carry_out(focal_office, *(Move(old, body, DAY, BASIS, f"lĩnh vực {body.name}") for body in two))
    client = client_for(focal_office)

    def told() -> tuple[bool, bool, bool]:
        pages = [
            client.get(path).content.decode() for path in ("/co-quan/?tat_ca=1", f"/co-quan/{old.number}/")
        ]
        file = client.get("/co-quan/?tat_ca=1&dang=csv").content.decode("utf-8-sig")
        asks = "cần chọn cơ quan kế thừa"
        return asks in pages[0], asks in pages[1], asks in file

    assert told() == (True, True, True)
    choose_responsible(
        by=focal_office, at=MIDYEAR, agency=task.agencies.get(), organisation=two[1], reason="theo đề án"
    )
    assert told() == (False, False, False)


def test_past_reports_carry_the_old_name(
    plan: Directive,
    focal_office: Office,
    two: tuple[Organisation, Organisation],
    agencies: dict[str, Organisation],
) -> None:
    report = draw_up_periodic_report(
        by=focal_office,
        at=MIDYEAR,
        directive=plan,
        label="Quý I năm 2026",
        period_from=date(2025, 12, 15),
        period_to=date(2026, 3, 14),
        cut_off=date(2026, 3, 14),
    )
    report.refresh_from_db()
    before = report.content
    assert "Sở Tài chính" in str(before)
    carry_out(focal_office, Move(agencies["STC"], two[0], DAY, BASIS))
    report.refresh_from_db()
    assert report.content == before


@pytest.mark.parametrize("seed", [1, 2, 48, pytest.param(range(10, 60), marks=pytest.mark.prove)])
def test_random_histories_lose_no_task(
    plan: Directive, focal_office: Office, seed: int | range, record_property: Callable[[str, object], None]
) -> None:
    """Merges, splits, fields, months, choices and undoing in any order; the ledger closes after each."""
    seeds = [seed] if isinstance(seed, int) else seed
    for each in seeds:
        # Taken back after each: the tasks of those before would be judged again at every step, the more the later.
        with transaction.atomic():
            _random_history(plan, focal_office, Random(each))
            transaction.set_rollback(True)
    record_property("chuỗi sắp xếp ngẫu nhiên không mất nhiệm vụ nào", f"{len(seeds)} trên {len(seeds)}")


def _random_history(plan: Directive, by: Office, chance: Random) -> None:
    names = "Sở A", "Sở B", "Sở C", "Sở D", "Sở E"
    bodies = [make_agency(plan.province, f"{name} {chance.random()}") for name in names]
    tasks = [give_task(by, plan, f"Việc {number}", lead=[chance.choice(bodies).name]) for number in range(8)]
    known = {task.code for task in tasks}
    applied: list[tuple[Merger, dict[str, tuple[str | None, ...]]]] = []
    lines = board_of(by, TODAY).lines
    for number in range(8):
        at = MIDYEAR + timedelta(hours=number)
        alive = [
            row for row in Organisation.objects.filter(pk__in=[b.pk for b in bodies]) if row.exists_on(TODAY)
        ]
        before = led(lines)
        if applied and chance.random() < 0.25:
            merger, then = applied.pop()
            take_back_merger(by=by, at=at, merger=merger, reason="nhầm")
            lines = board_of(by, TODAY).lines
            assert led(lines) == then, "taken back in reverse order, everything is as it was"
        elif len(alive) > 2:
            applied.append((carry_out(by, *_random_moves(alive, chance), at=at), before))
            lines = board_of(by, TODAY).lines
        waiting = [each for group in queue_of(lines) for each in group.waiting]
        if waiting and chance.random() < 0.5:
            each = chance.choice(waiting)
            choose_responsible(
                by=by, at=at, agency=each.share.row, organisation=chance.choice(each.choices).organisation
            )
            applied.clear()  # a choice changes who leads, so earlier pictures no longer hold
            lines = board_of(by, TODAY).lines
        _check(by, known, lines)


def _random_moves(alive: list[Organisation], chance: Random) -> list[Move]:
    old, *others = chance.sample(alive, 3)
    day = date(2026, chance.randint(1, 6), chance.choice([1, 1, 15]))
    kind = chance.choice(["one", "split", "field", "month"])
    if kind == "split":
        return [Move(old, other, day, BASIS, f"lĩnh vực {n}") for n, other in enumerate(others)]
    if kind == "field":
        return [Move(old, others[0], day, BASIS, f"lĩnh vực {chance.random()}", ends=False)]
    return [Move(old, others[0], day, BASIS, precision="month" if kind == "month" else "day")]


def _check(by: Office, known: set[str], board: Iterable[Line]) -> None:
    lines = [line for line in board if line.task.code in known]
    assert {line.task.code for line in lines} == known
    ledger = ledger_of(lines)
    assert ledger.unmatched == 0 and ledger.total == len(known)
    for line in lines:
        (share,) = line.leads
        assert (share.now is None) == share.is_open
        if share.now is not None:
            assert share.now.exists_on(TODAY), f"{line.task.code} lies with a body that is gone"
    assert successions_of(by.province_id).rows == tuple(
        Succession.objects.filter(province=by.province_id, undone_at__isnull=True).order_by("effective", "pk")
    )


def test_a_lost_task_is_noticed_though_the_number_is_right(focal_office: Office, plan: Directive) -> None:
    """One task missing and another one twice: what a wrong composition of successions could make."""
    lines = board_of(focal_office, DAY).lines
    assert compare(lines, lines).keeps_all
    wrong = compare(lines, (*lines[1:], lines[-1]))
    assert wrong.before.total == wrong.after.total and [task.pk for task in wrong.lost] == [lines[0].task.pk]
    assert not wrong.keeps_all
