"""Who is to do a piece of work: "Sở X chủ trì, phối hợp với Y ...", "Thủ trưởng các sở, ngành; UBND ...".

The production: heads? agencies (with agencies)? modals* (chủ trì)? (phối hợp với agencies)? modals* work
"""

from __future__ import annotations

import re
from functools import cache

from lotrinh.lexicon.work import first_words, head_pattern, modal_pattern, office_pattern, verb_pattern
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.records.unnamed import apart, unnamed_subject
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

# What may follow the name of an agency and still belongs to it.
_QUALIFIER = re.compile(
    r"(?: *\([^()]{0,160}\)| *,? *(?:co +)?lien +quan| +khac| +cac +(?:cap|nganh)(?: *, *cac +(?:cap|nganh))?| +tren +dia +ban(?: +(?:tinh|thanh +pho|toan +tinh))?"
    r"| +truc +thuoc(?: +trung +uong)?| +cap +(?:tinh|huyen|xa)| +cua +(?:tinh|thanh +pho)| +neu +tren| +nhu +tren"
    r"| +(?:cua +)?(?:tinh|thanh|huyen|thi|quan|dang) +uy(?! +vien))+(?!\w)"
)
# "các Sở: Tài chính, Nội vụ", "Các Bộ: Quốc phòng, Công an": the kind once, then the names.
_LISTED = re.compile(r"(?:cac +)?(?:so|bo|nganh|ban|so *, *ban *, *nganh|bo *, *nganh) *: *")
# "Các bộ khẩn trương trình ...", "Các địa phương rà soát ...": a whole class of bodies, told by the verb after it.
_CLASS_THAT_ACTS = re.compile(
    r"cac +(?:bo|dia +phuong|tinh *, *thanh +pho)(?= +(?:khan +truong|chu +dong|chu +tri|tiep +tuc|tap +trung|to +chuc|ra +soat|xay +dung"
    r"|thuc +hien|trien +khai|can(?! +cu)|phai|co +trach +nhiem)(?!\w))"
)
_SEPARATOR = re.compile(r" *(?:[,;] *(?:va +|cung +)?|va +|hoac +)")
_WITH = re.compile(r" *,? *cung(?: +voi)? +")
_CHAIRS = re.compile(
    r" *,? *(?:(?:truc +tiep|chu +dong|khan +truong|kip +thoi) +)?(?:la +(?:co +quan|don +vi) +(?:dau +moi +)?)?chu +tri(?: +(?:va|hoac))?(?!\w) *,?"
)
_JOINS = re.compile(
    r" *[,;]? *(?:va +)?(?:(?:chu +dong|tich +cuc|tang +cuong) +)?phoi +hop(?!\w)"
    r"(?: *,? +(?:chat +che|thuong +xuyen|kip +thoi|dong +bo|hieu +qua))*(?P<with> +(?:voi|cung)(?: +voi)?)?"
)
# With its marks: "đề xuất" is no "để".
_PURPOSE = re.compile(r"(?:để|trong +việc|nhằm) +")
# "... căn cứ hướng dẫn của Bộ Công an tổ chức rà soát": what the subject goes by, before the work.
_GROUNDS = re.compile(
    r" *,? *can +cu (?:[^;.]|\.(?=\d)){3,220}?(?= +(?:to +chuc|xay +dung|khan +truong|chu +dong|trien +khai|co +trach +nhiem|thuc +hien"
    r"|tham +muu|ra +soat|de +co +van +ban|ban +hanh +(?:ke +hoach|van +ban))(?!\w)(?! +(?:cua|tai)(?!\w)))"
)
# "... và các địa phương": partners the text names only as a class.
_UNNAMED_PARTNERS = re.compile(
    r" *(?:,|va) +(?:cac +)?(?:dia +phuong|don +vi|co +quan|to +chuc|doanh +nghiep)(?: *,? *(?:co +)?lien +quan)?(?!\w)"
)
# "Các ban đảng theo chức năng hướng dẫn ...": by what right, and no part of the name.
_BY_OFFICE = re.compile(
    r"(?:,? (?:theo|căn cứ|trong phạm vi) (?:chức năng|thẩm quyền|nhiệm vụ|quyền hạn|quy định)[^,;.]*+|,? có liên quan|,? liên quan)+,?$"
)
_SHORTEST_WORK = 6


@frozen
class Agencies:
    """Names in text order and where the chain ends."""

    names: tuple[str, ...]
    end: int


@frozen
class Roles:
    """What the head of a clause says: `leads` before the verb, `partners` after "phối hợp với".

    `work` is where the work itself begins. `chairs` tells that "chủ trì" is printed, `assists` that the clause opens
    with "phối hợp" without "chủ trì". `subject_end` is where the leads end (the start of the clause if there are none).
    """

    leads: tuple[str, ...]
    partners: tuple[str, ...]
    work: int
    chairs: bool
    assists: bool
    subject_end: int


_LONGEST_WORD = 7
# First words of `_LISTED` and `_CLASS_THAT_ACTS`; of `_CHAIRS`, `_JOINS`, `_PURPOSE`, `_CHARGED` and `_BY_OFFICE`.
_LISTING = frozenset({"cac", "so", "bo", "nganh", "ban"})
_ROLE_WORDS = {
    "truc", "chu", "khan", "kip", "la", "va", "tich", "tang", "phoi", "de", "trong", "nham", "duoc", "can",
}  # fmt: skip


@cache
def _naming() -> frozenset[str]:
    """First words of what names somebody beside the organisations that were found."""
    return _LISTING | first_words("heads", "offices")


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    """First words of a clause that tells who does it; the same with those of bodies no table names."""
    named = _naming() | _ROLE_WORDS | first_words("modals")
    return named, named | first_words("subjects", "bodies")


def _first_word(folded: str, at: int) -> str:
    return folded[at : at + _LONGEST_WORD].partition(" ")[0]


def _may_open(word: str, words: frozenset[str]) -> bool:
    """Whether a clause that begins with this word, or with a sign, may open with one of the words."""
    return word in words or not word.isalpha()


def read_agencies(view: View, mentioned: Mentioned, at: int, end: int) -> Agencies | None:
    """The chain of agencies that begins at `at`, or None: "Sở A, Sở B và UBND các huyện"."""
    found = _agency_at(view, mentioned, at, end) if at < end else None
    if found is None:
        return None
    folded, names = view.folded, []
    while found is not None:
        name, reach = found
        names.append(name)
        qualifier = _QUALIFIER.match(folded, reach, end)
        reach = qualifier.end() if qualifier else reach
        separator = _SEPARATOR.match(folded, reach, end)
        if separator is None or separator.end() >= end:
            break
        found = _agency_at(view, mentioned, separator.end(), end)
    return Agencies(tuple(dict.fromkeys(names)), reach)


def _agency_at(view: View, mentioned: Mentioned, at: int, end: int) -> tuple[str, int] | None:
    """(name, end) of the agency at `at`; "Thủ trưởng" before it is left out, "Văn phòng" before it belongs to the name."""
    folded, word = view.folded, _first_word(view.folded, at)
    listed = _LISTED.match(folded, at, end) if _may_open(word, _LISTING) else None
    at = listed.end() if listed else at
    found = mentioned.organisations.starting_at(at)
    if found is not None:
        return (found.name, found.span.end) if found.span.end <= end else None
    if listed is None and not _may_open(word, _naming()):
        return None
    classed = _CLASS_THAT_ACTS.match(folded, at, end)
    if classed is not None:
        words = rejoined(view.flat[at : classed.end()])
        return words[0].upper() + words[1:], classed.end()
    head = head_pattern().match(folded, at, end)
    office = None if head else office_pattern().match(folded, at, end)
    start = head.end() if head else office.end() if office else -1
    found = mentioned.organisations.starting_at(start) if start >= 0 else None
    if found is None or found.span.end > end:
        return None
    if office is not None:
        return f"{rejoined(view.flat[at : office.end()])} {found.name}", found.span.end
    return found.name, found.span.end


def read_roles(view: View, mentioned: Mentioned, span: Span, told: bool = False) -> Roles:
    """Reads the head of a clause.

    The clause "Sở X chủ trì, phối hợp với Y xây dựng Z" gives lead X, partner Y and the work "xây dựng Z".
    `told` says that the clause gives work to somebody, so that a subject no table knows is one too ("Các chủ đầu tư lập ...").
    """
    begin = _blank_or_comma(view, span.start, span.end)
    word = _first_word(view.folded, begin)
    if not _may_open(word, _telling()[told]) and mentioned.organisations.starting_at(begin) is None:
        return Roles((), (), begin, False, False, begin)  # most clauses open with their verb
    kept: dict[tuple[int, int, bool], Roles] = view.memory.setdefault(read_roles, {})
    key = (span.start, span.end, told)
    known = kept.get(key)
    if known is None:  # the same clause is asked for by several readers, soon one after the other
        if len(kept) > _KEPT:
            kept.clear()
        known = _roles(view, mentioned, span, False)
        if told and not known.leads:
            known = _roles(view, mentioned, span, True)
        kept[key] = known
    return known


_KEPT = 1000


def _roles(view: View, mentioned: Mentioned, span: Span, told: bool) -> Roles:
    begin = _blank_or_comma(view, span.start, span.end)
    leads, beside, subject_end = _read_subject(view, mentioned, begin, span.end)
    if told:
        leads, subject_end = _read_unnamed(view, begin, span.end, leads, subject_end)
    if (
        leads and view.flat[subject_end : subject_end + 1] == ":"
    ):  # "Các Sở: Tài chính, Xây dựng: theo chức năng ..."
        subject_end += 1
    at = _skip_modals(view, _skip_grounds(view, subject_end, span.end) if leads else subject_end, span.end)
    chairs = _CHAIRS.match(view.folded, at, span.end)
    joining = _skip_modals(view, chairs.end(), span.end) if chairs else at
    joins = _JOINS.match(view.folded, joining, span.end)
    partners, after = _read_partners(view, mentioned, joins, span.end) if joins else ((), None)
    if after is None:
        after = joins.end() if joins and (joins["with"] or chairs) else joining
    work = _work_start(view, after, joining, span, chairs is not None, joins is not None)
    if leads and not _is_subject(view, subject_end, work, span.end, bool(chairs or joins)):
        return Roles((), (), begin, chairs is not None, False, begin)
    alone = joins is not None and chairs is None and not joins["with"]
    assists = alone and joins is not None and _acts_at_once(view, joins.end(), span.end)
    names = tuple(dict.fromkeys((*beside, *partners)))
    return Roles(leads, names, work, chairs is not None, assists, subject_end)


def _read_subject(
    view: View, mentioned: Mentioned, at: int, end: int
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """(leads, those named after "cùng", where they end)."""
    leads = read_agencies(view, mentioned, at, end)
    if leads is None:
        return (), (), at
    beside = _WITH.match(view.folded, leads.end, end)
    others = read_agencies(view, mentioned, beside.end(), end) if beside else None
    return (leads.names, others.names, others.end) if others else (leads.names, (), leads.end)


def _read_unnamed(
    view: View, begin: int, end: int, leads: tuple[str, ...], reach: int
) -> tuple[tuple[str, ...], int]:
    """The subject up to its verb; names the tables know stand for themselves, what is said beside them is left out."""
    found = unnamed_subject(view, begin, end)
    if found is None:
        return leads, reach
    name, stop = found
    if leads and stop >= reach:
        rest = _SEPARATOR.match(view.folded, reach, stop)
        return (*leads, *apart(_bare(rejoined(view.flat[rest.end() : stop])))) if rest else leads, stop
    return apart(_bare(name)), stop


def _bare(name: str) -> str:
    bare = _BY_OFFICE.sub("", name).strip(" ,:")
    return bare[:1].upper() + bare[1:]


def _read_partners(
    view: View, mentioned: Mentioned, joins: re.Match[str], end: int
) -> tuple[tuple[str, ...], int | None]:
    """(names after "phối hợp với", where they end or None where none is named)."""
    at = _blank(view, joins.end(), end)
    joined = read_agencies(view, mentioned, at, end)
    if joined is None:
        found = unnamed_subject(view, at, end) if joins["with"] else None
        return ((found[0],), found[1]) if found else ((), None)
    rest = _UNNAMED_PARTNERS.match(view.folded, joined.end, end)
    if rest is not None:
        return joined.names, rest.end()
    also = _SEPARATOR.match(view.folded, joined.end, end)
    found = unnamed_subject(view, also.end(), end) if also else None
    return ((*joined.names, found[0]), found[1]) if found else (joined.names, joined.end)


def _skip_grounds(view: View, at: int, end: int) -> int:
    grounds = _GROUNDS.match(view.folded, at, end)
    return grounds.end() if grounds else at


def _acts_at_once(view: View, at: int, end: int) -> bool:
    """ "Phối hợp thẩm định ...": a verb follows directly and not "với <ai>" or a comma."""
    return bool(verb_pattern().match(view.folded, _blank(view, at, end), end))


def _blank(view: View, at: int, end: int) -> int:
    flat = view.flat
    while at < end and flat[at] == " ":
        at += 1
    return at


def _skip_modals(view: View, at: int, end: int) -> int:
    folded, pattern = view.folded, modal_pattern()
    while found := pattern.match(folded, at, end):
        at = found.end()
    return at


def _work_start(view: View, after: int, joining: int, span: Span, chairs: bool, joins: bool) -> int:
    """Without "chủ trì" the words "phối hợp với ..." are part of the work itself."""
    if joins and not chairs:
        return _blank_or_comma(view, joining, span.end)
    start = _blank_or_comma(view, _skip_modals(view, after, span.end), span.end)
    purpose = _PURPOSE.match(view.flat, start, span.end)
    start = purpose.end() if purpose else start
    if span.end - start < _SHORTEST_WORK:
        return _blank_or_comma(view, joining, span.end)
    return start


def _blank_or_comma(view: View, at: int, end: int) -> int:
    flat = view.flat
    while at < end and flat[at] in " ,:":
        at += 1
    return at


def _is_subject(view: View, subject_end: int, work: int, end: int, told: bool) -> bool:
    """Names at the head of a clause are its subject only where a verb of work follows them."""
    return (
        told
        or bool(verb_pattern().match(view.folded, work, end))
        or (work > subject_end + 1 and _modal_between(view, subject_end, work))
    )


def _modal_between(view: View, start: int, stop: int) -> bool:
    return bool(modal_pattern().match(view.folded, start, stop))
