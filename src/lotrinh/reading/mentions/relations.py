"""How a text stands to a document it names, judged by the words before the name and the few after it."""

from __future__ import annotations

import re
from functools import cache

from lotrinh.lexicon.relations import document_words, phrases_before, words_between
from lotrinh.values.mention import Relation

_GROUND = re.compile(r"[\s*|-]*can cu ")
# "Xét đề nghị của ... tại Tờ trình số": grounds beside "căn cứ" (NĐ 30/2020/NĐ-CP, Phụ lục I).
_PROPOSED = re.compile(r"[\s*|-]*(?:xet|theo de nghi|(?:sau khi|qua|tren co so) xem xet)(?: |$)")
# "Thực hiện Luật Đầu tư công, Luật Ngân sách nhà nước, Chỉ thị số ...": laws named without a number come first.
_AFTER_LAWS = re.compile(r"(?<!\w)thuc hien (?:luat[ |][^,;.]{3,70}, ?)+(?:va )?$")
_POINTERS = frozenset(["tai", "theo", "kem theo", "ban hanh"])
_ORDERED = re.compile(
    r"(?<!\w)(?:thuc hien|trien khai)(?: [a-z]+){0,4} (?:chi dao|ket luan|y kien|nhiem vu|noi dung|yeu cau)(?!\w)[^.;]{0,120}$"
)
_ENDED = re.compile(
    r"(?:,? (?:cua|ban hanh|ve|quy dinh|phe duyet) [^.;]{1,140}?)?(?<! da)(?<! con) (?:deu )?(?:het hieu luc|bi bai bo|cham dut hieu luc)"
)
# "Sửa đổi Quy chế ban hành kèm theo Quyết định số ...": what is done to the annex is done to the decision.
_ATTACHED = re.compile(
    r"(?<!\w)(?P<verb>sua doi|bo sung|dieu chinh|thay the|bai bo|huy bo) (?P<what>[^.;]{0,200}?)(?:duoc )?(?:ban hanh )?$"
)
_WHOLE = re.compile(r"(?:toan bo )?(?:quy che|quy dinh|ke hoach|chuong trinh|de an|dieu le)(?!\w)")
_PART = re.compile(r"(?<!\w)(?:khoan|dieu|diem|muc|phu luc|chuong|cum tu) ")
_PASSIVE = re.compile(r"(?<!\w)(?:duoc|bi)$")
_TELLING = (
    "tinh hinh",
    "ket qua",
    "thoi gian",
    "qua trinh",
    "ghi nhan viec",
    "thong tin",
    "the che hoa",
    "de",
    "cho viec",
)
_TOLD = re.compile(rf"\b(?:{'|'.join(_TELLING)})\b[^.;]*$")


def judged(clause: str, after: str) -> Relation:
    """The relation told by the folded `clause` before a document's name and by what stands `after` it.

    >>> judged("thuc hien co hieu qua ", ", "), judged("quyet dinh nay thay the ", " cua uy ban")
    ('implements', 'replaces')
    >>> judged("", " cua uy ban nhan dan tinh het hieu luc ke tu ngay"), judged("da duoc sua doi, bo sung tai ", "")
    ('replaces', 'mentions')
    """
    found = _by_phrase(clause)
    return "replaces" if found == "mentions" and _ENDED.match(after) else found


def _by_phrase(clause: str) -> Relation:
    stripped = clause[: _before_small_words(clause)]
    for window in (stripped.rstrip(), clause.rstrip()):
        if not window.endswith(_phrases()):
            continue
        for phrase, relation in phrases_before():
            if window.endswith(phrase) and not window[: -len(phrase)][-1:].isalnum():
                return _weighed(phrase, relation, window[: -len(phrase)], clause[len(stripped) :], clause)
    if _GROUND.match(clause) or _PROPOSED.match(clause):
        return "based_on"
    carries_laws = "thuc hien luat" in clause and _AFTER_LAWS.search(clause)
    return "implements" if carries_laws else "mentions"


def _weighed(phrase: str, relation: Relation, rest: str, between: str, clause: str) -> Relation:
    """What the words around the phrase make of it."""
    if phrase in _POINTERS:
        return _pointed(phrase, rest.rstrip(), clause)
    if relation in ("amends", "replaces"):
        if _PASSIVE.search(rest.rstrip()):
            return "mentions"
        return "amends" if _PART.search(between) else relation
    return _carried_out(rest) if relation == "implements" else relation


def _pointed(phrase: str, rest: str, clause: str) -> Relation:
    """ "... tại Tờ trình số", "... ban hành kèm theo Quyết định số": the verb stands further to the left."""
    if phrase in ("kem theo", "ban hanh"):
        attached = _ATTACHED.search(rest)
        if attached:
            whole = attached["verb"] in ("thay the", "bai bo", "huy bo") and _WHOLE.match(attached["what"])
            return "replaces" if whole else "amends"
    if _PROPOSED.match(clause):
        return "based_on"
    return (
        "implements" if phrase == "tai" and _ORDERED.search(rest) and not _is_told(rest[-70:]) else "mentions"
    )


def _carried_out(rest: str) -> Relation:
    """ "thực hiện" counts where a document or an order stands before it; told as news it is only a mention."""
    tail = rest[-70:]
    if any(word in tail for word in document_words()) and _document().search(tail):
        return "implements"
    return "mentions" if _is_told(tail) else "implements"


def _is_told(tail: str) -> bool:
    """Looking for the bare words first spares the pattern, which is tried at every letter."""
    return any(word in tail for word in _TELLING) and _TOLD.search(tail) is not None


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(phrase for phrase, _ in phrases_before())


def _before_small_words(clause: str) -> int:
    """Where the small words begin that a clause ends with ("thực hiện | một số nội dung của"), its length if there are none.

    Looked for from the end, word by word: a search would try the words at every letter.
    """
    start = at = len(clause.rstrip(" ,"))
    failed = 0
    while at and failed < _longest_between():
        word = max(clause.rfind(" ", 0, at), clause.rfind(",", 0, at)) + 1
        at = len(clause[:word].rstrip(" ,"))
        if _between().match(clause, at):
            start, failed = at, 0
        else:
            failed += 1  # perhaps inside a phrase of several words
    return start


@cache
def _longest_between() -> int:
    """Words in the longest phrase of `_between`; its parts have two."""
    return max(2, *(len(words.split()) for words in words_between()))


@cache
def _between() -> re.Pattern[str]:
    words = "|".join(map(re.escape, words_between()))
    parts = r"diem \w|khoan \d+\w?|dieu \d+\w?|muc [\w.]+|phan \w+|chuong \w+"
    return re.compile(rf"(?:(?:^|[ ,]+)(?:{words}|{parts})(?=$|[ ,]))*[ ,]*$")


@cache
def _document() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, document_words()))})\b(?! va dau tu)")
