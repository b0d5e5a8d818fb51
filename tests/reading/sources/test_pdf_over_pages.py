"""What a page break cuts in two is one again: tables, rows, and paragraphs told by the white space between lines."""

from __future__ import annotations

from weasyprint import HTML

from lotrinh.reading.pipeline import read
from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.pdf_over_pages import joined_over_pages
from lotrinh.reading.sources.pdf_spacing import Place, least_drop, lines_apart
from lotrinh.reading.sources.text_builder import Cell, Paragraph, Table
from lotrinh.reading.structure.document import read_structure
from lotrinh.reading.structure.view import View

_STYLE = (
    "<style>@page{size:A4;margin:20mm}body{font-size:13pt;line-height:1.2}"
    "td{border:1px solid black;padding:3px}table{border-collapse:collapse;width:100%}.new{break-before:page}"
    "p{margin:0 0 6pt;text-indent:1cm}</style>"
)
HEADING = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
TASKS = [
    (f"{n}", f"Xây dựng phương án phát triển cụm công nghiệp số {n}", "Sở Công Thương", "Quý II/2026")
    for n in range(1, 7)
]


def row(cells: tuple[str, ...], style: str = "") -> str:
    return f'<tr class="{style}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def printed(*tables: str) -> bytes:
    """The tables one after the other; those behind the first begin a page."""
    body = '<div class="new"></div>'.join(f"<table>{table}</table>" for table in tables)
    return HTML(string=f"{_STYLE}<h3>PHỤ LỤC: PHÂN CÔNG NHIỆM VỤ</h3>{body}").write_pdf()


def texts(data: bytes) -> list[list[list[str | None]]]:
    source = open_source(data, "a.pdf")
    return [
        [[cell.of(source.text) if cell else None for cell in each] for each in grid.rows]
        for grid in source.grids
    ]


def test_a_table_over_pages_is_one_table() -> None:
    rows = [*map(row, TASKS)]
    data = printed(row(HEADING) + "".join(rows[:2]), "".join(rows[2:4]), "".join(rows[4:]))
    (table,) = texts(data)
    assert table == [[*HEADING], *map(list, TASKS)]
    tasks = read(data, "a.pdf").tasks
    assert [(task.lead, task.deadline.raw) for task in tasks] == [(("Sở Công Thương",), "Quý II/2026")] * 6


def test_headings_printed_again_on_each_page_stand_once() -> None:
    rows = [*map(row, TASKS)]
    (table,) = texts(printed(row(HEADING) + "".join(rows[:3]), row(HEADING) + "".join(rows[3:])))
    assert table == [[*HEADING], *map(list, TASKS)]


def test_headings_alone_at_the_foot_of_a_page_belong_to_the_table_below() -> None:
    (table,) = texts(printed(row(HEADING), "".join(map(row, TASKS))))
    assert table == [[*HEADING], *map(list, TASKS)]


def test_a_row_that_the_page_broke_is_one_row() -> None:
    torn = ("", "tại các xã miền núi", "", "")
    (table,) = texts(printed(row(HEADING) + row(TASKS[0]), row(torn) + row(TASKS[1])))
    assert table == [[*HEADING], [TASKS[0][0], f"{TASKS[0][1]}\n{torn[1]}", *TASKS[0][2:]], [*TASKS[1]]]


def test_a_row_without_a_number_that_begins_a_sentence_is_a_row_of_its_own() -> None:
    section = ("", "Nhóm nhiệm vụ về hạ tầng", "", "")
    (table,) = texts(printed(row(HEADING) + row(TASKS[0]), row(section) + row(TASKS[1])))
    assert [each[1] for each in table] == ["Nhiệm vụ", TASKS[0][1], section[1], TASKS[1][1]]


def test_tables_of_other_columns_or_with_words_between_stay_apart() -> None:
    cell = lambda text: Cell((Paragraph(text),))  # noqa: E731
    narrow = Table(((cell("a"), cell("b")),))
    wide = Table(((cell("a"), cell("b"), cell("c")),))
    assert joined_over_pages([[narrow], [wide]]) == [narrow, wide]
    words = Paragraph("Ghi chú")
    assert joined_over_pages([[narrow, words], [narrow]]) == [narrow, words, narrow]
    assert joined_over_pages([[narrow], [], [narrow]]) == [Table(narrow.rows * 2)]


def test_a_day_broken_in_a_narrow_column_is_whole() -> None:
    narrow = '<td style="width:14mm">18/10/20<br>25</td>'
    line = f"<tr><td>1</td><td>Rà soát quỹ đất</td><td>Sở Xây dựng</td>{narrow}</tr>"
    (table,) = texts(printed(row(HEADING) + line))
    assert table[1][3] == "18/10/2025"


def paragraphs_of(data: bytes) -> list[str]:
    source = open_source(data, "a.pdf")
    outline = read_structure(View.of(source.text), source).outline
    return [" ".join(passage.span.of(source.text).split()) for passage in outline.passages]


def test_white_space_between_lines_begins_a_paragraph() -> None:
    """Neither ends with a full stop, and both begin with a capital: nothing else tells them apart."""
    first = "Ban Quản lý khu công nghiệp theo dõi tiến độ của các chủ đầu tư hạ tầng và đôn đốc việc thực hiện cam kết"
    second = "Nguồn vốn được bố trí trong dự toán hằng năm của các cơ quan theo phân cấp của Luật Ngân sách nhà nước"
    body = ("I. TỔ CHỨC THỰC HIỆN", *(f"{first}, {first}", f"{second}, {second}") * 3)
    printed_body = _STYLE + "".join(f"<p>{text}</p>" for text in body)
    assert len(paragraphs_of(HTML(string=printed_body).write_pdf())) == 6


def test_white_space_counts_on_a_page_with_a_table_too() -> None:
    table = f"<table>{row(HEADING)}{row(TASKS[0])}</table>"
    first = (
        "Nguồn vốn được bố trí trong dự toán hằng năm của các cơ quan theo phân cấp ngân sách của địa phương"
    )
    body = ("I. TỔ CHỨC THỰC HIỆN", *(first,) * 4)
    printed_body = _STYLE + "".join(f"<p>{text}</p>" for text in body) + table
    assert len(paragraphs_of(HTML(string=printed_body).write_pdf())) == 4


def apart(pages: list[list[Place]]) -> list[frozenset[int]]:
    return lines_apart(pages, least_drop(pages))


def test_wider_lines_of_one_page_are_no_paragraphs() -> None:
    close = [Place(85, 540, 800 - 16 * line) for line in range(30)]
    wide = [Place(85, 540, 800 - 24 * line) for line in range(20)]
    assert apart([close, wide]) == [frozenset(), frozenset()]
    assert apart([[*close, Place(85, 540, 800 - 16 * 30 - 8)]]) == [frozenset({30})]


def test_a_short_line_at_the_foot_of_a_page_ends_its_paragraph() -> None:
    full = [Place(85, 540, 800 - 16 * line) for line in range(10)]
    short = [*full[:-1], Place(85, 300, full[-1].base)]
    assert apart([full, full]) == [frozenset(), frozenset()]
    assert apart([short, full]) == [frozenset(), frozenset({0})]
