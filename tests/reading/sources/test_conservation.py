"""What a page or a Word document shows is in the text once, or a warning tells what was left out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import count

from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.text_source import SourceText
from tests.factories.files import R, W, docx
from tests.factories.sizes import two_sizes

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
Record = Callable[[str, object], None]


class Printer:
    """Makes words no other place has, so that each can be looked for: `shown` must be read, `aside` told."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.shown: list[str] = []
        self.left_out: list[str] = []
        self.unprinted: list[str] = []
        self._number = count(1)

    def word(self) -> str:
        return f"nhiệm{next(self._number)}vụ"

    def one_of(self, *makers: Callable[[int], str], depth: int) -> str:
        return self.chance.choice(makers)(depth - 1)

    def several(self, maker: Callable[[int], str], depth: int, most: int = 3) -> str:
        return "".join(maker(depth) for _ in range(self.chance.randint(1, most)))


class Page(Printer):
    """Random HTML in the ways of law portals: words cut by tags, tables in tables, menus around."""

    def text(self, depth: int = 0) -> str:
        word = self.word()
        self.shown.append(word)
        at = self.chance.randrange(1, len(word))
        tag = self.chance.choice(["b", "i", "span", "a", "font", "o:p", "sup", "u"])
        cut = f"{word[:at]}<{tag} class=x>{word[at:]}</{tag}>"
        spelled = "".join(f"&#{ord(char)};" for char in word)
        return self.chance.choice([word, cut, spelled, f"<!-- lời chú -->{word}", f"{word}&nbsp;"]) + " "

    def block(self, depth: int) -> str:
        if depth <= 0:
            return f"<p>{self.text()}"
        return self.one_of(
            self.text, self.boxed, self.table, self.list, self.menu, self.hidden, self.script, depth=depth
        )

    def boxed(self, depth: int) -> str:
        tag = self.chance.choice(["div", "p", "section", "center", "h2", "blockquote", "pre", "li", "td"])
        return f"<{tag}>{self.several(self.block, depth)}</{tag}>"

    def table(self, depth: int) -> str:
        cells = "".join(
            f"<td colspan={self.chance.randint(1, 3)} rowspan={self.chance.randint(1, 3)}>{self.several(self.block, depth)}"
            for _ in range(self.chance.randint(1, 3))
        )
        return f"<table><caption>{self.text()}</caption><tr><th>{self.text()}<tr>{cells}</table>"

    def list(self, depth: int) -> str:
        return f"<ol><li>{self.several(self.block, depth)}<li>{self.text()}</ol>"

    def menu(self, depth: int) -> str:
        word = self.word()
        self.left_out.append(word)
        return f"<nav>{word}</nav>"

    def hidden(self, depth: int) -> str:
        word = self.word()
        self.left_out.append(word)
        return f"<div style='display: none'>{word}</div>"

    def script(self, depth: int) -> str:
        self.unprinted.append(word := self.word())
        return f"<script>var {word} = '<p>'</script>"


class Letter(Printer):
    """Random WordprocessingML: words cut by runs, changes, fields, content controls, boxes, merged cells."""

    def run(self, text: str, properties: str = "") -> str:
        return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    def words(self, depth: int = 0) -> str:
        word = self.word()
        self.shown.append(word)
        at = self.chance.randrange(1, len(word))
        halves = self.run(word[:at]) + self.run(word[at:], "<w:b/>")
        wrapped = self.chance.choice(
            [
                halves,
                f"<w:ins>{halves}</w:ins>",
                f'<w:hyperlink r:id="r9">{halves}</w:hyperlink>',
                f"<w:sdt><w:sdtContent>{halves}</w:sdtContent></w:sdt>",
                f"<w:smartTag>{halves}</w:smartTag>",
                f'<w:fldSimple w:instr="PAGE">{halves}</w:fldSimple>',
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{halves}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
                f"<mc:AlternateContent {MC}><mc:Choice>{halves}</mc:Choice><mc:Fallback>{halves}</mc:Fallback></mc:AlternateContent>",
            ]
        )
        return f"{wrapped}<w:r><w:tab/></w:r>"

    def removed(self, depth: int = 0) -> str:
        self.unprinted.append(word := self.word())
        return f"<w:del><w:r><w:delText>{word}</w:delText></w:r></w:del>"

    def vanished(self, depth: int = 0) -> str:
        self.left_out.append(word := self.word())
        return self.run(word, "<w:vanish/>")

    def box(self, depth: int) -> str:
        content = f"<w:txbxContent>{self.several(self.block, depth, 2)}</w:txbxContent>"
        return (
            f"<w:r><mc:AlternateContent {MC}><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    def paragraph(self, depth: int) -> str:
        makers = [self.words, self.words, self.removed, self.vanished] + ([self.box] if depth > 0 else [])
        joined = self.chance.choice(["", "", "<w:rPr><w:del/></w:rPr>"])
        pieces = "".join(self.chance.choice(makers)(depth - 1) for _ in range(self.chance.randint(1, 3)))
        return f"<w:p><w:pPr>{joined}</w:pPr>{pieces}</w:p>"

    def block(self, depth: int) -> str:
        if depth <= 0:
            return self.paragraph(0)
        return self.one_of(self.paragraph, self.paragraph, self.table, self.wrapped, depth=depth)

    def table(self, depth: int) -> str:
        merges = ["", '<w:gridSpan w:val="2"/>', "<w:vMerge/>", '<w:vMerge w:val="restart"/>', "<w:hMerge/>"]
        rows = "".join(
            "<w:tr>" + "".join(
                f"<w:tc><w:tcPr>{self.chance.choice(merges)}</w:tcPr>{self.several(self.block, depth, 2)}</w:tc>"
                for _ in range(self.chance.randint(1, 3))
            ) + "</w:tr>"
            for _ in range(self.chance.randint(1, 3))
        )  # fmt: skip
        return f"<w:tbl>{rows}</w:tbl>"

    def wrapped(self, depth: int) -> str:
        inner = self.several(self.block, depth)
        return self.chance.choice(
            [
                f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
                f"<mc:AlternateContent {MC}><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>",
            ]
        )


def faults(printer: Printer, source: SourceText) -> Iterator[str]:
    """Words that are missing, doubled, or in the text though nobody sees them on paper."""
    for word in printer.shown:
        if source.text.count(word) != 1:
            yield f"{word}: {source.text.count(word)} lần"
    yield from (word for word in (*printer.left_out, *printer.unprinted) if word in source.text)
    if printer.left_out and not source.warnings:
        yield "bỏ mà không báo"


@two_sizes(60, 2_000)
def test_a_page_loses_and_doubles_nothing(size: int, record_property: Record) -> None:
    whole = 0
    for seed in range(size):
        page = Page(seed)
        body = page.text() + page.several(page.block, 5, 6)
        source = open_source(
            f"<html><head><title>x</title></head><body>{body}</body></html>".encode(), "a.html"
        )
        assert list(faults(page, source)) == [], body
        whole += 1
    record_property("trang HTML đủ chữ", f"{whole} trên {size}")


@two_sizes(60, 2_000)
def test_a_word_document_loses_and_doubles_nothing(size: int, record_property: Record) -> None:
    whole = 0
    for seed in range(size):
        letter = Letter(seed)
        body = letter.paragraph(0) + letter.several(letter.block, 4, 6) + f"<w:p>{letter.words()}</w:p>"
        source = open_source(docx(body), "a.docx")
        assert list(faults(letter, source)) == [], body
        whole += 1
    record_property("tệp DOCX đủ chữ", f"{whole} trên {size}")


def test_words_in_the_margins_and_in_diagrams_are_told() -> None:
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    parts = {
        "header": f"<w:hdr {W} {R}><w:p><w:r><w:t>Dự thảo lần 2</w:t></w:r></w:p></w:hdr>",
        "diagramData": f"<x {drawing}><a:t>Ban chỉ đạo</a:t></x>",
    }
    source = open_source(docx(f"<w:p>{Letter(0).run('Kế hoạch')}</w:p>", parts), "a.docx")
    assert source.text == "Kế hoạch"
    assert [("Dự thảo lần 2" in each, "Ban chỉ đạo" in each) for each in source.warnings] == [
        (True, False),
        (False, True),
    ]


def test_two_articles_of_a_page_are_both_read() -> None:
    page = f"<main><article>{'Kế hoạch phát triển ' * 20}</article></main>"
    annex = f"<article>{'Phụ lục danh mục ' * 8}</article>"
    assert "Phụ lục" in open_source(f"<html><body>{page[6:-7]}{annex}</body></html>".encode(), "a.html").text
