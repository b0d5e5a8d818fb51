"""Lists out of workbooks: columns in any order, and thirty wrong files answered with row, column and cause."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lotrinh.lexicon.lists import list_of
from lotrinh.reading.structure.list_rows import read_list
from lotrinh.values.sheet import ImportedList
from tests.factories.sheets import OTHER, PERSON, TITLES, Wrong, book, formula, people, put, wrong_files

PEOPLE = list_of("people")
WRONG = wrong_files()


def read(content: bytes) -> ImportedList:
    return read_list(content, "nguoi-dung.xlsx", PEOPLE)


def test_there_are_thirty_of_them() -> None:
    assert len(WRONG) == len({wrong.what for wrong in WRONG}) == 30


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.what)
def test_each_is_answered_with_row_column_and_cause(wrong: Wrong) -> None:
    found = read(wrong.content)
    told = [(fault.row, fault.column) for fault in found.faults if wrong.cause in fault.cause]
    assert (wrong.row, wrong.column) in told, [fault.sentence for fault in found.faults]
    assert not any(fault.row not in (wrong.row, 0) for fault in found.faults)


def test_a_right_file_gives_every_value() -> None:
    found = read(people(PERSON, OTHER))
    assert found.faults == ()
    assert [row.number for row in found.rows] == [4, 5]
    assert found.rows[0].values == {
        "username": "cv.congthuong",
        "label": "Chuyên viên Sở Công Thương",
        "email": "cv.congthuong@tinhmau.example",
        "organisation": "Sở Công Thương tỉnh Mẫu",
        "title": "Chuyên viên",
        "roles": "officer",
        "valid_from": "28/02/2026",
        "valid_to": "30/6/2030",
        "kind": "held",
        "lender": "",
        "legal_basis": "",
    }
    assert found.rows[1].get("roles") == "head,officer"


def test_columns_may_stand_anywhere_under_other_names() -> None:
    order = [5, 0, 2, 3, 1]
    names = {0: "TÀI KHOẢN", 1: "Chức danh", 2: "E-mail (*)", 3: "Đơn vị công tác", 5: "Vai trò:"}
    content = book(
        [
            ("PHỤ LỤC",),
            ("STT", *(names[index] for index in order), "Ghi chú"),
            ("1", *(PERSON[index] for index in order), "không có gì"),
        ]
    )
    found = read(content)
    assert found.faults == ()
    assert found.rows[0].get("username") == PERSON[0]
    assert found.rows[0].get("organisation") == PERSON[3]
    assert found.ignored == ("STT", "Ghi chú")


def test_a_formula_counts_by_its_last_result() -> None:
    found = read(formula(people(PERSON, OTHER), "D5", "D4", "Sở Công Thương tỉnh Mẫu"))
    assert found.faults == ()
    assert found.rows[1].get("organisation") == "Sở Công Thương tỉnh Mẫu"


@pytest.mark.parametrize("value", ["+ Sở", "- Sở", "=", "@Sở", "'Sở", 'Sở; (một) "hai" & <ba>'])
def test_signs_that_open_a_formula_stay_text(value: str) -> None:
    def as_text(sheet: Any) -> None:
        sheet["E4"].value = value
        sheet["E4"].data_type = "s"

    assert read(people(PERSON, change=as_text)).rows[0].get("title") == value


def test_painted_cells_far_away_do_no_harm() -> None:
    def paint(sheet: Any) -> None:
        sheet["XFD4"].number_format = "0.00"
        sheet["A1048576"].number_format = "0.00"

    assert len(read(people(PERSON, change=paint)).rows) == 1


def test_the_heading_may_take_two_rows() -> None:
    content = book(
        [TITLES, [None] * len(TITLES), PERSON],
        change=lambda sheet: [sheet.merge_cells(f"{letter}1:{letter}2") for letter in "ABCDEFGH"],
    )
    found = read(content)
    assert (found.faults, len(found.rows)) == ((), 1)


def test_days_of_the_other_calendar_of_excel() -> None:
    content = people(put(PERSON, "Từ ngày", date(2026, 2, 28)))
    assert read(content).rows[0].get("valid_from") == "28/02/2026"
