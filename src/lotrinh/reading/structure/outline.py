"""Paragraphs arranged as a tree of provisions, and the same paragraphs as passages that know where they hang.

Guarantee to the next stage: passages stand in text order, each with the trail of its headings from the outermost in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lotrinh.lexicon.sections import SectionKind, section_kind
from lotrinh.reading.structure.lines import Paragraph
from lotrinh.reading.structure.markers import BULLETS, RANKS, Marker, MarkerKind, path_part
from lotrinh.reading.structure.sentences import split_sentences
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.frozen import frozen
from lotrinh.values.reading import Provision
from lotrinh.values.span import Span

_LONGEST_HEADING = 320
_LONGEST_NAME_BEFORE_COLON = 130
_SENTENCE_STOP = re.compile(r"[.…!?;]$|[.!?] +[^\W\d_]")
# "Giao Sở X chủ trì, phối hợp với các Sở: Tài chính, ...": the colon opens a list inside a sentence.
_RUNS_ON = re.compile(
    r"phoi +hop +voi(?!\w)|(?<!\w)(?:cac +(?:so|bo|nganh|ban|phong|tinh|thanh +pho|xa|phuong|dac +khu|cuc|vu|truong)|nhu|gom|bao +gom|trong +do|cu +the)(?: +sau)? *$"
)
_CLOSING_CLAUSE = re.compile(
    r"(?:tren day la|(?:ke hoach|quyet dinh|chi thi|cong dien|nghi quyet|chuong trinh|thong bao) +nay +(?:thay the|co hieu luc)"
    r"|van phong .{0,40}? (?:tran trong )?thong bao|yeu cau cac .{0,200}?/\.$)"
)

_LONGEST_LOOSE_HEADING = 120
_LONGEST_TELLING = 160
_OUTERMOST = RANKS["roman"]
# After a look back the order: "Chính phủ yêu cầu các Bộ trưởng ... thực hiện các nhiệm vụ sau:".
_ORDERS_BELOW = re.compile(
    r"(?<!\w)(?:yeu +cau|giao)(?!\w)(?! +(?:duc|thong)(?!\w))|(?:nhiem +vu|giai +phap)[^.;]{0,60}? sau *(?:day *)?:"
)
_ORDERS_BODIES = re.compile(
    r"(?<!\w)(?:yeu +cau|giao) +(?:cac|so|ban|bo|ubnd|uy +ban|thu +truong|giam +doc|chu +tich|nguoi +dung +dau|cong +an)(?!\w)"
)
_BEFORE_ORDERS = frozenset({"assessment", "limitation", "cause", "lesson"})


@frozen
class Trail:
    """One ancestor: `title` is the span of its heading, None for a bullet or a numbered paragraph."""

    path: str
    kind: MarkerKind
    title: Span | None
    section: SectionKind | None


@frozen
class Passage:
    """A paragraph of running text without label and heading.

    `marker` is the kind of its own label, None for a paragraph under a heading. `leads_in` tells that it ends with a
    colon and that what stands below belongs to it. `trail` holds the node itself last where the paragraph is its own.
    """

    span: Span
    path: str | None
    marker: MarkerKind | None
    trail: tuple[Trail, ...]
    section: SectionKind | None
    leads_in: bool = False
    sentences: tuple[Span, ...] = ()


@frozen
class Outline:
    """The tree and its running text. `titles` are the headings in text order."""

    provisions: tuple[Provision, ...]
    passages: tuple[Passage, ...]
    titles: tuple[Trail, ...]


@dataclass(slots=True)
class _Node:
    path: str
    marker: Marker
    title: Span | None
    own: Span
    section: SectionKind | None
    end: int
    bullets: int = 0
    trail: Trail | None = None
    heading: str | None = None
    children: list[_Node] = field(default_factory=list)

    def as_trail(self) -> Trail:
        """Kept, since every passage below the node asks for it; `trail` is emptied when the heading grows."""
        self.trail = Trail(self.path, self.marker.kind, self.title, self.section)
        return self.trail

    def frozen(self) -> Provision:
        own, end = self.own, self.end
        return Provision(
            path=self.path,
            label=self.marker.label,
            level=self.path.count(".") + 1,
            heading=self.heading,
            span=own if own.end == end else Span(own.start, end),  # most nodes are leaves
            own=own,
            children=tuple([child.frozen() for child in self.children]),
        )


def build_outline(view: View, paragraphs: Iterable[Paragraph], attached: int = 0) -> Outline:
    """The outline of the body: header and closing are left out by the caller.

    From `attached` on stands what was issued with the document; it hangs under none of the document's own provisions.
    """
    builder = _Builder(view)
    for paragraph in paragraphs:
        if builder.open and builder.open[0].own.start < attached <= paragraph.span.start:
            builder.open.clear()
        builder.add(paragraph)
    return builder.finished()


class _Builder:
    def __init__(self, view: View) -> None:
        self.view = view
        self.roots: list[_Node] = []
        self.open: list[_Node] = []
        self.paths: dict[str, int] = {}
        self.passages: list[Passage] = []
        self.titles: list[Trail] = []
        self.root_bullets = 0
        self.loose: SectionKind | None = None

    def add(self, paragraph: Paragraph) -> None:
        if paragraph.marker is None:
            self._add_running(paragraph.span)
        else:
            self._add_node(paragraph, paragraph.marker)

    def _add_running(self, span: Span) -> None:
        folded = self.view.folded
        if _CLOSING_CLAUSE.match(folded, span.start, span.end):
            self.open.clear()
        while self.open and self.open[-1].title is None:
            self.open.pop()
        if self.open and self.open[-1].marker.kind == "annex" and not self.open[-1].children:
            self._grow_annex_title(span)
            return
        if self._is_loose_heading(span):
            return
        for node in self.open:
            node.end = max(node.end, span.end)
        leads_in = folded[span.start : span.end].rstrip().endswith(":")
        self._passage(span, None, leads_in)
        if (
            leads_in
            and self.open
            and self.open[-1].section in _BEFORE_ORDERS
            and _ORDERS_BELOW.search(folded, span.start, span.end)
        ):
            self.open[-1].section, self.open[-1].trail = "assignment", None

    def _is_loose_heading(self, span: Span) -> bool:
        """ "KIẾN NGHỊ" without a number: it hangs nowhere, but says what the text below it is."""
        words = self.view.flat[span.start : span.end]
        if len(words) > _LONGEST_LOOSE_HEADING or not words.isupper():
            return False
        kind = section_kind(rejoined(words))
        if kind is None:
            return False
        self.open.clear()
        self.loose = kind
        return True

    def _grow_annex_title(self, span: Span) -> None:
        """What stands under "PHỤ LỤC" in capitals is its heading; the bracketed line below it is no text."""
        node = self.open[-1]
        for each in self.open:
            each.end = max(each.end, span.end)
        if self.view.flat[span.start : span.end].isupper() and node.title == node.own:
            node.title, node.heading = span, rejoined(span.of(self.view.text))
            node.section = section_kind(node.heading, outermost=False)
            self.titles.append(node.as_trail())

    def _add_node(self, paragraph: Paragraph, marker: Marker) -> None:
        open_nodes, rank, end = self.open, marker.rank, paragraph.span.end
        while open_nodes and open_nodes[-1].marker.rank >= rank:
            open_nodes.pop()
        parent = open_nodes[-1] if open_nodes else None
        title, body = self._title_of(paragraph, marker)
        section, heading = parent.section if parent else self.loose, None
        if title is not None:
            heading = rejoined(title.of(self.view.text))
            if self._gives_orders(title, paragraph.span.end):
                section = "assignment"
            elif len(heading) <= _LONGEST_TELLING:
                section = section_kind(heading, outermost=0 < rank <= _OUTERMOST or parent is None) or section
        node = _Node(self._path(marker, parent), marker, title, paragraph.span, section, end, heading=heading)
        (parent.children if parent else self.roots).append(node)
        for ancestor in open_nodes:
            if ancestor.end < end:
                ancestor.end = end
        open_nodes.append(node)
        if title is not None:
            self.titles.append(node.as_trail())
        if body is not None:
            self._passage(body, marker.kind, self.view.flat[body.end - 1] == ":")

    def _gives_orders(self, title: Span, end: int) -> bool:
        """ "2. Để hoàn thành mục tiêu ..., yêu cầu các sở, ngành thực hiện các nội dung sau:": orders, whatever else it names."""
        if self.view.flat[title.end : end].strip() != ":":
            return False
        return _ORDERS_BODIES.search(self.view.folded, title.start, title.end) is not None

    def _path(self, marker: Marker, parent: _Node | None) -> str:
        part = path_part(marker.label)
        if marker.kind in BULLETS:
            if parent:
                parent.bullets += 1
            else:
                self.root_bullets += 1
            part += str(parent.bullets if parent else self.root_bullets)
        elif (
            marker.kind in ("pair", "triple")
            and parent
            and part.startswith(path_part(parent.marker.label) + ".")
        ):
            part = part.rpartition(".")[2]
        path = f"{parent.path}.{part}" if parent else part
        count = self.paths.get(path, 0) + 1
        self.paths[path] = count
        return path if count == 1 else self._path_again(path, count)

    def _path_again(self, path: str, count: int) -> str:
        """A label that stands twice under one parent: the second is "II~2"."""
        while (unique := f"{path}~{count}") in self.paths:
            count += 1
        self.paths[path], self.paths[unique] = count, 1
        return unique

    def _title_of(self, paragraph: Paragraph, marker: Marker) -> tuple[Span | None, Span | None]:
        """The heading and the running text of a labelled paragraph."""
        body = paragraph.body
        if marker.kind == "annex":
            return body or paragraph.span, None
        if body is None:
            return None, None
        text = self.view.flat[body.start : body.end]
        if marker.kind in BULLETS or marker.kind == "paren":
            return None, body
        named = self._name_before_colon(body, text)
        if named is not None:
            return named
        whole = text.rstrip(" :")
        if len(whole) <= _LONGEST_HEADING and not _SENTENCE_STOP.search(whole):
            return Span(body.start, body.start + len(whole)), None
        return None, body

    def _name_before_colon(self, body: Span, text: str) -> tuple[Span, Span] | None:
        """ "Sở Công Thương: Là cơ quan đầu mối ..." has its heading before the colon."""
        at = text.find(":")
        rest = text[at + 1 :].lstrip()
        if not 0 < at <= _LONGEST_NAME_BEFORE_COLON or not rest or _SENTENCE_STOP.search(text[:at]):
            return None
        if not (rest[0].isupper() or rest[0] == "(") or text[:at].count("(") != text[:at].count(")"):
            return None
        if _RUNS_ON.search(self.view.folded, body.start, body.start + at):
            return None
        begin = body.end - len(rest)
        return Span(body.start, body.start + len(text[:at].rstrip())), Span(begin, body.end)

    def _passage(self, span: Span, marker: MarkerKind | None, leads_in: bool) -> None:
        trail = tuple([node.trail or node.as_trail() for node in self.open])
        own = self.open[-1] if self.open else None
        section, path = (own.section, own.path) if own else (self.loose, None)
        sentences = tuple(split_sentences(self.view, span))
        self.passages.append(Passage(span, path, marker, trail, section, leads_in, sentences))

    def finished(self) -> Outline:
        return Outline(tuple([n.frozen() for n in self.roots]), tuple(self.passages), tuple(self.titles))
