"""Payloads in a page or a Word document: what acts is dropped, what is printed stays as plain words, what is odd is told."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source
from tests.factories.files import docx, paragraph

WORDS = "Kế hoạch phát triển công nghiệp của tỉnh"
# What is put into a page behind WORDS, and the words of it that are printed.
IN_A_PAGE: dict[str, str] = {
    "<script>alert(1)</script>": "", "<script src=//x.invalid/a.js></script>": "", "<img src=x onerror=alert(1)>": "",
    "<svg onload=alert(1)></svg>": "", "<svg><script>alert(1)</script></svg>": "", "<a href='javascript:alert(1)'>nối</a>": "nối",
    "<body onload=alert(1)>": "", "<iframe src='javascript:alert(1)'></iframe>": "", "<iframe srcdoc='<script>x</script>'>y</iframe>": "",
    "<object data='data:text/html,x'>y</object>": "", "<embed src='x.swf'>": "", "<form action=//x.invalid><input name=q></form>": "",
    "<meta http-equiv=refresh content='0;url=//x.invalid'>": "", "<link rel=stylesheet href=//x.invalid>": "",
    "<style>@import '//x.invalid';p{background:url(//x.invalid)}</style>": "", "<p style='background:url(javascript:x)'>đoạn</p>": "đoạn",
    "<base href=//x.invalid>": "", "<math><mi xlink:href='javascript:x'>m</mi></math>": "m", "<video onerror=x><source></video>": "",
    "<audio src=x onerror=x></audio>": "", "<details open ontoggle=x>mở</details>": "mở", "<marquee onstart=x>chạy</marquee>": "chạy",
    "<template><b>ẩn</b></template>": "", "<noscript><img src=x></noscript>": "", "<!-- <b>lời chú</b> -->": "", "<![CDATA[x]]>": "",
    "{{7*7}}": "{{7*7}}", "{% debug %}": "{% debug %}", "${7*7}": "${7*7}", "&lt;script&gt;alert(1)&lt;/script&gt;": "<script>alert(1)</script>",
    "<p>=cmd|'/c calc'!A1</p>": "=cmd|'/c calc'!A1",
}  # fmt: skip


def field(code: str) -> str:
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>đã lưu</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


FIELDS = ['INCLUDETEXT "http://x.invalid/a"', 'INCLUDEPICTURE "//x.invalid/a"', 'DDEAUTO c:\\cmd.exe "/k calc"', "DDE x y",
          'IMPORT "http://x.invalid"', "LINK Excel.Sheet", "DATABASE \\d x"]  # fmt: skip
IN_A_LETTER: dict[str, tuple[str, str]] = {
    **{code: (field(code), "trường lấy nội dung từ nơi khác") for code in FIELDS},
    "chữ ẩn": (paragraph("ẩn kỹ", "", "<w:vanish/>"), "chữ ẩn"),
    "đã xóa": ("<w:p><w:del><w:r><w:delText>đã xóa</w:delText></w:r></w:del></w:p>", "theo dõi"),
}


def is_inert_page(payload: str) -> bool:
    source = open_source(f"<html><body><p>{WORDS}</p>{payload}</body></html>".encode(), "a.html")
    return " ".join(source.text.split()) == f"{WORDS} {IN_A_PAGE[payload]}".strip()


def is_inert_letter(kind: str) -> bool:
    body, said = IN_A_LETTER[kind]
    source = open_source(docx(paragraph(WORDS) + body), "a.docx")
    return source.text in (WORDS, f"{WORDS}\nđã lưu") and any(said in each for each in source.warnings)


@pytest.mark.parametrize("payload", IN_A_PAGE)
def test_a_payload_in_a_page_is_inert(payload: str) -> None:
    assert is_inert_page(payload)


@pytest.mark.parametrize("kind", IN_A_LETTER)
def test_a_payload_in_a_letter_is_inert_and_told(kind: str) -> None:
    assert is_inert_letter(kind)


@pytest.mark.prove
def test_forty_of_forty(record_property: Callable[[str, object], None]) -> None:
    inert = [*map(is_inert_page, IN_A_PAGE), *map(is_inert_letter, IN_A_LETTER)]
    record_property("chữ cài cắm vô hại sau khi đọc", f"{sum(inert)} trên {len(inert)}")
    assert all(inert)
    assert len(inert) >= 40


@pytest.mark.parametrize(
    "mark", ["<div hidden>TỐI MẬT</div>", "<p style='display:none'>MẬT</p>", "<nav>MẬT</nav>"]
)
def test_what_is_dropped_is_still_searched_for_a_mark(mark: str) -> None:
    with pytest.raises(Refused) as refused:
        open_source(f"<html><body><p>{WORDS}</p>{mark}</body></html>".encode(), "a.html")
    assert refused.value.code == "secret"
