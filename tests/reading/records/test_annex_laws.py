"""Laws of tables of any shape: reading never raises, every record stands in a cell, marked merges lose nothing."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Known
from lotrinh.values.record import Result, Target, Task
from tests.factories.tables import ABOVE, LEFT, drawn

HEADINGS = [
    "TT", "Nhiệm vụ", "Chỉ tiêu", "Cơ quan chủ trì", "Phối hợp", "Thời hạn", "Năm 2026", "Mục tiêu", "Kế hoạch", "Thực hiện",
    "Đơn vị", "Kết quả", "Ghi chú", "So cùng kỳ (%)", "",
]  # fmt: skip
CELLS = [
    "", "-", "1", "I", "1.1", "x", "Đạt", "45", "≥ 70%", "3/5", "1.112 tỷ đồng", "Sở Công Thương; Sở Nội vụ", "Quý II/2026", "31/02",
    "T13/2026", "Trong đó: Tôm", "HẠ TẦNG", "Rà soát quy hoạch cụm công nghiệp", "(1)", "12/2026", "Chủ trì: Sở Y tế", LEFT, ABOVE,
]  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 6))
    header = draw(st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width))
    cells = st.lists(st.sampled_from(CELLS), min_size=width, max_size=width)
    rows = [header, *draw(st.lists(cells, min_size=1, max_size=6))]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            bent = (cell == LEFT and not column) or (cell == ABOVE and not at)
            crossed = cell == LEFT and column and row[column - 1] in (LEFT, ABOVE)
            if bent or crossed or (cell == ABOVE and at and rows[at - 1][column] in (LEFT, ABOVE)):
                row[column] = ""
    return rows


@given(rows=tables(), form=st.sampled_from(["bars", "html"]))
@settings(max_examples=60, deadline=None)
@example(
    rows=[["TT", "TT", "Cơ quan chủ trì", "Nhiệm vụ", "TT"], ["", "", "-", ABOVE, ""]], form="html"
)  # a heading that reaches down beside a row is no work
def test_a_table_of_any_shape_is_read(rows: list[list[str]], form: str) -> None:
    data, name = drawn(form, ["PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ NĂM 2026"], [rows])
    reading = read(data, name, Known(province="tỉnh Mẫu"))
    cells = [cell for table in reading.tables for row in table.rows for cell in row if cell is not None]
    records: list[Target | Result | Task] = [
        *reading.targets,
        *reading.results,
        *(t for t in reading.tasks if "|" in (t.provision or "")),
    ]
    assert all(any(cell.covers(record.span) for cell in cells) for record in records)
    assert all(each.span.of(reading.text) for each in reading.unread)
    covered = reading.coverage
    assert covered.captured <= covered.imperative
    assert covered.captured_numeric <= covered.numeric
