"""Tables drawn with bars."""

from __future__ import annotations

from lotrinh.reading.structure.tables import find_grids
from lotrinh.reading.structure.view import View, rejoined


def cells(text: str) -> list[list[list[str | None]]]:
    grids = find_grids(View.of(text))
    return [[[rejoined(c.of(text)) if c else None for c in row] for row in grid.rows] for grid in grids]


def test_bars_alone_on_their_lines() -> None:
    text = "|\n**TT**\n|\n**Chỉ tiêu**\n|\n**Chủ trì**\n|\n|\n|\n**I. Kinh\ntế số**\n|\n|\n|\n1\n|\nKinh tế số chiếm 45%\n|\nSở Tài chính\n|\n"
    assert cells(text) == [
        [
            ["TT", "Chỉ tiêu", "Chủ trì"],
            [None, "I. Kinh tế số", None],
            ["1", "Kinh tế số chiếm 45%", "Sở Tài chính"],
        ]
    ]


def test_rows_of_unequal_length_are_squared() -> None:
    assert cells("| TT | Việc | Hạn |\n| --- | --- | --- |\n| 1 | Rà soát |") == [
        [["TT", "Việc", "Hạn"], ["1", "Rà soát", None]]
    ]


def test_frame_of_a_head_is_no_table() -> None:
    assert (
        cells(
            "|\nỦY BAN NHÂN DÂN\n|\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\n|\n|\nSố: 1/KH-UBND\n|\nMẫu, ngày 1 tháng 2 năm 2026\n|\n"
        )
        == []
    )
