"""Documents a text names: numbers with their types and days, what the text does to them, aliases, and the text itself.

Guarantee to the next stage: spans are sorted; a short number ("nghị quyết 23") carries the full one where the text has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from lotrinh.lexicon.document_kinds import (
    abbreviation_of_name,
    issuer_of_code,
    ministry_of_code,
    side_of_number,
)
from lotrinh.reading.mentions.document_numbers import DocumentNumber, document_numbers
from lotrinh.reading.mentions.places import bare_name
from lotrinh.reading.mentions.relations import judged
from lotrinh.reading.mentions.squeezed import Squeezed, clause_before
from lotrinh.reading.structure.view import View, remembered
from lotrinh.reading.structure.word_places import matches_at, places_of
from lotrinh.values.folding import fold
from lotrinh.values.mention import Citation, Relation
from lotrinh.values.span import Span

_AFTER = 190
_LEADING = re.compile(r"\d+")
_CALLED = re.compile(r"(?:(?:goi|viet|duoc goi) (?:chung )?tat|sau day (?:duoc )?goi(?: chung)?) la:? ?\"?")
_CALLED_HERE = re.compile(_CALLED.pattern + "$")
_OPENS_CALL = ("goi tat", "goi chung tat", "viet tat", "viet chung tat", "duoc goi", "sau day")
"""What `_CALLED` opens with."""
_CLOSES = re.compile(r"[)\".;]")

_PASSED_ON = frozenset(["implements", "amends", "replaces"])
# Between two documents: the first one carries out, amends or replaces the second.
_CARRIED_OUT = re.compile(
    r"(?:,? (?:cua|ban hanh|duoc ban hanh|phe duyet|ve|kem theo) [^.;:|]{0,300}?| )?"
    r"(?<!\w)(?:huong dan )?(?:thuc hien|cu the hoa|thi hanh|sua doi|bo sung|thay the|bai bo)(?:,? [^.;:|]{0,60})?"
)


@remembered
def find_citations(view: View, province: str | None) -> tuple[Citation, ...]:
    """Every document named by a number. `province` ("tỉnh Phú Yên") places the issuers of provincial symbols.

    >>> text = "thực hiện Nghị quyết số 23-\\nNQ/TW ngày\\n22/3/2018 và Kế hoạch số 122-KH/TU"
    >>> [(c.type, c.number, c.date and c.date.isoformat()) for c in find_citations(View.of(text), None)]
    [('NQ', '23-NQ/TW', '2018-03-22'), ('KH', '122-KH/TU', None)]
    >>> [c.number for c in find_citations(View.of("Nghị quyết 52-NQ/TW; các nghị quyết 52 và 23"), None)]
    ['52-NQ/TW', '52-NQ/TW', '23']
    """
    text = Squeezed.of(view)
    numbers = [number for number in document_numbers(text) if not _is_own(text, number)]
    known = _full_numbers(numbers)
    citations: list[Citation] = []
    relation: Relation = "mentions"
    before: DocumentNumber | None = None
    for number in numbers:
        full = _full_number(number, known)
        alias = _alias_of(text, number, full)
        current: Relation = "mentions" if alias else _relation(text, number, before, relation)
        relation = relation if alias else current
        other = None
        if citations and before and current in _PASSED_ON:
            shared = number.follows or _joined(text, before, number)
            carried_out = _CARRIED_OUT.fullmatch(text.folded[before.end : number.start])
            other = citations[-1].relation_of if shared else citations[-1].number if carried_out else None
        citations.append(
            Citation(
                text.span(number.start, number.end),
                number.type,
                full,
                number.date,
                _issuer(text, number, full, province),
                current,
                alias,
                relation_of=other,
            )
        )
        before = number
    return tuple(sorted([*citations, *_repeated(view, text, citations)], key=lambda c: c.span))


_OWN_LABELS = ("Số hiệu", "Số")
_NEAR = 20
_OWN_NUMBER = re.compile(r"(?m)^[ |*#\t]*(?:Số hiệu|Số)[ :|*#]*$")


def _is_own(text: Squeezed, number: DocumentNumber) -> bool:
    """ "Số: 217/CĐ-TTg" on a line of its own is the number of the document itself."""
    at = text.place(number.number_start)
    before = text.view.text[max(0, at - _NEAR) : at].rstrip(" :|*#")
    if before and not before.endswith(_OWN_LABELS):  # a quick look; nearly all are numbers of other documents
        return False
    line = text.view.text.rfind("\n", max(0, at - 60), at) + 1
    return (line > 0 or at < 60) and _OWN_NUMBER.search(text.view.text, line, at) is not None


_REPEATABLE = ("Nghị quyết", "Nghị định", "Chỉ thị", "Kết luận", "Quyết định")
_REPEATED = re.compile(rf"(?<!\w)({'|'.join(_REPEATABLE)})(?= (?:này|nêu trên|trên|đã|và|đề ra|là)\b|[,.;)])")


def _repeated(view: View, text: Squeezed, citations: Sequence[Citation]) -> list[Citation]:
    """ "mục tiêu Nghị quyết đã đề ra": the type word alone, where the text names one document of that type only."""
    if not citations:
        return []
    found = []
    own, listed, first = _own_kind(view), _Listed(citations), citations[0].span.start
    named = {word: _only_number(citations, abbreviation_of_name()[fold(word)]) for word in _REPEATABLE}
    words = [word for word, number in named.items() if number and word != own]
    for word in matches_at(_REPEATED, text.cased, places_of(words, text.cased), 0, len(text.cased)):
        span = text.span(word.start(), word.end())
        if first < span.start and next(listed.touching(span), None) is None:
            found.append(Citation(span, abbreviation_of_name()[fold(word[1])], named[word[1]], alias_of=None))
    return found


def _only_number(citations: Sequence[Citation], kind: str) -> str | None:
    """The number of the one document of a type that is named, None where there are more."""
    numbers = {c.number for c in citations if c.type == kind and c.number}
    return numbers.pop() if len(numbers) == 1 else None


_Full = tuple[list[int], list[str]]


def _full_numbers(numbers: Sequence[DocumentNumber]) -> dict[tuple[str | None, int], _Full]:
    """The numbers with a code, under their type and first figure: where they stand and what they are."""
    full: dict[tuple[str | None, int], _Full] = {}
    for number in numbers:
        leading = None if number.bare else _LEADING.match(number.number)
        if leading:
            starts, names = full.setdefault((number.type, int(leading[0])), ([], []))
            starts.append(number.start)
            names.append(number.number)
    return full


def _full_number(number: DocumentNumber, full: dict[tuple[str | None, int], _Full]) -> str:
    """A bare number takes the code of the nearest full one of its type, before it rather than after."""
    same = full.get((number.type, int(number.number))) if number.bare else None
    if same is None:
        return number.number
    starts, names = same
    before = bisect_right(starts, number.start)
    return names[bisect_left(starts, starts[before - 1])] if before else names[0]


def _relation(
    text: Squeezed, number: DocumentNumber, before: DocumentNumber | None, last: Relation
) -> Relation:
    continued = _continued(text, number)
    if continued:
        return continued
    if number.follows or (before and _joined(text, before, number)):
        return last
    clause = clause_before(text.folded, number.start, 220)
    if before and before.end > number.start - len(clause):
        clause = text.folded[before.end : number.start].rpartition(";|")[2]
    return judged(clause, text.folded[number.end : number.end + _AFTER])


# "A của UBND tỉnh về việc ... và B", "A và hướng dẫn của Bộ Tài chính tại B".
_SHARED = re.compile(
    r",?(?: cua [^.;,]{1,60}?)?(?:(?: ve (?:viec )?[^.;,]{3,200}| (?:quy dinh|phe duyet|huong dan) [^.;]{3,200})?(?: va|, va)"
    r"|,|,? va (?:(?:huong dan|chi dao|y kien|yeu cau)(?: chi dao)? )?cua [^.;,]{1,80} tai) ?"
)
_LED = re.compile(
    r"(?:^|\||[.:] )[ *-]*(?:(?P<ground>can cu|xet|theo de nghi|sau khi xem xet|qua xem xet|tren co so)|(?P<order>thuc hien|trien khai thuc hien))(?!\w)(?(ground)[^.]|[^.:])*$"
)
_FARTHEST_LEAD = 900


def _continued(text: Squeezed, number: DocumentNumber) -> Relation | None:
    """A name that opens a part after a semicolon stands as the paragraph opens: "Xét Tờ trình số ...; Báo cáo số ..."."""
    before = text.folded[max(0, number.start - 4) : number.start].rstrip(" |")
    if not before.endswith(";"):
        return None
    led = _LED.search(text.folded, max(0, number.start - _FARTHEST_LEAD), number.start)
    if led is None:
        return None
    return "based_on" if led["ground"] else "implements"


def _joined(text: Squeezed, before: DocumentNumber, number: DocumentNumber) -> bool:
    """ "Nghị quyết số 124/NQ-CP ... của Chính phủ và Kế hoạch số 122-KH/TU": the second shares the first one's relation."""
    gap = text.folded[before.end : number.start]
    if len(gap) > 340:
        return False
    return gap == ") va " or _SHARED.fullmatch(gap) is not None


# Several issue together: the first is told by the words after the number.
_JOINT = (["TTLT"], ["NQLT"])
_CODE_SIGN = re.compile(r"[/-]")
_PRINTED_ISSUER = re.compile(
    r",? của (bộ chính trị|ban bí thư|ban chấp hành trung ương(?: đảng)?|chính phủ|quốc hội|ban thường vụ tỉnh ủy|ban thường vụ thành ủy"
    r"|ban chấp hành đảng bộ tỉnh|tỉnh ủy|thành ủy|hđnd tỉnh|ubnd tỉnh|hội đồng nhân dân tỉnh|ủy ban nhân dân tỉnh)(?!\w)"
)


def _issuer(text: Squeezed, number: DocumentNumber, full: str, province: str | None) -> str | None:
    codes = _CODE_SIGN.split(full)[1:]
    code = codes[-1] if codes else ""
    if code in issuer_of_code():
        return issuer_of_code()[code]
    printed = _PRINTED_ISSUER.match(text.marked, number.end, number.end + 60)
    name = bare_name(province)
    if printed:
        proper = " ".join(text.cased[printed.start(1) : printed.end(1)].split())
        provincial = proper.lower().endswith(("tỉnh", "tỉnh ủy", "thành ủy"))
        return f"{proper} {name}" if provincial and name else proper
    council = next((part for part in codes if part in ("UBND", "HĐND")), None)
    if council and province and side_of_number(full) == "state":
        return f"{council} {province}"
    return (
        None
        if codes[:1] in _JOINT
        else next((ministry_of_code()[part] for part in codes if part in ministry_of_code()), None)
    )


def _alias_of(text: Squeezed, number: DocumentNumber, full: str) -> str | None:
    return full if _CALLED_HERE.search(text.folded[max(0, number.start - 40) : number.start]) else None


def find_aliases(view: View, citations: Sequence[Citation]) -> tuple[tuple[Span, str, str], ...]:
    """(span of the short name, the name, number of the document it stands for).

    >>> text = "Nghị quyết số 124/NQ-CP ngày 03/9/2020 của Chính phủ (sau đây gọi tắt là Nghị quyết 124)"
    >>> [(name, number) for _, name, number in find_aliases(View.of(text), find_citations(View.of(text), None))]
    [('Nghị quyết 124', '124/NQ-CP')]
    """
    text = Squeezed.of(view)
    found = []
    called_so = any(words in text.folded for words in ("tat la", "goi la", "goi chung la"))
    places = places_of(_OPENS_CALL, text.folded) if called_so else []
    listed = _Listed(citations)
    for called in matches_at(_CALLED, text.folded, places, 0, len(text.folded)):
        end = _CLOSES.search(text.folded, called.end(), called.end() + 120)
        if not end or end.start() <= called.end():
            continue
        span = text.span(called.end(), end.start())
        number = listed.number_meant(view, span)
        if number and _document_word().match(text.folded, called.end(), end.start()):
            found.append((span, " ".join(span.of(view.flat).split()), number))
    return tuple(found)


@cache
def _document_word() -> re.Pattern[str]:
    """A short name of a document opens with a kind of document; "(gọi tắt là Thành phố)" does not."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, abbreviation_of_name()))})(?!\w)")


# A sentence, a part or an article ends between a document and a short name that is not its own.
_ENDS = re.compile(r"[.;] +(?=[A-ZĐÀ-Ỹ“\"])|Điều +\d")


class _Listed:
    """Citations in text order, looked up by place."""

    def __init__(self, citations: Sequence[Citation]) -> None:
        self._citations = citations
        self._starts = [c.span.start for c in citations]
        self._reach = list(accumulate((c.span.end for c in citations), max))
        """Where the farthest of a citation and those before it ends."""

    def touching(self, span: Span) -> Iterator[Citation]:
        """Those that overlap a passage."""
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return (c for c in self._citations[first:last] if c.span.end > span.start)

    def number_meant(self, view: View, span: Span) -> str | None:
        """The number named in a passage, else the last one before it in its sentence."""
        inside = next((c.number for c in self.touching(span) if c.number), None)
        if inside:
            return inside
        for index in range(bisect_left(self._starts, span.start) - 1, -1, -1):
            before = self._citations[index]
            if before.number and before.span.end <= span.start:
                apart = _ENDS.search(view.flat, before.span.end, span.start)
                return None if apart else before.number
        return None


_OWN_KINDS = ("Kết luận", "Kế hoạch", "Chương trình hành động", "Chương trình", "Quyết định", "Nghị quyết", "Chỉ thị", "Đề án", "Thông báo", "Hướng dẫn", "Công điện", "Quy chế", "Quy định")  # fmt: skip


def find_self_references(view: View) -> tuple[Span, ...]:
    """Where the document names itself: "Kế hoạch này", or "Kế hoạch" alone in a plan that announces itself as one.

    >>> view = View.of("UBND tỉnh ban hành Kế hoạch thực hiện như sau: ... báo cáo Sở Kế hoạch và Đầu tư. Kế hoạch này thay thế")
    >>> [span.of(view.text) for span in find_self_references(view)]
    ['Kế hoạch', 'Kế hoạch này']
    """
    text = Squeezed.of(view)
    kind = _own_kind(view)
    if kind is None:
        return ()
    # Not another document ("Kế hoạch số 122", "Kế hoạch phát triển ...").
    pattern = re.compile(
        rf"{re.escape(kind)}(?: này)?(?! số| \d|\w| và Đầu| & | của (?!mình)| phát triển| hành động| tổng thể)"
    )
    return tuple(
        text.span(*m.span())
        for m in pattern.finditer(text.cased)
        if not (m.start() and text.cased[m.start() - 1].isalnum())
        and not text.cased.endswith(_NAMES, 0, m.start())
    )


_OTHER_KINDS = ("Tờ trình", "Báo cáo")
"""Kinds that do not name themselves; what they promulgate or propose is no name of theirs either."""
_NAMES = ("Sở ", "Bộ ", "Phòng ", "Ban ", "chính-")
_HEAD = 4000


@remembered
def _own_kind(view: View) -> str | None:
    """The kind whose name stands first on a line of its own in capitals, else the one the text announces."""
    titled = _title_line().search(view.text[:_HEAD])
    if titled:
        return next((kind for kind in _OWN_KINDS if kind.upper() == titled[1]), None)
    text = Squeezed.of(view).cased
    named = (kind for kind in _OWN_KINDS if kind in text)
    announced = (kind for kind in named if any(word.format(kind) in text for word in _ANNOUNCING))
    return next((kind for kind in announced if _announcement(kind).search(text)), None)


_ANNOUNCING = ("ban hành {}", "rên đây là {}", "{} này")


@cache
def _title_line() -> re.Pattern[str]:
    return re.compile(
        rf"(?m)^[ *|#]*({'|'.join(kind.upper() for kind in (*_OWN_KINDS, *_OTHER_KINDS))})[ *|]*$"
    )


@cache
def _announcement(kind: str) -> re.Pattern[str]:
    word = re.escape(kind)
    return re.compile(
        rf"ban hành {word}(?! số)(?: [^.;:]{{0,200}})? như sau|[Tt]rên đây là {word}|{word} này (?:thay thế|có hiệu lực)"
    )
