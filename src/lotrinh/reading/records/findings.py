"""Findings: limitations, causes, lessons, and recommendations with who makes them to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from lotrinh.lexicon.kinds import kinds_that
from lotrinh.lexicon.tables import read_toml
from lotrinh.lexicon.work import request_pattern, verb_pattern
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.word_marks import first_in
from lotrinh.reading.structure.outline import Outline, Passage
from lotrinh.reading.structure.sentences import split_clauses, without_stop
from lotrinh.values.doubts import combined
from lotrinh.values.folding import search_key
from lotrinh.values.frozen import frozen
from lotrinh.values.reading import DocumentKind
from lotrinh.values.record import Finding, FindingKind
from lotrinh.values.span import Span

Nature = Literal["objective", "subjective"] | None

_TURN = re.compile(
    r"(?:tuy +nhien|tuy +vay|the +nhung|song|do +vay|vi +vay|ben +canh +do|mac +du +vay)(?!\w) *,? *(?:ben +canh[^,;.]{4,60}, *)?(?:van +con +)?"
)
# "Mặc dù công tác đã chuyển biến, tuy nhiên vẫn còn nhiều hạn chế do ...": the turn stands inside the sentence.
_TURNED = re.compile(
    r"(?:mac +du|tuy|du|ben +canh)(?! +(?:nhien|vay|theo|thuoc))(?!\w)[^.;:]{10,240}?, *(?:tuy +nhien|song|nhung)(?!\w) *,? *(?:van +con +)?"
)
# In a document that orders, only a sentence that says so tells what is wrong.
_TURNS_BACK = re.compile(r"(?:tuy +nhien|tuy +vay|mac +du +vay|the +nhung|nguyen +nhan)(?!\w)")
# "1. Hạn chế: ...", "2. Nguyên nhân: ...": the name of the list is none of its items.
_NAMED = re.compile(
    r" *(?:(?:ton +tai|han +che|khuyet +diem|yeu +kem|kho +khan|vuong +mac|nguyen +nhan|bai +hoc(?: +kinh +nghiem)?)[ ,]*(?:va +)?)+: *"
)
_NATURED = re.compile(
    r"(?:ve +)?(?:(?:nguyen +nhan|mat) +)?(?P<which>khach +quan|chu +quan) *(?:[,:] *|(?=la +))(?:la +)?(?:do +)?"
)
_CAUSE_IS = re.compile(
    r"nguyen +nhan(?!\w)[^.;:]{0,140}?(?:la +do|(?:chu +yeu +)?(?:la +)?do(?= )|:|la(?= ))|nguyen +nhan +chu +quan[^.;:]{0,60}?nhu(?= )"
)
_BECAUSE = re.compile(
    r"(?<!\w)do(?= +(?:mot +so|viec|cac|chua|thieu|nhung|co +che|anh +huong))(?!\w)|(?:(?<=han che )|(?<=kho khan )|(?<=vuong mac ))do(?= )"
)
_SUBJECTIVE, _OBJECTIVE = re.compile(r"chu +quan"), re.compile(r"khach +quan")
_ENUMERATOR = re.compile(r"\(\d{1,2}\) *")
_LISTS = re.compile(r"(?:nhu|ve +mot +so +van +de(?: +nhu)?|sau) *:|lang +nghe +ve *")
_AND_WISH = re.compile(r"^(?:dong +thoi|va|ve +\w+ +\w+ +\d+,?) +")
_LESSON = re.compile(r"bai +hoc +kinh +nghiem(?: +(?:la|rut +ra))? *:")
_LEADS_TO = re.compile(r"dan +den +|tinh +trang +")
_NO_SUBJECT = re.compile(r" *(?:chua|thieu|khong|con +thieu|con +chua|thap +hon)(?!\w)")
_PROPOSES = re.compile(r"de +xuat")
_KIND_OF_SECTION: dict[str, FindingKind] = {"limitation": "limitation", "cause": "cause", "lesson": "lesson"}
_SHORTEST = 14


@frozen
class _Piece:
    span: Span
    kind: FindingKind
    nature: Nature = None
    sender: str | None = None
    receiver: str | None = None
    codes: tuple[str, ...] = ()


@cache
def _table() -> dict[str, list[str]]:
    return read_toml("findings")


@cache
def _words(name: str) -> re.Pattern[str]:
    keys = sorted((search_key(w) for w in _table()[name]), key=len, reverse=True)
    words = "|".join(re.escape(k).replace(r"\ ", " +") for k in keys)
    before = "".join(f"(?<!{search_key(word)} )" for word in _table()["not_after"])
    but = "".join(rf"(?!{search_key(word)}(?!\w))" for word in _table()["not_opening"])
    return re.compile(rf"(?<!\w){before}{but}(?:{words})(?!\w)")


def read_findings(setting: Setting, outline: Outline, kind: DocumentKind) -> tuple[Finding, ...]:
    """Findings in text order."""
    pieces: list[_Piece] = []
    following = False
    for passage in outline.passages:
        found = list(_in_passage(setting, passage, kind, following))
        following = bool(found) and found[-1].kind == "limitation"
        pieces.extend(found)
    unique = {piece.span: piece for piece in pieces if piece.span.end - piece.span.start >= _SHORTEST}
    findings = []
    for number, piece in enumerate(sorted(unique.values(), key=lambda p: p.span), start=1):
        doubt, codes = combined(piece.codes)
        findings.append(
            Finding(
                f"f{number}", piece.span, piece.kind, piece.nature, piece.sender, piece.receiver, doubt, codes
            )
        )
    return tuple(findings)


def _in_passage(setting: Setting, passage: Passage, kind: DocumentKind, following: bool) -> Iterator[_Piece]:
    if passage.section in ("limitation", "cause", "lesson"):
        yield from _of_section(setting, passage)
        return
    telling = kind in kinds_that("tells") and passage.section in (None, "assessment")
    aside = not telling and passage.section is None and not passage.leads_in
    for sentence in passage.sentences:
        turns = aside and _TURNS_BACK.match(setting.view.folded, sentence.start, sentence.end)
        if telling or turns or passage.section in ("assessment", "purpose"):
            found = list(_limits_and_causes(setting, sentence, following))
            following = (bool(found) and any(p.kind == "limitation" for p in found)) or (
                following and not found and False
            )
            yield from found
        if (telling and kind in ("report", "press")) or passage.section == "recommendation":
            yield from _recommendations(setting, sentence)


def _of_section(setting: Setting, passage: Passage) -> Iterator[_Piece]:
    """A section or numbered item that is all limitations, causes or lessons: one per item of its list."""
    view = setting.view
    told = _nature_of_heading(setting, passage)
    kind: FindingKind = _KIND_OF_SECTION[passage.section or "limitation"]
    for sentence in passage.sentences:
        head = _CAUSE_IS.search(view.folded, sentence.start, min(sentence.end, sentence.start + 160))
        if head is not None:
            kind = "cause"
        heading = _words("limitation_heads").search(view.folded, sentence.start, sentence.end)
        colon = view.flat.find(":", sentence.start, sentence.end)
        start = (
            colon + 1 if colon > 0 and (heading or head) and colon - sentence.start < 200 else sentence.start
        )
        named = _NAMED.match(view.folded, start, sentence.end)
        start = named.end() if named and named.end() < sentence.end else start
        for clause in split_clauses(view, Span(start, sentence.end) if start < sentence.end else sentence):
            yield _Piece(
                _bare(setting, clause),
                kind,
                _own_nature(setting, clause) or _nature(setting, passage.span, clause) or told,
                codes=("cue_only",),
            )


def _bare(setting: Setting, clause: Span) -> Span:
    folded, start = setting.view.folded, clause.start
    for pattern in (_ENUMERATOR, _NATURED):
        found = pattern.match(folded, start, clause.end)
        start = found.end() if found and found.end() < clause.end else start
    return without_stop(setting.view, Span(start, clause.end))


def _own_nature(setting: Setting, clause: Span) -> Nature:
    """ "Về chủ quan, một số cấp ủy ...": the clause itself says it."""
    found = _NATURED.match(setting.view.folded, clause.start, clause.end)
    return _told_nature(found["which"]) if found else None


def _nature(setting: Setting, passage: Span, clause: Span) -> Nature:
    return _told_nature(setting.view.folded[max(passage.start, clause.start - 160) : clause.start])


def _nature_of_heading(setting: Setting, passage: Passage) -> Nature:
    """ "Nguyên nhân chủ quan" as a heading holds for all below it."""
    for node in reversed(passage.trail):
        if node.title is not None:
            return _told_nature(setting.view.folded[node.title.start : node.title.end])
    return None


def _told_nature(folded: str) -> Nature:
    """The last of the two words decides."""
    subjective = max((m.start() for m in _SUBJECTIVE.finditer(folded)), default=-1)
    objective = max((m.start() for m in _OBJECTIVE.finditer(folded)), default=-1)
    if subjective == objective:
        return None
    return "subjective" if subjective > objective else "objective"


def _limits_and_causes(setting: Setting, sentence: Span, following: bool) -> Iterator[_Piece]:
    view = setting.view
    folded = view.folded
    cause = _CAUSE_IS.search(folded, sentence.start, sentence.end)
    if cause:
        if cause.end() >= sentence.end:
            return
        for clause in split_clauses(view, Span(cause.end(), sentence.end)):
            yield _Piece(
                _bare(setting, clause), "cause", _nature(setting, sentence, clause), codes=("cue_only",)
            )
        return
    head = _words("limitation_heads").search(folded, sentence.start, sentence.end)
    turn = _TURN.match(folded, sentence.start, sentence.end) or _TURNED.match(
        folded, sentence.start, sentence.end
    )
    colon = view.flat.find(":", head.end(), min(sentence.end, head.end() + 60)) if head else -1
    if not (turn or following or colon > 0):
        leads = _LEADS_TO.search(folded, sentence.start, sentence.end)
        if (
            leads
            and leads.end() < sentence.end
            and _words("limitation_words").search(folded, leads.end(), sentence.end)
        ):
            yield _Piece(
                without_stop(view, Span(leads.end(), sentence.end)), "limitation", codes=("cue_only",)
            )
        return
    start = colon + 1 if colon > 0 else (turn.end() if turn else sentence.start)
    told = _BECAUSE.finditer(folded, start, sentence.end)
    because = next(
        (each for each in told if view.flat.startswith("do", each.start())), None
    )  # never "tiến độ"
    stop = because.start() if because else sentence.end
    yield from _limits(setting, start, stop, listed=colon > 0)
    if because and because.end() < sentence.end:
        for clause in split_clauses(view, Span(because.end(), sentence.end)):
            for piece in _by_comma(setting, clause):
                yield _Piece(piece, "cause", None, codes=("cue_only",))


def _limits(setting: Setting, start: int, stop: int, listed: bool = False) -> Iterator[_Piece]:
    """The clauses that say what is wrong; after "một số tồn tại:" each of them does."""
    if start >= stop:
        return
    for clause in split_clauses(setting.view, Span(start, stop)):
        for piece in _by_comma(setting, clause):
            if listed or _words("limitation_words").search(setting.view.folded, piece.start, piece.end):
                yield _Piece(piece, "limitation", codes=("cue_only",))


def _by_comma(setting: Setting, clause: Span) -> list[Span]:
    """Cut at commas where every piece says by itself what is wrong."""
    view = setting.view
    cuts = [i for i in range(clause.start, clause.end) if view.flat[i] == ","]
    edges = [clause.start, *(c + 1 for c in cuts), clause.end]
    ends = [b if b == clause.end else b - 1 for b in edges[1:]]
    pieces = [Span(a, b) for a, b in zip(edges, ends, strict=False) if a < b]
    merged: list[Span] = []
    for piece in pieces:
        said = _words("limitation_words").search(view.folded, piece.start, piece.end)
        said = None if _NO_SUBJECT.match(view.folded, piece.start, piece.end) else said
        if merged and (
            not said or not _words("limitation_words").search(view.folded, merged[-1].start, merged[-1].end)
        ):
            merged[-1] = Span(merged[-1].start, piece.end)
        else:
            merged.append(piece)
    return [_trimmed(setting, piece) for piece in merged]


def _trimmed(setting: Setting, span: Span) -> Span:
    start = span.start
    while start < span.end - 1 and setting.view.flat[start] in " ,;:":
        start += 1
    return without_stop(setting.view, Span(start, span.end))


def _recommendations(setting: Setting, sentence: Span) -> Iterator[_Piece]:
    """ "X đề nghị Y <work>; ...", "kiến nghị ... như: A; B"."""
    view, folded = setting.view, setting.view.folded
    receiver: str | None = None
    asked = False
    request = first_in(view, "asking", request_pattern(), sentence)
    if request is None:
        return
    listing = _LISTS.search(folded, sentence.start, sentence.end)
    if listing and listing.start() > request.start():
        for clause in (
            split_clauses(view, Span(listing.end(), sentence.end)) if listing.end() < sentence.end else ()
        ):
            yield _Piece(_trimmed(setting, clause), "recommendation", codes=("cue_only",))
        return
    for clause in split_clauses(view, sentence):
        found = first_in(view, "asking", request_pattern(), clause)
        if found is not None:
            at = found.end()
            while at < clause.end and view.flat[at] == " ":
                at += 1
            chain = read_agencies(view, setting.mentioned, at, clause.end)
            receiver = chain.names[0] if chain else receiver
            start, asked = (chain.end if chain else at), chain is not None
        else:
            opened = _AND_WISH.match(folded[clause.start : clause.end])
            start = clause.start + (opened.end() if opened else 0)
            if not asked or not verb_pattern().match(folded, start, clause.end):
                continue
        if not asked or start >= clause.end:
            continue
        yield _Piece(
            _trimmed(setting, Span(start, clause.end)),
            "recommendation",
            receiver=receiver,
            codes=("cue_only",),
        )
