"""The board on a day: who has a task today, how it stands, what a week changed, what waits for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.actions import record_succession
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.tasks.actions import ask_extension, choose_responsible, decide_claim, decide_extension
from lotrinh.apps.tasks.models import TaskAgency
from lotrinh.apps.tasks.queries import Line, board_of, by_agency, by_directive, counts, week_of, work_of
from lotrinh.values.deadline import Deadline
from tests.factories.following import claim_done, draft_on, give_task, report_on
from tests.factories.story import AT, SYSTEM, make_agency, make_office

JUNE = date(2026, 6, 25)


def at(month: int, day: int, hour: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def line(by: Office, code: str, on: date = JUNE) -> Line:
    return next(line for line in board_of(by, on).lines if line.task.code == code)


def test_the_successor_has_the_task_and_the_printed_name_stays(
    plan: Directive, lead_office: Office, agencies: dict[str, Organisation]
) -> None:
    share = line(lead_office, "NV-0001").leads[0]
    assert (share.printed, share.then, share.now) == (
        "Sở Kế hoạch và Đầu tư tỉnh Mẫu",
        agencies["SKHDT"],
        agencies["STC"],
    )
    before = line(lead_office, "NV-0001", date(2025, 2, 28))
    assert before.leads[0].now == agencies["SKHDT"] and before.lead_names == "Sở Kế hoạch và Đầu tư tỉnh Mẫu"


@pytest.fixture
def split(plan: Directive, focal_office: Office, agencies: dict[str, Organisation]) -> str:
    """A task of an agency whose work went to two others; its code."""
    old = make_agency(plan.province, "Sở Thông tin và Truyền thông tỉnh Mẫu", valid_to=date(2025, 2, 28))
    for name, field in (
        ("Sở Khoa học và Công nghệ tỉnh Mẫu", "chuyển đổi số"),
        ("Sở Văn hóa tỉnh Mẫu", "báo chí"),
    ):
        heir = make_agency(plan.province, name)
        record_succession(
            by=SYSTEM,
            at=AT,
            predecessor=old,
            successor=heir,
            effective=date(2025, 3, 1),
            legal_basis="Nghị quyết số 18/NQ-HĐND",
            field=field,
        )
    return give_task(focal_office, plan, "Xây dựng nền tảng số", lead=[old.name]).code


def test_a_split_asks_and_the_choice_routes_the_task(split: str, focal_office: Office) -> None:
    open_line = line(focal_office, split)
    share = open_line.leads[0]
    assert share.now is None and [step.field for step in share.choices] == ["chuyển đổi số", "báo chí"]
    assert open_line.lead_names == "Sở Thông tin và Truyền thông tỉnh Mẫu"
    assert open_line.task.code in {each.task.code for each in work_of(focal_office, JUNE).to_assign}
    agency = TaskAgency.objects.get(task__code=split)
    choose_responsible(by=focal_office, at=AT, agency=agency, organisation=share.choices[0].organisation)
    assert line(focal_office, split).lead_names == "Sở Khoa học và Công nghệ tỉnh Mẫu"
    assert not work_of(focal_office, JUNE).to_assign


def test_a_past_day_is_judged_by_what_was_known_then(
    plan: Directive, lead_office: Office, focal_office: Office
) -> None:
    task = give_task(focal_office, plan, last=date(2026, 5, 29))
    claim = claim_done(lead_office, task, at(5, 20), on=date(2026, 5, 19))
    decide_claim(by=focal_office, at=at(6, 10), claim=claim, accept=True)
    assert [line(lead_office, task.code, date(2026, 6, day)).status.cls.value for day in (9, 10)] == [
        "open_late",
        "done_on_time",
    ]


def test_an_extension_counts_from_the_day_it_was_granted(
    plan: Directive, lead_office: Office, focal_office: Office
) -> None:
    task = give_task(focal_office, plan, last=date(2026, 5, 29))
    asked = ask_extension(
        by=lead_office,
        at=at(5, 20),
        task=task,
        organisation=lead_office.organisation,
        until=date(2026, 7, 31),
        reason="vướng",
    )
    decide_extension(by=focal_office, at=at(6, 3), extension=asked, grant=True)
    found = [line(lead_office, task.code, date(2026, *day)).status for day in ((5, 28), (6, 2), (6, 3))]
    assert [status.cls.value for status in found] == ["open_in_time", "open_late", "open_in_time"]
    assert found[2].due_day == date(2026, 7, 31)


def test_a_continuous_task_is_judged_by_its_reports(plan: Directive, lead_office: Office) -> None:
    code = "NV-0002"
    assert line(lead_office, code).status.cls.value == "open_late"
    report_on(lead_office, plan.tasks.get(code=code), at(6, 20))
    assert line(lead_office, code).status.cls.value == "open_in_time"
    assert line(lead_office, code, date(2026, 6, 19)).status.cls.value == "open_late"


def test_drafts_are_not_entries(plan: Directive, lead_office: Office) -> None:
    draft_on(lead_office, plan.tasks.get(code="NV-0001"))
    found = line(lead_office, "NV-0001")
    assert (len(found.entries), len(found.drafts), found.last_entry) == (0, 1, None)


def test_counts_and_roll_ups(
    plan: Directive, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    give_task(focal_office, plan, last=JUNE + timedelta(days=7))
    board = board_of(focal_office, JUNE)
    assert counts(board.lines) == {
        "open_late": 2,
        "open_in_time": 2,
        "done_on_time": 0,
        "done_late": 0,
        "not_assessable": 1,
        "due_soon": 2,
        "total": 5,
    }
    rows = {row.organisation: row for row in by_agency(board)}
    assert list(rows) == [agencies["STC"], agencies["SCT"]], "most overdue first"
    assert (rows[agencies["STC"]].counts["total"], rows[agencies["STC"]].inherited) == (3, 2)
    worst = rows[agencies["STC"]].worst
    assert worst and worst.task.code == "NV-0001"
    assert [(row.directive, row.counts["total"]) for row in by_directive(board)] == [(plan, 5)]


def test_a_task_that_two_lead_counts_with_each(plan: Directive, focal_office: Office) -> None:
    give_task(focal_office, plan, lead=["Sở Tài chính tỉnh Mẫu", "Văn phòng UBND tỉnh Mẫu"])
    found = {row.organisation.name: row.counts["total"] for row in by_agency(board_of(focal_office, JUNE))}
    assert found == {"Sở Tài chính tỉnh Mẫu": 3, "Văn phòng UBND tỉnh Mẫu": 1, "Sở Công Thương tỉnh Mẫu": 2}


def test_the_week_says_what_turned_late_what_was_done_and_who_reported(
    plan: Directive, lead_office: Office, focal_office: Office
) -> None:
    turned = give_task(focal_office, plan, "Trình đề án", last=date(2026, 6, 19))
    done = give_task(focal_office, plan, "Ban hành quy chế", last=date(2026, 12, 31))
    claim = claim_done(lead_office, done, at(6, 1))
    decide_claim(by=focal_office, at=at(6, 19), claim=claim, accept=True)
    report_on(lead_office, turned, at(6, 18, 10))
    report_on(lead_office, turned, at(6, 18, 18))  # 01:00 of the 19th in Vietnam
    week = week_of(focal_office, board_of(focal_office, JUNE))
    assert week.since == date(2026, 6, 18)
    assert [line.task.code for line in week.newly_late] == [turned.code]
    assert [line.task.code for line in week.newly_done] == [done.code]
    assert week.reported == 1


def test_my_work_is_by_urgency_and_each_task_stands_once(
    plan: Directive, lead_office: Office, focal_office: Office
) -> None:
    soon = give_task(focal_office, plan, last=date(2026, 6, 30))
    draft = draft_on(lead_office, soon)
    work = work_of(lead_office, JUNE)
    sections = (work.overdue, work.due_soon, work.running)
    assert [[each.task.code for each in section] for section in sections] == [
        ["NV-0001", "NV-0002"],
        [soon.code],
        [],
    ]
    assert [(each.task.code, entry) for each, entry in work.drafts_to_send] == [(soon.code, draft)]
    assert work.decisions == 1


def test_a_weekly_report_that_is_late_stands_with_the_late_ones_alone(
    plan: Directive, lead_office: Office, focal_office: Office
) -> None:
    weekly = Deadline("recurring", every="week", on=("5",), raw="thứ Sáu hằng tuần")
    task = give_task(focal_office, plan, deadline=weekly)
    work = work_of(lead_office, JUNE)
    (line,) = [each for each in work.overdue if each.task.pk == task.pk]
    assert "due_soon" in line.status.marks
    assert work.due_soon == ()


def test_what_waits_for_a_decision_waits_for_the_decider_only(
    plan: Directive, lead_office: Office, focal_office: Office, issuer_office: Office
) -> None:
    claim_done(lead_office, plan.tasks.get(code="NV-0001"))
    claim_done(focal_office, plan.tasks.get(code="NV-0003"))
    waiting = {
        by.organisation.short_name: [each.task.code for each in work_of(by, JUNE).claims_to_decide]
        for by in (lead_office, focal_office, issuer_office)
    }
    assert waiting == {"Sở Tài chính": [], "Sở Công Thương": ["NV-0001"], "Văn phòng UBND tỉnh": ["NV-0003"]}


def test_the_focal_agency_reports_where_a_group_or_nobody_known_leads(
    plan: Directive, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    group = give_task(focal_office, plan, lead=[agencies["HUYEN"].name])
    unknown = give_task(focal_office, plan, lead=["Ban Chỉ đạo tỉnh"])
    for task in (group, unknown):
        assert line(focal_office, task.code).standing.is_lead(focal_office)


def test_only_ones_own_province_and_only_what_is_in_force(plan: Directive, outsider: Office) -> None:
    assert board_of(outsider, JUNE).lines == ()
    inside = make_office(plan.focal)
    Directive.objects.filter(pk=plan.pk).update(state=Directive.State.REPLACED)
    assert board_of(inside, JUNE).lines == ()


def test_the_number_of_queries_is_that_of_the_tables(plan: Directive, focal_office: Office) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            board_of(focal_office, JUNE)
        return len(found)

    first = asked()
    for _ in range(6):
        report_on(focal_office, give_task(focal_office, plan, coordinating=["Sở Công Thương tỉnh Mẫu"]))
    assert asked() == first == 9
