"""Provisions as sections, articles, paragraphs, points: each with its number, heading, text and eId."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from lotrinh.lexicon.akoma import Level, level_of
from lotrinh.values.reading import Provision
from lotrinh.writing.akoma.branches import Branch, branches_in
from lotrinh.writing.akoma.names import put
from lotrinh.writing.akoma.running import Running
from lotrinh.writing.akoma.tables import write_table

_TEXT = Level("hcontainer", "text")
_WORD = re.compile(r"[^\W_]")
_TAIL = re.compile(r"[\s*.:]*")
_SKIPPED = " \n\t\u00a0\u202f\u2007\r\f\v*"


@dataclass(frozen=True, slots=True)
class Body:
    """Writes stretches of a text as provisions; `prefix` opens every eId, as within an attachment."""

    running: Running
    provisions: tuple[Provision, ...]
    prefix: str = ""

    def write(self, parent: etree._Element, start: int, end: int, *, blocks: bool) -> None:
        """All of [start, end); `blocks` tells that the parent takes paragraphs beside provisions."""
        branches = branches_in(self.provisions, self.running.tables, start, end)
        self._write_parts(parent, self.prefix, branches, start, end, blocks=blocks)
        if not len(parent):
            if blocks:
                put(parent, "p")
            else:
                self._write_text(parent, self.prefix, end, end)

    def _write_parts(
        self,
        parent: etree._Element,
        prefix: str,
        branches: Iterable[Branch],
        start: int,
        end: int,
        *,
        blocks: bool,
    ) -> None:
        at = start
        for branch in branches:
            if self._has_words(at, branch.start):
                self._write_between(parent, prefix, at, branch.start, blocks=blocks)
                at = branch.start
            self._write_branch(
                parent, prefix, branch, at if self._has_ink(at, branch.start) else branch.start
            )
            at = branch.end
        if self._has_ink(at, end):
            self._write_between(parent, prefix, at, end, blocks=blocks)

    def _write_between(
        self, parent: etree._Element, prefix: str, start: int, end: int, *, blocks: bool
    ) -> None:
        if blocks:
            write_blocks(self.running, parent, prefix, start, end)
        else:
            self._write_text(parent, prefix, start, end)

    def _write_text(self, parent: etree._Element, prefix: str, start: int, end: int) -> None:
        """Running text among provisions, where the schema wants an element around it."""
        eid = self.running.places.counted(prefix, _TEXT.tag, _TEXT.name)
        self.running.places.enter(eid, start, end)
        holder = put(parent, _TEXT.tag, eId=eid, name=_TEXT.name)
        write_blocks(self.running, put(holder, "content", eId=f"{eid}__content"), eid, start, end)

    def _write_branch(self, parent: etree._Element, prefix: str, branch: Branch, start: int) -> None:
        """One provision; `start` may lie before its label where only signs of bold type stand between."""
        provision = branch.provision
        level = level_of(provision.label)
        eid = self.running.places.numbered(prefix, level.tag, provision.label, level.name)
        self.running.places.enter(eid, start, branch.end)
        element = put(parent, level.tag, eId=eid, name=level.name)
        at = self._write_title(element, eid, branch, start)
        if not branch.children:
            write_blocks(self.running, put(element, "content", eId=f"{eid}__content"), eid, at, branch.end)
            return
        first, last = branch.children[0], branch.children[-1]
        if self._has_words(at, first.start):
            write_blocks(self.running, put(element, "intro", eId=f"{eid}__intro"), eid, at, first.start)
            at = first.start
        self._write_parts(element, eid, branch.children, at, last.end, blocks=False)
        if self._has_ink(last.end, branch.end):
            write_blocks(
                self.running, put(element, "wrapUp", eId=f"{eid}__wrapup"), eid, last.end, branch.end
            )

    def _write_title(self, element: etree._Element, eid: str, branch: Branch, start: int) -> int:
        """Number and heading; returns where the text goes on."""
        text, provision = self.running.text, branch.provision
        stop = branch.children[0].start if branch.children else branch.end
        after = end_of_words(text, provision.own.start, stop, provision.label)
        if after is None:
            return start
        after = _over(text, after, stop)
        self._write_line(put(element, "num", eId=f"{eid}__num"), start, after)
        end = end_of_words(text, after, stop, provision.heading) if provision.heading else None
        if end is None:
            return after
        end = _over(text, end, stop)
        self._write_line(put(element, "heading", eId=f"{eid}__heading"), after, end)
        return end

    def _write_line(self, element: etree._Element, start: int, end: int) -> None:
        """[start, end) without the white space at its end."""
        self.running.write(element, start, start + len(self.running.text[start:end].rstrip()))

    def _has_words(self, start: int, end: int) -> bool:
        return _WORD.search(self.running.text, start, end) is not None

    def _has_ink(self, start: int, end: int) -> bool:
        return bool(self.running.text[start:end].strip())


def end_of_words(text: str, start: int, stop: int, words: str) -> int | None:
    """Where `words` end that stand at `start`, white space and signs of bold type left aside; None where they do not.

    >>> end_of_words("**1.\\nMục đích** Tập trung", 0, 24, "1. Mục đích")
    13
    >>> end_of_words("2. Yêu cầu", 0, 10, "1.") is None
    True
    """
    at = start
    for sign in words:
        if sign in _SKIPPED:
            continue
        while at < stop and text[at] in _SKIPPED:
            at += 1
        if at >= stop or text[at] != sign:
            return None
        at += 1
    return at


def _over(text: str, at: int, stop: int) -> int:
    """Over signs of bold type and the stops that close a label or a heading, never into the words after them."""
    found = _TAIL.match(text, at, stop)
    return found.end() if found else at


def write_blocks(running: Running, parent: etree._Element, prefix: str, start: int, end: int) -> None:
    """Paragraphs and tables of [start, end)."""
    at = start
    for table in running.tables_in(start, end):
        for paragraph in running.paragraphs(at, table.span.start):
            running.write_paragraph(parent, prefix, paragraph)
        write_table(running, parent, prefix, table)
        at = table.span.end
    for paragraph in running.paragraphs(at, end):
        running.write_paragraph(parent, prefix, paragraph)
