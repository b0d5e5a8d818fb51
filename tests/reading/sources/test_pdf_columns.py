"""Columns are read one after the other, also on a page with a ruled table, and a table goes on over pages row by row."""

from __future__ import annotations

from weasyprint import HTML

from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.pdf_columns import Word, lines_of, read_order, text_of
from lotrinh.reading.sources.text_source import SourceText

STYLE = (
    "<style>@page{size:A4;margin:2cm}body{font:10pt 'Liberation Serif'}.two{column-count:2;column-gap:1cm;text-align:justify}"
    ".pair{width:100%;table-layout:fixed}.pair td{vertical-align:top;text-align:center;padding:0 8pt}"
    ".ruled{border-collapse:collapse}.ruled td,.ruled th{border:1px solid;padding:3px}</style>"
)
LETTERHEAD = (
    "<table class=pair><col width='40%'><tr><td>UBND TỈNH MẪU<br>SỞ CÔNG THƯƠNG<br>Số: 45/KH-SCT</td>"
    "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>Mẫu, ngày 05 tháng 3 năm 2026</td></tr></table>"
)
CLOSING = (
    "<table class=pair><tr><td style='text-align:left'>Nơi nhận:<br>- Bộ Công Thương;<br>- Lưu: VT.</td>"
    "<td>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br><br>Nguyễn Văn A</td></tr></table>"
)
RULED = "<table class=ruled><tr><td>TT</td><td>Nhiệm vụ</td></tr><tr><td>1</td><td>Rà soát quỹ đất</td></tr></table>"


def printed(body: str) -> SourceText:
    return open_source(HTML(string=STYLE + body).write_pdf(), "a.pdf")


def articles(count: int) -> str:
    words = "giao Sở Công Thương chủ trì, phối hợp với các sở, ngành liên quan rà soát quy hoạch"
    return "".join(f"<p>Điều {n}. Ủy ban nhân dân tỉnh {words} số {n}.</p>" for n in range(1, count + 1))


def test_a_page_of_two_columns_is_read_column_by_column() -> None:
    for table in ("", RULED):
        text = " ".join(printed(f"{table}<div class=two>{articles(8)}</div>").text.split())
        places = [text.index(f"rà soát quy hoạch số {n}.") for n in range(1, 9)]
        assert places == sorted(places)


def test_both_sides_of_a_letterhead_and_of_a_closing_stay_whole() -> None:
    lines = printed(LETTERHEAD + RULED + CLOSING).text.split("\n")
    assert lines[:6] == [
        "UBND TỈNH MẪU", "SỞ CÔNG THƯƠNG", "Số: 45/KH-SCT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Mẫu, ngày 05 tháng 3 năm 2026",
    ]  # fmt: skip
    assert lines[-6:] == [
        "Nơi nhận:", "- Bộ Công Thương;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn A",
    ]  # fmt: skip


def test_a_table_over_pages_keeps_every_row_once_and_in_order() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>Rà soát quỹ đất của cụm công nghiệp số {n}</td></tr>" for n in range(1, 91)
    )
    source = printed(
        f"<p>Trước</p><table class=ruled><thead><tr><th>TT</th><th>Nhiệm vụ</th></tr></thead>{rows}</table>"
    )
    assert source.pages is not None and source.pages > 1
    cells = [row[0].of(source.text) for grid in source.grids for row in grid.rows if row[0] is not None]
    assert [cell for cell in cells if cell.isdigit()] == [str(n) for n in range(1, 91)]


def row(top: float, *words: tuple[str, float]) -> list[Word]:
    return [Word(text, left, left + 5 * len(text), top, top + 10) for text, left in words]


def test_labels_at_the_edge_are_no_column() -> None:
    words = [word for n in range(4) for word in row(12 * n, (f"{n}.", 50), ("Rà soát quy hoạch các cụm", 90))]
    assert next(text_of(line) for _, line in read_order(lines_of(words))) == "0. Rà soát quy hoạch các cụm"


def test_two_lines_set_far_apart_are_no_columns() -> None:
    left, right = ("Cộng hòa xã hội chủ nghĩa", 50), ("Độc lập - Tự do - Hạnh phúc", 300)
    words = [*row(0, left, right), *row(200, left, right)]
    assert len(list(read_order(lines_of(words)))) == 2
