"""The periodic report says what its input says, counts what it prints, and lists every source."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from lotrinh.writing.cells import cell_text
from lotrinh.writing.errors import CountsDisagree, SourcesConflict
from lotrinh.writing.inline import Figure, Quoted, Reference, line_text
from lotrinh.writing.periodic import periodic_report
from lotrinh.writing.periodic_input import UNASSIGNED, ClassCounts, Quote, count_classes
from lotrinh.writing.report import Paragraph, Report, Section, SourceRef, Table, numbered
from tests.writing.sample import FINANCE, INDUSTRY, sample_input, task


def section(report: Report, heading: str) -> Section:
    return next(part for _, _, part in numbered(report.sections) if part.heading == heading)


def words(report: Report, part: Section) -> str:
    return "\n".join(line_text(b.line, report.marks) for b in part.blocks if isinstance(b, Paragraph))


def everything(report: Report) -> str:
    """All the words of the report, cells too."""
    said = []
    for block in report.blocks():
        if isinstance(block, Paragraph):
            said.append(line_text(block.line, report.marks))
        else:
            said += [
                cell_text(cell, column, report.marks)
                for row in block.rows
                for column, cell in zip(block.columns, row, strict=True)
            ]
    return "\n".join(said)


def test_chapters_and_annexes_in_their_order() -> None:
    report = periodic_report(sample_input())
    assert [s.heading for s in report.sections] == [
        "Tình hình triển khai",
        "Kết quả thực hiện các mục tiêu, chỉ tiêu",
        "Kết quả thực hiện nhiệm vụ",
        "Khó khăn, vướng mắc, nguyên nhân",
        "Đề xuất, kiến nghị",
        "Nhiệm vụ thời gian tới",
    ]
    assert [annex.landscape for annex in report.annexes] == [True, True, False]
    assert (
        report.subject
        == "Kết quả thực hiện Kế hoạch số 88/KH-UBND ngày 09/3/2021 của Ủy ban nhân dân tỉnh Mẫu năm 2026"
    )


def test_counts_are_real_and_zero_classes_are_not_named() -> None:
    report = periodic_report(sample_input())
    said = words(report, section(report, "Tình hình chung"))
    assert "Trong tổng số 08 [2] nhiệm vụ: hoàn thành đúng hạn 02 nhiệm vụ (chiếm 25,0%)" in said
    only = (task("III.1.-1", "Một việc", INDUSTRY, "done_on_time", "2026"),)
    counts, total = count_classes(only)
    short = periodic_report(replace(sample_input(), tasks=only, counts=counts, total=total))
    assert "nhiệm vụ: hoàn thành đúng hạn 01 nhiệm vụ (chiếm 100,0%)." in words(
        short, section(short, "Tình hình chung")
    )


def test_counts_table_adds_up() -> None:
    report = periodic_report(sample_input())
    table = next(b for b in section(report, "Tình hình chung").blocks if isinstance(b, Table))
    *agencies, total = table.rows
    for column in range(2, 8):
        assert sum(int(str(row[column])) for row in agencies) == total[column]
    assert total[2:] == (8, 2, 1, 2, 2, 1)


def test_late_tasks_carry_reasons_or_say_that_none_was_given() -> None:
    report = periodic_report(sample_input())
    said = words(report, section(report, "Nhiệm vụ chưa hoàn thành, đã quá hạn"))
    assert "thời hạn: 31/10/2026 (xin gia hạn). Nguyên nhân: “Vướng đơn giá bồi thường" in said
    assert (
        f"Cơ quan chủ trì: {FINANCE}; thời hạn: 30/9/2026. Nguyên nhân: cơ quan chủ trì chưa báo cáo" in said
    )


def test_targets_that_need_attention_show_gap_and_pace() -> None:
    report = periodic_report(sample_input())
    said = words(report, section(report, "Kết quả thực hiện các mục tiêu, chỉ tiêu")).replace("\u00a0", " ")
    assert "Trong tổng số 04 [1] mục tiêu, chỉ tiêu: 01 đã đạt; 01 đúng lộ trình; 01 có nguy cơ;" in said
    assert re.search(
        r"GRDP: đạt 34,8% \[\d+\] \(năm 2025, ước\), mục tiêu 37,4% \[\d+\] đến năm 2030; còn thiếu 2,6 điểm %"
        r" \[\d+\]; mỗi năm cần thêm bình quân 0,52 điểm %",
        said,
    )
    assert "công nghệ cao" in said and "chưa có số liệu" in said


def test_next_period_lists_open_tasks_that_fall_due_in_it() -> None:
    report = periodic_report(sample_input())
    part = section(report, "Nhiệm vụ thời gian tới")
    table = next(b for b in part.blocks if isinstance(b, Table))
    assert [row[1] for row in table.rows] == ["Lập danh mục sản phẩm công nghiệp chủ lực"]
    assert "Tập trung hoàn thành 02 nhiệm vụ" in words(report, part)
    assert "Tiếp tục thực hiện 02 nhiệm vụ còn lại" in words(report, part)


def test_every_figure_and_quotation_has_its_row_in_the_last_annex() -> None:
    report = periodic_report(sample_input())
    table = next(b for b in report.annexes[-1].blocks if isinstance(b, Table))
    rows = {row[0]: row for row in table.rows}
    assert set(rows) == set(report.marks.values())
    for part in report.inlines():
        if isinstance(part, Figure):
            row = rows[report.marks[part.source]]
            assert part.text in str(row[1]).split("; ")
            assert str(row[2]).strip("“”") and row[3]
        elif isinstance(part, Quoted):
            assert "trích dẫn" in str(rows[report.marks[part.source]][1])


def test_annex_rows_carry_their_sources() -> None:
    report = periodic_report(sample_input())
    for annex in report.annexes[:2]:
        table = next(b for b in annex.blocks if isinstance(b, Table))
        assert table.columns[-1].title == "Nguồn"
        for row in table.rows:
            shown = {part.source for cell in row[:-1] for part in _parts(cell)}
            assert isinstance(row[-1], tuple)
            assert shown <= {part.source for part in row[-1] if isinstance(part, Reference)}


def _parts(cell: object) -> list[Figure | Quoted]:
    cells = cell if isinstance(cell, tuple) else (cell,)
    return [part for part in cells if isinstance(part, Figure | Quoted)]


def test_nothing_to_report_is_said_properly() -> None:
    empty = replace(
        sample_input(), targets=(), tasks=(), counts=(), total=ClassCounts(), documents=(), recommendations=()
    )
    said = everything(periodic_report(empty))
    for sentence in (
        "Chưa có mục tiêu, chỉ tiêu, nhiệm vụ nào của Kế hoạch số 88/KH-UBND được xác nhận để theo dõi.",
        "Không có văn bản triển khai được cập nhật trong kỳ.",
        "Không có mục tiêu, chỉ tiêu định lượng cần đánh giá trong kỳ.",
        "Không có nhiệm vụ nào cần tổng hợp trong kỳ.",
        "Không có khó khăn, vướng mắc được các cơ quan báo cáo trong kỳ.",
        "Không có đề xuất, kiến nghị.",
        "Không có nhiệm vụ đến hạn trong 6 tháng đầu năm 2027.",
    ):
        assert sentence in said
    assert not re.search(r"[{}]|None", said)


def test_shared_leads_count_once_in_the_total_and_are_explained() -> None:
    given = sample_input()
    shared = replace(given.tasks[0], lead=(FINANCE, INDUSTRY))
    tasks = (shared, *given.tasks[1:])
    counts, total = count_classes(tasks)
    assert (sum(row.counts.total for row in counts), total.total) == (9, 8)
    report = periodic_report(replace(given, tasks=tasks, counts=counts, total=total))
    assert "dòng tổng số tính mỗi nhiệm vụ một lần" in everything(report)


def test_counts_over_other_tasks_are_refused() -> None:
    given = sample_input()
    with pytest.raises(CountsDisagree, match="đếm lại theo danh mục nhiệm vụ là 2"):
        periodic_report(replace(given, total=replace(given.total, open_late=3)))
    with pytest.raises(CountsDisagree, match=INDUSTRY):
        periodic_report(replace(given, counts=given.counts[:1] + given.counts[2:]))
    moved = replace(given.counts[0], counts=ClassCounts(open_in_time=2))
    with pytest.raises(CountsDisagree, match=FINANCE):
        periodic_report(replace(given, counts=(moved, *given.counts[1:])))


def test_one_source_id_for_two_sentences_is_refused() -> None:
    given = sample_input()
    other = Quote("Khác", INDUSTRY, SourceRef(given.targets[0].source.id, "Câu khác.", "nơi khác"))
    with pytest.raises(SourcesConflict):
        periodic_report(replace(given, documents=(other,)))


def test_the_day_of_the_paper_dates_the_file() -> None:
    given = sample_input()
    assert periodic_report(given).as_of == given.cut_off
    dated = replace(given, letterhead=replace(given.letterhead, dated=date(2026, 12, 15)))
    assert periodic_report(dated).file_stem == "BC-SCT_2026-12-15"


def test_tasks_without_a_lead_stand_last_and_the_table_adds_up() -> None:
    given = sample_input()
    tasks = (replace(given.tasks[0], lead=()), *given.tasks[1:])
    counts, total = count_classes(tasks)
    assert counts[-1].agency == UNASSIGNED
    assert sum(row.counts.total for row in counts) == total.total == len(tasks)
    report = periodic_report(replace(given, tasks=tasks, counts=counts, total=total))
    cells = [
        cell_text(cell, column, report.marks)
        for table in report.tables()
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
    ]
    assert UNASSIGNED in cells
    assert UNASSIGNED.lower() in cells
