"""Organisations by Excel: checked first, all rows or none, parents before those below, back and forth unchanged."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.journal.queries import verify_chain
from lotrinh.apps.organisations.actions import import_organisations
from lotrinh.apps.organisations.listing import plan_organisations, rows_of
from lotrinh.apps.organisations.models import KINDS, LEVELS, Organisation, Province
from lotrinh.lexicon.lists import list_of
from lotrinh.reading.structure.list_rows import read_list
from lotrinh.values.sheet import ImportedList
from lotrinh.writing.list_sheet import list_to_xlsx
from tests.factories.sheets import book

KIND = list_of("organisations")
TITLES = tuple(column.title for column in KIND.columns)
ABOVE = (
    "UBND tỉnh Mẫu Mới",
    "UBND",
    "UB",
    "H45",
    "Ủy ban nhân dân",
    "tỉnh",
    None,
    "01/7/2025",
    None,
    None,
    None,
)
BELOW = (
    "Sở Y tế tỉnh Mẫu",
    "Sở Y tế",
    "SYT",
    "H45.12",
    "Sở, ban, ngành",
    "Tỉnh",
    ABOVE[0],
    "01/7/2025",
    None,
    "y tế; dân số",
    "Mẫu",
)


def put(row: tuple[Any, ...], title: str, value: Any) -> tuple[Any, ...]:
    return tuple(value if name == title else each for name, each in zip(TITLES, row, strict=True))


def read(*rows: tuple[Any, ...], titles: tuple[str, ...] = TITLES) -> ImportedList:
    return read_list(book([titles, *rows]), "co-quan.xlsx", KIND)


def plan(by: Office, found: ImportedList) -> tuple[list[Any], list[str]]:
    steps, faults = plan_organisations(found, by.province_id, timezone.localdate())
    return steps, [fault.sentence for fault in faults]


def take_over(by: Office, found: ImportedList) -> list[str]:
    steps, faults = plan(by, found)
    assert faults == []
    import_organisations(by=by, at=timezone.now(), province=by.province, steps=steps)
    return [step.planned.state for step in steps]


def test_the_words_of_the_list_are_those_of_the_register() -> None:
    for key, words in (("kind", KINDS), ("level", LEVELS)):
        assert dict(KIND.column(key).choices) == {code: str(word) for code, word in words.items()}


def test_those_above_come_first_wherever_they_stand(focal_office: Office) -> None:
    assert take_over(focal_office, read(BELOW, ABOVE)) == ["add", "add"]
    row = Organisation.objects.get(name=BELOW[0])
    assert (row.parent.name, row.code, row.identifier) == (ABOVE[0], "SYT", "H45.12")  # type: ignore[union-attr]
    assert (row.kind, row.level, row.number[:3]) == ("department", "province", "CQ-")
    assert take_over(focal_office, read(BELOW, ABOVE)) == ["same", "same"]
    assert Organisation.objects.filter(name=BELOW[0]).count() == 1


def test_corrections_are_shown_and_made(focal_office: Office) -> None:
    take_over(focal_office, read(ABOVE, BELOW))
    found = read(put(put(BELOW, "Ký hiệu", "SYTE"), "Cơ quan cấp trên", None))
    steps, _faults = plan(focal_office, found)
    assert [(c.title, c.before, c.after) for c in steps[0].planned.changes] == [
        ("Ký hiệu", "SYT", "SYTE"),
        ("Cơ quan cấp trên", ABOVE[0], ""),
    ]
    assert take_over(focal_office, found) == ["change"]
    row = Organisation.objects.get(name=BELOW[0])
    assert (row.code, row.parent) == ("SYTE", None)
    assert verify_chain(focal_office.province_id).fault is None


def test_field_of_work_and_territory(focal_office: Office) -> None:
    old = Province.objects.create(
        code="97", name="Mẫu Cũ", valid_to=date(2025, 6, 30), merged_into=focal_office.province
    )
    take_over(focal_office, read(ABOVE, BELOW))
    row = Organisation.objects.get(name=BELOW[0])
    assert (row.field_of_work, row.territory) == ("y tế; dân số", focal_office.province)
    moved = put(put(BELOW, "Địa bàn", "tỉnh Mẫu Cũ"), "Lĩnh vực", "y tế")
    steps, _faults = plan(focal_office, read(ABOVE, moved))
    assert [(each.title, each.before, each.after) for each in steps[1].planned.changes] == [
        ("Lĩnh vực", "y tế; dân số", "y tế"),
        ("Địa bàn", "tỉnh Mẫu", "tỉnh Mẫu Cũ"),
    ]
    assert take_over(focal_office, read(ABOVE, moved)) == ["same", "change"]
    row.refresh_from_db()
    assert (row.field_of_work, row.territory) == ("y tế", old)
    kept = TITLES[:9]
    assert take_over(focal_office, read(ABOVE[:9], moved[:9], titles=kept)) == ["same", "same"], (
        "an older file"
    )
    row.refresh_from_db()
    assert (row.field_of_work, row.territory) == ("y tế", old)


def test_a_column_that_is_not_there_changes_nothing(focal_office: Office) -> None:
    take_over(focal_office, read(ABOVE, BELOW))
    keep = [0, 4, 5]
    found = read(tuple(BELOW[i] for i in keep), titles=tuple(TITLES[i] for i in keep))
    assert take_over(focal_office, found) == ["same"]


@pytest.mark.parametrize(
    ("title", "value", "told"),
    [
        ("Cơ quan cấp trên", "UBND tỉnh Không Có", 'Dòng 3, cột "Cơ quan cấp trên": không có cơ quan nào'),
        ("Cơ quan cấp trên", "Sở Y tế tỉnh Mẫu", "không thể là chính cơ quan này"),
        ("Mã định danh", "H45..12", 'Dòng 3, cột "Mã định danh": "H45..12" không đúng'),
        ("Loại", "phòng", 'cột "Loại": "phòng" không có trong danh mục'),
        ("Đến hết ngày", "01/01/2020", "từ ngày bắt đầu trở đi"),
        ("Địa bàn", "tỉnh Không Có", 'Dòng 3, cột "Địa bàn": không có địa bàn nào là "tỉnh Không Có"'),
        ("Lĩnh vực", "x" * 501, 'cột "Lĩnh vực"'),
        ("Có từ ngày", "tháng 7", '"tháng 7" không phải ngày hợp lệ'),
    ],
)
def test_wrong_cells_are_named(focal_office: Office, title: str, value: str, told: str) -> None:
    count = Organisation.objects.count()
    _steps, faults = plan(focal_office, read(ABOVE, put(BELOW, title, value)))
    assert any(told in fault for fault in faults), faults
    assert Organisation.objects.count() == count


def test_two_rows_that_stand_above_each_other(focal_office: Office) -> None:
    _steps, faults = plan(focal_office, read(put(ABOVE, "Cơ quan cấp trên", BELOW[0]), BELOW))
    assert len(faults) == 2 and all("trực thuộc nó" in fault for fault in faults)


@pytest.mark.parametrize(("title", "value"), [("Tên gọi tắt", "Sở YT"), ("Đến hết ngày", "31/12/2026")])
def test_names_and_ends_need_a_day_and_a_document(focal_office: Office, title: str, value: str) -> None:
    take_over(focal_office, read(ABOVE, BELOW))
    _steps, faults = plan(focal_office, read(put(BELOW, title, value)))
    assert len(faults) == 1 and "hãy" in faults[0] and "trang của cơ quan" in faults[0]


def test_back_and_forth_changes_no_cell(focal_office: Office) -> None:
    take_over(focal_office, read(ABOVE, BELOW))
    today = timezone.localdate()
    told = rows_of(focal_office.province_id, today)
    found = read_list(list_to_xlsx(KIND, "", told, today), "a.xlsx", KIND)
    assert [dict(row.values) for row in found.rows] == told
    assert set(take_over(focal_office, found)) == {"same"}
    assert rows_of(focal_office.province_id, today) == told


@pytest.mark.parametrize("size", [100, pytest.param(1_000, marks=pytest.mark.prove)])
def test_queries_grow_with_the_rows_and_no_faster(
    focal_office: Office, size: int, record_property: Callable[[str, object], None]
) -> None:
    rows = [put(put(BELOW, "Tên cơ quan", f"Trung tâm {n}"), "Mã định danh", None) for n in range(size)]
    content = book([TITLES, ABOVE, *rows])
    asked: Counter[str] = Counter()

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked[sql.split()[0]] += 1
        return execute(sql, *rest)

    begun = time.process_time()
    with connection.execute_wrapper(count):
        take_over(focal_office, read_list(content, "a.xlsx", KIND))
    taken = time.process_time() - begun
    record_property(f"nạp {size} cơ quan", f"{taken:.1f} giây của bộ xử lý, {asked.total()} truy vấn")
    assert asked.total() < size * 25 + 60, asked
    assert taken < size * 0.1 + 10
