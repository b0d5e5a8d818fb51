"""Pages: words stay whole, tables keep their cells, menus go, and nothing is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.text_source import SourceText

SHARED = Path(__file__).parents[4] / "shared"


def read(body: str, head: str = "") -> SourceText:
    return open_source(
        f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html"
    )


def test_inline_tags_do_not_break_words() -> None:
    assert read("<p>Ch<b>ủ</b> tr<span>ì, ph</span>ối   hợp\n với</p>").text == "Chủ trì, phối hợp với"


def test_blocks_and_breaks_are_lines() -> None:
    assert read("<div>UBND TỈNH<br>MẪU</div><p>KẾ HOẠCH</p>").text == "UBND TỈNH\nMẪU\nKẾ HOẠCH"


def test_scripts_styles_and_menus_are_dropped() -> None:
    body = "<nav>Trang chủ</nav><script>alert('x')</script><style>p{}</style><p>Kế hoạch</p><button>Tải về</button>"
    assert read(body, "<title>Tiêu đề</title>").text == "Kế hoạch"


def test_a_page_that_marks_its_document_loses_its_frame() -> None:
    body = "<header>Cổng</header><main><p>Kế hoạch phát triển công nghiệp của tỉnh</p></main><footer>Bản quyền</footer>"
    assert read(body).text == "Kế hoạch phát triển công nghiệp của tỉnh"


def test_tables_have_cells_and_spans() -> None:
    source = read(
        "<table><tr><th rowspan=2>TT</th><th colspan=2>Chỉ tiêu</th></tr><tr><td>A</td><td>B</td></tr>"
        "<tr><td>1</td><td>45%</td><td><p>một</p><p>hai</p></td></tr></table><p>Sau bảng</p>"
    )
    (grid,) = source.grids
    cells = [[cell.of(source.text) if cell else None for cell in row] for row in grid.rows]
    assert cells == [["TT", "Chỉ tiêu", None], [None, "A", "B"], ["1", "45%", "một\nhai"]]
    assert source.text == "TT\tChỉ tiêu\t\n\tA\tB\n1\t45%\tmột\nhai\nSau bảng"


def test_lists_are_numbered_as_a_browser_prints_them() -> None:
    source = read("<ol start=3><li>ba<li>bốn<ol type=a><li>con</ol></ol><ul><li>chấm</ul>")
    assert source.text == "3. ba\n4. bốn\na. con\n• chấm"
    assert [block.list_label for block in source.blocks] == ["3.", "4.", "a.", "•"]


def test_looks_are_told() -> None:
    source = read(
        "<h2>I. MỤC TIÊU</h2><p align=center><b>KẾ HOẠCH</b></p><p style='text-align: center'>x <b>y</b></p>"
    )
    looks = [(block.heading_level, block.bold, block.centred) for block in source.blocks]
    assert looks == [(2, False, False), (None, True, True), (None, False, True)]


def test_hidden_words_are_left_out_and_told() -> None:
    source = read("<p>Kế hoạch</p><p style='display:none'>chữ ẩn</p><p hidden>nữa</p>")
    assert source.text == "Kế hoạch"
    assert "2 đoạn chữ ẩn" in source.warnings[0]


def test_a_hidden_secrecy_mark_is_found() -> None:
    with pytest.raises(Refused) as refused:
        read("<p>Kế hoạch</p><div hidden>TỐI MẬT</div>")
    assert refused.value.code == "secret"


@pytest.mark.parametrize("depth", [255, 2_000, 200_000])
@pytest.mark.parametrize("tag", ["div", "span", "b", "section"])
def test_depth_loses_nothing_in_silence(depth: int, tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * depth}Kế hoạch phát triển{f'</{tag}>' * depth}</body></html>"
    try:
        assert open_source(page.encode(), "a.html").text == "Kế hoạch phát triển"
    except Refused as refused:
        assert refused.code == "unsafe"
        assert depth == 200_000


def test_many_open_paragraphs_are_no_depth() -> None:
    page = "<html><body>" + "<p>Kế hoạch năm 2026\n" * 5_000
    assert open_source(page.encode(), "a.html").text.count("Kế hoạch") == 5_000


def test_tables_within_tables_end_somewhere() -> None:
    assert read("<table><tr><td>" * 20 + "Kế hoạch").text.strip() == "Kế hoạch"
    with pytest.raises(Refused, match="bảng lồng nhau"):
        read("<table><tr><td>" * 60 + "Kế hoạch")


def test_payloads_stay_words() -> None:
    source = read(
        "<p onclick=x>{{7*7}} {% debug %} &lt;script&gt;alert(1)&lt;/script&gt;</p><a href='javascript:x'>nối</a>"
    )
    assert source.text == "{{7*7}} {% debug %} <script>alert(1)</script>\nnối"


def test_a_page_saved_by_word_keeps_its_numbers_and_loses_no_word() -> None:
    conditions = (
        "<p><![if !supportLists]><span>1.<span>&nbsp;&nbsp;</span></span><![endif]>Mục tiêu<o:p></o:p></p>"
        * 30
    )
    source = read("<?xml:namespace prefix='o' ?>" + conditions)
    assert source.text.split("\n")[0] == "1.\u00a0\u00a0Mục tiêu"
    assert not source.warnings


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(Refused, match="không có chữ nào") as refused:
        read("<div><img src=x></div><script>document.write('x')</script>")
    assert refused.value.code == "empty"


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_a_law_portal_page_is_whole() -> None:
    page = SHARED / "corpus" / "html_qd_ttg_51_2025_ntm.html"
    source = open_source(page.read_bytes(), page.name)
    assert "Số: 51/2025/QĐ-TTg\tHà Nội, ngày 29 tháng 12 năm 2025" in source.text
    assert len(source.grids) == 3
    assert [warning[:22] for warning in source.warnings] == ["Đã bỏ khung của trang "]
