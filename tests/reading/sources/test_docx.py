"""Word documents are read as they would be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import docx_body, open_source
from lotrinh.reading.sources.text_source import SourceText
from tests.factories.files import R, W, docx, paragraph

SHARED = Path(__file__).parents[4] / "shared"
NOTE = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("Nguồn: Cục Thống kê.")}</w:footnote></w:footnotes>'


def read(body: str, parts: dict[str, str] | None = None) -> SourceText:
    return open_source(docx(body, parts), "a.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"


def test_runs_do_not_break_words() -> None:
    body = f"<w:p>{run('Ch')}{run('ủ', '<w:b/>')}{run(' trì')}<w:r><w:tab/><w:t>xong</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>"
    assert read(body).text == "Chủ trì\txong\ndòng hai"


def test_changes_are_accepted_and_told() -> None:
    body = (
        f"<w:p>{run('Đạt ')}<w:del><w:r><w:delText>40%</w:delText></w:r></w:del><w:ins>{run('45%')}</w:ins></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Nối ')}</w:p><w:p>{run('liền')}</w:p>"
    )
    source = read(body)
    assert source.text == "Đạt 45%\nNối liền"
    assert "1 chỗ chèn và 1 chỗ xóa" in source.warnings[0]


def test_hidden_words_are_left_out_and_told() -> None:
    source = read(f"<w:p>{run('Kế hoạch')}{run(' bí ẩn', '<w:vanish/>')}</w:p>")
    assert source.text == "Kế hoạch"
    assert "“bí ẩn”" in source.warnings[0]


def test_field_codes_are_not_words_and_outside_ones_are_told() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "http://127.0.0.1/x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>đã lưu</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    source = read(field)
    assert source.text == "đã lưu"
    assert "trường lấy nội dung từ nơi khác" in source.warnings[0]


def test_tables_have_cells_and_merges() -> None:
    rows = (
        "<w:tr>"
        + cell("TT", '<w:vMerge w:val="restart"/>')
        + cell("Chỉ tiêu", '<w:gridSpan w:val="2"/>')
        + "</w:tr>"
        + "<w:tr>"
        + cell("", "<w:vMerge/>")
        + cell("A")
        + cell("B")
        + "</w:tr>"
    )
    source = read(paragraph("Trước") + f"<w:tbl>{rows}</w:tbl>" + paragraph("Sau"))
    (grid,) = source.grids
    cells = [[each.of(source.text) if each else None for each in row] for row in grid.rows]
    assert cells == [["TT", "Chỉ tiêu", None], [None, "A", "B"]]
    assert source.text == "Trước\nTT\tChỉ tiêu\t\n\tA\tB\nSau"


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('Trong hộp')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{run('Ngoài')}</w:p>"
    assert read(body).text == "Ngoài\nTrong hộp"


def test_notes_stand_at_the_end_under_their_number() -> None:
    body = (
        f'<w:p>{run("đạt 45%")}<w:r><w:footnoteReference w:id="2"/></w:r>{run(" năm 2026")}</w:p>'
        + paragraph("Cuối")
    )
    assert read(body, {"footnotes": NOTE}).text == "đạt 45%[1] năm 2026\nCuối\n[1] Nguồn: Cục Thống kê."


def test_the_header_of_page_one_is_read_other_headers_are_not() -> None:
    header = f"<w:hdr {W}>{paragraph('UBND TỈNH MẪU')}</w:hdr>"
    section = '<w:sectPr><w:headerReference w:type="{}" r:id="rheader"/><w:titlePg/></w:sectPr>'
    assert (
        read(paragraph("Kế hoạch") + section.format("first"), {"header": header}).text
        == "UBND TỈNH MẪU\nKế hoạch"
    )
    assert read(paragraph("Kế hoạch") + section.format("default"), {"header": header}).text == "Kế hoạch"


@pytest.mark.parametrize("kind", ["header", "footer", "comments", "footnotes"])
def test_a_mark_beside_the_text_is_found(kind: str) -> None:
    root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    part = f"<w:{root} {W} {R}>{paragraph('TỐI MẬT')}</w:{root}>"
    with pytest.raises(Refused) as refused:
        read(paragraph("Kế hoạch"), {kind: part})
    assert refused.value.code == "secret"


def test_a_mark_in_a_text_box_or_the_properties_is_found() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('M Ậ T')}</w:txbxContent></w:pict></w:r>{run('Kế hoạch')}</w:p>"
    with pytest.raises(Refused, match="độ mật"):
        read(box)
    core = '<p xmlns:dc="x"><dc:subject>MẬT</dc:subject></p>'
    with pytest.raises(Refused, match="độ mật"):
        open_source(docx(paragraph("Kế hoạch"), extra=[("docProps/core.xml", core)]), "a.docx")


def test_a_watermark_is_found() -> None:
    mark = '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="TỐI MẬT"/></v:shape></w:pict>'
    header = f"<w:hdr {W}><w:p><w:r>{mark}</w:r></w:p></w:hdr>"
    with pytest.raises(Refused, match="độ mật"):
        read(paragraph("Kế hoạch"), {"header": header})


def test_looks_come_from_styles_too() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    source = read(
        paragraph("I. MỤC TIÊU", '<w:pStyle w:val="B"/>') + paragraph("x", "", "<w:b/>"), {"styles": styles}
    )
    looks = [(block.heading_level, block.bold, block.centred) for block in source.blocks]
    assert looks == [(2, True, True), (None, True, False)]


def test_fonts_of_old_encodings_are_converted() -> None:
    old = '<w:rFonts w:ascii=".VnTime"/>'
    source = read(f"<w:p>{run('KÕ ho¹ch ph¸t triÓn c«ng', old)}{run(' nghiÖp', old)}</w:p>")
    assert source.text == "Kế hoạch phát triển công nghiệp"
    assert "TCVN3" in source.warnings[0]


def test_words_where_nobody_looks_are_not_lost_in_silence() -> None:
    with pytest.raises(Refused, match="Chỉ lấy được") as refused:
        read(
            paragraph("Kế hoạch")
            + "<w:la>"
            + paragraph("nội dung nằm ngoài mọi cấu trúc đã biết")
            + "</w:la>"
        )
    assert refused.value.code == "unreadable"


def test_an_endless_document_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_body, "MAX_PARAGRAPHS", 100)
    with pytest.raises(Refused, match="hơn 100 đoạn") as refused:
        read(paragraph("x") * 101)
    assert refused.value.code == "too_large"


def test_no_words_is_told() -> None:
    with pytest.raises(Refused) as refused:
        read("<w:p/>")
    assert refused.value.code == "empty"


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_a_letter_as_docx_and_as_pdf_has_the_same_words() -> None:
    corpus = SHARED / "corpus"
    word = open_source((corpus / "docx_ttr_binhthuan_2114.docx").read_bytes(), "a.docx").text
    print_ = open_source((corpus / "pdf_ttr_binhthuan_2114.pdf").read_bytes(), "a.pdf").text
    assert sorted(word.split()) == sorted(print_.split())
