"""Walks an HTML tree without recursion and turns it into paragraphs and tables: inline tags never break a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lotrinh.reading.sources.docx_numbering import counted
from lotrinh.reading.sources.html_rules import BLOCKS, CHROME, CHROME_OUTSIDE_MAIN, TABLE_PARTS, UNPRINTED
from lotrinh.reading.sources.html_tables import TableFrame
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.text_builder import Paragraph, Table

MAX_NESTED_TABLES = 50
_WHITE = re.compile(r"[ \t\r\n\f]+")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LIST_SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _ListFrame:
    shape: str | None
    count: int


@dataclass(slots=True)
class Walker:
    """`parts` after `walk`; letters kept, letters dropped on purpose, and the passages hidden or around the document."""

    main: Any = None
    parts: list[Paragraph | Table] = field(default_factory=list)
    kept: int = 0
    dropped: int = 0
    framed: int = 0
    hidden: list[str] = field(default_factory=list)
    frame: list[str] = field(default_factory=list)
    _tables: list[TableFrame] = field(default_factory=list)
    _lists: list[_ListFrame] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _label: str | None = None
    _bold: int = 0
    _bold_letters: int = 0
    _letters: int = 0
    _centred: int = 0
    _heading: int | None = None
    _pre: int = 0
    _unprinted: int = 0
    _chrome: int = 0
    _hidden: int = 0
    _in_main: int = 0

    def walk(self, root: Any) -> None:
        for node, entering in _steps(root):
            if node.tag == "-text":
                self._text(node.text_content or "")
            elif node.is_element_node:
                self._element(node, 1 if entering else -1)
        self._flush()

    def _element(self, node: Any, step: int) -> None:
        tag = node.tag
        if self.main is not None and node.mem_id == self.main.mem_id:
            self._in_main += step
        attributes = node.attributes
        style = (attributes.get("style") or "") if attributes else ""
        self._unprinted += step * (tag in UNPRINTED)
        self._chrome += step * (
            tag in CHROME or (tag in CHROME_OUTSIDE_MAIN and not self._in_main and self.main is not None)
        )
        self._hidden += step * ("hidden" in attributes or bool(_HIDDEN.search(style)))
        self._bold += step * (tag in ("b", "strong", "th"))
        self._pre += step * (tag == "pre")
        if tag == "br" and step > 0:
            self._words.append("\n")
        if tag in BLOCKS or tag in TABLE_PARTS or tag == "table":
            self._flush()
            self._centred += step * (
                tag == "center" or attributes.get("align") == "center" or bool(_CENTRED.search(style))
            )
            self._block(tag, attributes, step)

    def _block(self, tag: str, attributes: dict[str, str | None], step: int) -> None:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = int(tag[1]) if step > 0 else None
        elif tag in ("ol", "ul"):
            self._list(tag, attributes, step)
        elif tag == "li":
            self._label = self._next_label(attributes) if step > 0 else None
        elif tag == "table":
            self._table(step)
        elif self._tables and tag == "tr" and step > 0:
            self._tables[-1].begin_row()
        elif self._tables and tag in ("td", "th"):
            self._cell(attributes, step)

    def _list(self, tag: str, attributes: dict[str, str | None], step: int) -> None:
        if step < 0:
            if self._lists:
                self._lists.pop()
        elif tag == "ul":
            self._lists.append(_ListFrame(None, 0))
        else:
            shape = _LIST_SHAPES.get(attributes.get("type") or "", "decimal")
            self._lists.append(_ListFrame(shape, _number(attributes.get("start"), 1) - 1))

    def _next_label(self, attributes: dict[str, str | None]) -> str | None:
        if not self._lists or self._lists[-1].shape is None:
            return "•"
        frame = self._lists[-1]
        frame.count = _number(attributes.get("value"), frame.count + 1)
        return f"{counted(frame.count, frame.shape or 'decimal')}."

    def _table(self, step: int) -> None:
        if step > 0:
            if len(self._tables) >= MAX_NESTED_TABLES:
                raise refusal("nested", depth=f"hơn {MAX_NESTED_TABLES} bảng lồng nhau")
            self._tables.append(TableFrame())
            return
        table = self._tables.pop().table()
        if table.rows:
            self._target().append(table)

    def _cell(self, attributes: dict[str, str | None], step: int) -> None:
        if step > 0:
            self._tables[-1].begin_cell(
                _number(attributes.get("colspan"), 1), _number(attributes.get("rowspan"), 1)
            )
        else:
            self._tables[-1].end_cell()

    def _target(self) -> list[Paragraph | Table]:
        """Where the next part goes: the open cell, of an outer table if the inner one has none open, or the page."""
        for frame in reversed(self._tables):
            if frame.content is not None:
                return frame.content
        return self.parts

    def _text(self, text: str) -> None:
        letters = sum(map(str.isalnum, text))
        in_document = self.main is None or self._in_main
        if self._unprinted:
            return
        if self._hidden or self._chrome or not in_document:
            self._drop(text, letters)
            return
        self.kept += letters
        self._letters += letters
        self._bold_letters += letters if self._bold else 0
        self._words.append(text if self._pre else _WHITE.sub(" ", text))

    def _drop(self, text: str, letters: int) -> None:
        self.dropped += letters
        if self._hidden and letters:
            self.hidden.append(text.strip())
        elif letters:
            self.framed += letters
            self.frame.append(text.strip())

    def _flush(self) -> None:
        text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", "".join(self._words))).strip()
        self._words.clear()
        if text:
            bold = self._bold_letters == self._letters if self._letters else None
            centred = self._centred > 0
            self._target().append(Paragraph(text, self._label, bold, centred, self._heading))
            self._label = None
        self._letters = self._bold_letters = 0


def _steps(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every node on the way in and every node with children on the way out."""
    node, top = root, root.mem_id
    while True:
        yield node, True
        child = node.first_child
        if child is not None:
            node = child
            continue
        while True:
            if node.is_element_node:
                yield node, False
            if node.mem_id == top:
                return
            following = node.next
            if following is not None:
                node = following
                break
            node = node.parent


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text.strip()) else otherwise
