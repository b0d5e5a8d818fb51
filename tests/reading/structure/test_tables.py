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


def test_cells_wrapped_over_lines_belong_to_one_row() -> None:
    text = "| TT | Việc | Chủ trì |\nHạn |\n|---|---|---|---|\n| 1 | Rà soát\nquy hoạch | Sở Xây dựng;\nSở Tài chính | Quý II |\n"
    assert cells(text) == [
        [["TT", "Việc", "Chủ trì", "Hạn"], ["1", "Rà soát quy hoạch", "Sở Xây dựng; Sở Tài chính", "Quý II"]]
    ]


def test_rows_without_outer_bars() -> None:
    text = "Danh mục\nTT | Việc | Hạn\n1 | Rà soát | Quý II\n2 | Lập đề án |\nHết."
    assert cells(text) == [[["TT", "Việc", "Hạn"], ["1", "Rà soát", "Quý II"], ["2", "Lập đề án", None]]]


def test_one_line_with_bars_is_no_table() -> None:
    assert cells("Trang chủ | Tin tức | Liên hệ\nVăn bản mới") == []


def spread(*rows: tuple[str, ...]) -> str:
    return "\n".join("|\n" + "\n|\n".join(row) + "\n|" for row in rows)


def test_a_title_over_all_columns_leaves_a_short_row() -> None:
    text = spread(
        ("TT", "Việc", "Chủ trì"), ("I. Hạ tầng",), ("1", "Mở đường", "Sở Xây dựng"), ("2", "Kéo điện", "")
    )
    (grid,) = find_grids(View.of(text))
    assert cells(text)[0][1:] == [
        ["I. Hạ tầng", None, None], ["1", "Mở đường", "Sở Xây dựng"], ["2", "Kéo điện", None],
    ]  # fmt: skip
    assert grid.left == {(1, 1), (1, 2)}


def test_a_second_row_of_headings_divides_one_of_the_first() -> None:
    text = spread(
        ("TT", "Việc", "Cơ quan thực hiện", "Hạn"), ("Chủ trì", "Phối hợp"),
        ("1", "Mở đường", "Sở Xây dựng", "Sở Tài chính", "Quý II"),
    )  # fmt: skip
    (grid,) = find_grids(View.of(text))
    assert cells(text) == [[
        ["TT", "Việc", "Cơ quan thực hiện", None, "Hạn"], [None, None, "Chủ trì", "Phối hợp", None],
        ["1", "Mở đường", "Sở Xây dựng", "Sở Tài chính", "Quý II"],
    ]]  # fmt: skip
    assert grid.left == {(0, 3)}
    assert grid.above == {(1, 0), (1, 1), (1, 4)}


def test_words_after_a_spread_table_end_it() -> None:
    text = (
        spread(("TT", "Việc", "Hạn"), ("1", "Mở đường", "Quý II"))
        + "\nPHỤ LỤC II\n"
        + spread(("TT", "Tên", "Hạn"), ("1", "Kéo điện", "Quý III"))
    )
    assert [len(grid) for grid in cells(text)] == [2, 2]
