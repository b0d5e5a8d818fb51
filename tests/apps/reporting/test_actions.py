"""Duties to report, and reports whose content stays what it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.reporting.actions import draw_up_periodic_report, set_duty, withdraw_duty
from lotrinh.apps.reporting.freezing import freeze, thaw
from lotrinh.apps.reporting.models import Report
from lotrinh.apps.reporting.queries import paper_of
from lotrinh.writing.inline import line_text
from lotrinh.writing.report import Paragraph, numbered
from tests.factories.following import claim_done, events_written, give_task, measure, report_on
from tests.factories.story import AT

JUNE = datetime(2026, 6, 20, 3, 0, tzinfo=UTC)


def draw_up(by: Office, plan: Directive, cut_off: date = date(2026, 6, 14)) -> Report:
    return draw_up_periodic_report(
        by=by,
        at=JUNE,
        directive=plan,
        label="6 tháng đầu năm 2026",
        period_from=date(2025, 12, 15),
        period_to=date(2026, 6, 14),
        cut_off=cut_off,
    )


def text_of(report: Report) -> str:
    """Every sentence of the body, as printed."""
    paper = paper_of(report)
    said = [
        line_text(block.line, paper.marks)
        for _level, _label, section in numbered(paper.sections)
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    return "\n".join(said)


@pytest.fixture
def reported(plan: Directive, lead_office: Office, focal_office: Office) -> Directive:
    """One entry with a figure and a difficulty, and one target with figures."""
    task = plan.tasks.get(code="NV-0001")
    report_on(
        lead_office,
        task,
        datetime(2026, 5, 4, 3, 0, tzinfo=UTC),
        result="Đã bố trí 12,5 tỷ đồng",
        figure=Decimal("12.5"),
        figure_unit="tỷ đồng",
        difficulty="Chưa thống nhất mức hỗ trợ",
        proposal="Đề nghị hướng dẫn mức hỗ trợ",
    )
    indicator = plan.targets.get(code="CT-0001").indicator
    for year, value in ((2023, "30.4"), (2024, "30.9"), (2025, "31.4")):
        measure(focal_office, indicator, value, year)
    return plan


def test_one_event_and_a_code(plan: Directive, focal_office: Office) -> None:
    with events_written(plan.province_id, "draw_up_report"):
        report = draw_up(focal_office, plan)
    assert (report.code, report.organisation, report.drawn_up_by) == (
        "BC-0001",
        focal_office.organisation,
        focal_office.label,
    )


def test_a_period_that_runs_backwards_is_refused(plan: Directive, focal_office: Office) -> None:
    with events_written(plan.province_id), pytest.raises(ActionRefused, match="đứng trước ngày đầu kỳ"):
        draw_up_periodic_report(
            by=focal_office,
            at=JUNE,
            directive=plan,
            label="Kỳ",
            period_from=date(2026, 6, 14),
            period_to=date(2026, 6, 1),
            cut_off=date(2026, 6, 1),
        )
    assert not Report.objects.exists()


def test_what_was_frozen_thaws_to_the_same(reported: Directive, focal_office: Office) -> None:
    report = draw_up(focal_office, reported)
    report.refresh_from_db()
    given = thaw(report.content)
    assert thaw(freeze(given)) == given
    assert freeze(given) == report.content
    assert (given.total.open_late, given.total.unassessed) == (2, 1) and given.targets[0].value == Decimal(
        "38.5"
    )


def test_later_facts_do_not_touch_a_report(
    reported: Directive, lead_office: Office, focal_office: Office
) -> None:
    report = draw_up(focal_office, reported)
    before, printed = report.content, text_of(report)
    report_on(lead_office, reported.tasks.get(code="NV-0001"), JUNE, result="Việc khác")
    measure(focal_office, reported.targets.get(code="CT-0001").indicator, "40", 2025)
    give_task(focal_office, reported)
    reported.title = "Tên khác"
    reported.save()
    report.refresh_from_db()
    assert report.content == before and text_of(report) == printed


def test_the_report_quotes_what_was_sent_in_the_period_and_names_its_source(
    reported: Directive, focal_office: Office
) -> None:
    report = draw_up(focal_office, reported)
    line = next(line for line in thaw(report.content).tasks if line.source.id == "NV-0001")
    assert line.result and line.result.text == "Đã bố trí 12,5 tỷ đồng"
    assert line.result.source.where == (
        "NV-0001, báo cáo tiến độ lần 1 của Sở Tài chính tỉnh Mẫu ngày 04/5/2026"
    )
    assert [quote.text for quote in line.reasons] == ["Chưa thống nhất mức hỗ trợ"]
    assert line.lead == ("Sở Tài chính tỉnh Mẫu",), "who has it on the cut-off day"
    text = text_of(report)
    assert "Chưa thống nhất mức hỗ trợ" in text and "Đề nghị hướng dẫn mức hỗ trợ" in text


def test_every_figure_has_its_source(reported: Directive, focal_office: Office) -> None:
    paper = paper_of(draw_up(focal_office, reported))
    codes = {source.id for source in paper.sources}
    assert set(paper.marks) <= codes and {"CT-0001", "CT-0001-sl", "NV-0001-1-kq"} <= codes
    assert all(source.sentence and source.where for source in paper.sources)


def test_what_was_sent_after_the_cut_off_is_not_in_it(
    plan: Directive, lead_office: Office, focal_office: Office
) -> None:
    report_on(lead_office, plan.tasks.get(code="NV-0001"), JUNE, result="Sau ngày chốt")
    claim_done(lead_office, plan.tasks.get(code="NV-0001"), JUNE)
    content = draw_up(focal_office, plan).content
    assert "Sau ngày chốt" not in str(content)
    assert thaw(content).total.done_late == 0


def test_the_yearly_day_of_the_duties_is_the_directives(plan: Directive, focal_office: Office) -> None:
    assert (plan.duties.count(), Directive.objects.get(pk=plan.pk).report_due) == (1, "12-10")
    due = {"kind": "recurring", "every": "year", "on": ["12-05"]}
    data = {"span": [0, 10], "who": ["Sở Công Thương"], "due": due, "frequency": "year"}
    with events_written(plan.province_id, "set_duty", "set_report_due"):
        set_duty(by=focal_office, at=AT, directive=Directive.objects.get(pk=plan.pk), data=data)
    assert Directive.objects.get(pk=plan.pk).report_due == "12-05"


def test_a_duty_is_taken_back_from_a_draft_only(plan: Directive, focal_office: Office) -> None:
    duty = plan.duties.select_related("directive").get()
    with events_written(plan.province_id), pytest.raises(ActionRefused, match="không rút lại được"):
        withdraw_duty(by=focal_office, at=AT, duty=duty)
    Directive.objects.filter(pk=plan.pk).update(state=Directive.State.DRAFT)
    duty = plan.duties.select_related("directive").get()
    with events_written(plan.province_id, "withdraw_duty", "set_report_due"):
        withdraw_duty(by=focal_office, at=AT, duty=duty)
    assert Directive.objects.get(pk=plan.pk).report_due == ""
