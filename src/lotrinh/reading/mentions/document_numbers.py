"""Where numbers of documents stand: the number, the type word before it and the day after it, without judging them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from lotrinh.lexicon.document_kinds import abbreviation_of_name, spelling_of_code, types_without_number_word
from lotrinh.lexicon.number_words import scales
from lotrinh.lexicon.units import units
from lotrinh.reading.mentions.squeezed import Marked, Squeezed, digit_runs
from lotrinh.reading.structure.view import View, remembered
from lotrinh.values.frozen import frozen
from lotrinh.values.small_letters import marked


@frozen
class DocumentNumber:
    """`[start, end)` from the type word to the day, in the squeezed text; `number` normalised, bare where no code is printed."""

    start: int
    end: int
    number_start: int
    type: str | None
    number: str
    date: date | None
    bare: bool
    follows: bool = False


# 23-NQ/TW, 124/NQ-CP, 30/2020/NĐ-CP, 402-CV/VPĐU, 66.25/2026/NQ-CP, 64/2025/QH15; the code begins with a capital.
_CODED = re.compile(
    r"(?:(?<![\w.,/&-])|(?<= s))(\d{1,5}(?:\.\d{1,3})?[a-z]?)((?: ?/ ?\d{4})?)( ?[/-] ?| (?=(?:NQ|QĐ|KH|CT|CTr|KL|TB|BC|NĐ|TTr|HD)[/-]))([A-ZĐƯ][A-ZĐƯa-z0-9]*(?:(?: ?/ ?|[&-])[A-ZĐƯ][A-ZĐƯa-z0-9]*|\.[A-ZĐƯ]{1,4}(?!\w))*)"
)
_BARS = frozenset("/-")
_AFTER_SPACE = frozenset("/-NQKCTBH")
_AFTER_LETTER = frozenset("/- ")
_SEGMENT = re.compile(r"[/.-]")
_SIGN = re.compile(r"([/&.-])")
_SO = re.compile(r"(?<!\w)so:? ?$")
_BARE = re.compile(r"(?<![\w.,/-])\d{1,5}(?![\w%/-]|[.,]\d)")
_NEXT = re.compile(r"(?:, ?| va | hoac |; )(?:so )?(?=\d)")
_DAY = re.compile(
    r"[,|]? ?\(?(?:ban hanh |ky )?ngay (\d{1,2})(?:(?: ?([/.-]) ?(\d{1,2}) ?\2 ?)| thang (\d{1,2}) nam )((?:19|20)\d\d)(?!\d)"
)
_LAW = re.compile(r"(?:Bộ luật|Bộ Luật|Luật|Pháp lệnh)(?= |$)(?:(?!Luật |Bộ luật )[^;.:()|]){0,110}$")


_TYPE_REACH = 48
_LOST = " s"
"""What a page recognised from a picture may leave of "số": "Nghị định s 63/2010/NĐ-CP", "Nghị định s48/2013/NĐ-CP"."""


@cache
def _types_by_ending() -> dict[str, tuple[str, ...]]:
    """Names by their last three letters, the longest first: "chuong trinh hanh dong" is not taken for a shorter name."""
    names: dict[str, tuple[str, ...]] = {}
    for name in sorted(abbreviation_of_name(), key=len, reverse=True):
        names[name[-3:]] = (*names.get(name[-3:], ()), name)
    return names


def _type_before(folded: str, at: int) -> tuple[int, str, bool] | None:
    """(start, folded name, whether "số" follows it) of the type word that ends where a number begins.

    Written without a pattern, which would be tried at every letter before every number of a text.
    """
    near = folded[at - 4 if at > 4 else 0 : at].removesuffix(" ")
    if near[-3:] not in _types_by_ending() and not near.endswith(("so", ":", " s")):
        return None
    floor = max(0, at - _TYPE_REACH)
    left = folded[floor:at].removesuffix(" ")
    worded = left.removesuffix(":")
    if worded.endswith(("so", _LOST)):
        left = worded[:-2].removesuffix(" ").removesuffix(":")
        ends = len(left)
        left = left.removesuffix(" khan").removesuffix(" hoa toc")  # "Công điện khẩn số"
        if len(left) < ends and not left.endswith("cong dien"):
            return None
    for name in _types_by_ending().get(left[-3:], ()):
        if left.endswith(name):
            start = floor + len(left) - len(name)
            if not start or not (folded[start - 1].isalpha() or folded[start - 1] == "_"):
                return start, name, worded.endswith(("so", _LOST))
    return None


@cache
def _counted() -> re.Pattern[str]:
    forms = {form.lower() for unit in units() for form in unit.forms} | set(scales())
    words = "|".join(sorted((re.escape(marked(form)) for form in forms), key=len, reverse=True))
    return re.compile(rf" ?(?:{words})(?!\w)")


def document_numbers(text: Marked) -> tuple[DocumentNumber, ...]:
    """In reading order, each type word taken once. Coordinated numbers follow their head: "52 và 23"."""
    return _in_order(text.view)


@remembered
def _in_order(view: View) -> tuple[DocumentNumber, ...]:
    return tuple(sorted(_found(Squeezed.of(view)), key=lambda n: n.start))


def _found(text: Squeezed) -> Iterator[DocumentNumber]:
    folded, cased, taken = text.folded, text.cased, -1
    for at, end in digit_runs(text.view):
        if at < taken or (at and not _may_begin(folded, at)):
            continue
        head = (_coded(text, at) if _may_be_coded(cased, end) else None) or _plain(text, at)
        while head:
            yield head
            taken = head.end
            head = _following(text, head)


def _may_begin(folded: str, at: int) -> bool:
    """Digits that go on with a word or a sign are no number of a document, but after what is left of "số"."""
    before = folded[at - 1]
    if before in "_.,/&-" or before.isalnum():
        return before == "s" and folded.endswith(_LOST, 0, at) and _type_before(folded, at) is not None
    return True


def _may_be_coded(cased: str, end: int) -> bool:
    """A quick look at the two characters after the digits, which spares `_CODED` at nearly every number of a text."""
    sign, following = cased[end : end + 1], cased[end + 1 : end + 2]
    if sign == " ":
        return following in _AFTER_SPACE
    if sign == ".":
        return following.isdigit()
    return sign in _BARS or (sign.isalpha() and following in _AFTER_LETTER)


def _coded(text: Squeezed, at: int) -> DocumentNumber | None:
    found = _CODED.match(text.cased, at)
    if not found:
        return None
    code = _code(found[4])
    segments = _SEGMENT.split(code)
    year = found[2].replace(" ", "")
    if not any(len(part) > 1 for part in segments) or not (
        len(segments) > 1 or year or _is_old(text, at, code) or _is_named(text, at, found[3], code)
    ):
        return None
    number = found[1] + year + (found[3].strip() or "-") + code
    return _with_type(text, at, found.end(), number, segments)


# Symbols of one part, as documents bore them before 1998: "Quyết định số 192/CP", "Nghị định 59-CP".
_OLD_CODES = frozenset(["CP", "TTg", "HĐBT", "UB", "CTN", "HĐNN"])


def _is_old(text: Squeezed, at: int, code: str) -> bool:
    return code in _OLD_CODES and _type_before(text.folded, at) is not None


def _is_named(text: Squeezed, at: int, sign: str, code: str) -> bool:
    """ "Công văn số 285/SKHĐT": after a type word with "số" a symbol may have the organ alone."""
    if "/" not in sign or not code.isupper() or not code.isalpha():
        return False
    kind = _type_before(text.folded, at)
    return kind is not None and kind[2]


def _code(printed: str) -> str:
    parts = _SIGN.split(printed.replace(" ", ""))
    return "".join(spelling_of_code().get(part.upper(), part) for part in parts)


# "Mẫu số 01-ĐĐN-CT" numbers a form, not a document.
_FORM_WORDS = ("mau ", "bieu ", "phu luc ")
_FORM = re.compile(r"(?<!\w)(?:mau|bieu|bieu mau|phu luc) $")


def _with_type(text: Squeezed, at: int, end: int, number: str, segments: list[str]) -> DocumentNumber | None:
    name, start = _type_of_code(segments), at
    law = _LAW.search(text.cased[max(0, at - 120) : at]) if name in ("QH", "PL") else None
    kind = _type_before(text.folded, at)
    if law:
        start = at - len(law[0])
    elif kind:
        start, word, _ = kind
        name = abbreviation_of_name()[word].replace("CTHĐ", "CTr")
        if (
            name == "QyĐ" and segments[0] == "QĐ"
        ):  # a regulation of the Party bears the symbol of its decisions
            name = "QĐ"
    elif so := _SO.search(text.folded, max(0, at - 5), at):
        start = at - len(so[0])
    if not law and not kind and "/" not in number:
        return None
    if text.folded.endswith(_FORM_WORDS, 0, start) and _FORM.search(text.folded, max(0, start - 12), start):
        return None
    day, end = _day_after(text, end)
    return DocumentNumber(start, end, at, name, number, day, bare=False)


@cache
def _type_codes() -> frozenset[str]:
    return frozenset(abbreviation_of_name().values())


def _type_of_code(segments: list[str]) -> str | None:
    known = spelling_of_code()
    for part in segments:
        if part.startswith("QH") and part[2:].isdigit():
            return "QH"
        if known.get(part.upper()) in _type_codes():
            return known[part.upper()]
    return "CV" if segments and segments[0] in ("UBND", "HĐND", "VPCP", "TTg", "CP") else None


def _day_after(text: Squeezed, end: int) -> tuple[date | None, int]:
    found = _DAY.match(text.folded, end)
    if not found:
        return None, end
    try:
        return date(int(found[5]), int(found[3] or found[4]), int(found[1])), found.end()
    except ValueError:
        return None, end


def _plain(text: Squeezed, at: int) -> DocumentNumber | None:
    kind = _type_before(text.folded, at)
    found = _BARE.match(text.folded, at) if kind else None
    if not found or not kind:
        return None
    start, name, worded = kind
    if not worded and name not in types_without_number_word():
        return None
    if _counted().match(text.marked, found.end()):
        return None
    if not worded and (len(found[0]) < 2 or (name == "quyet dinh" and text.cased[start] != "Q")):
        return None
    day, end = _day_after(text, found.end())
    return DocumentNumber(start, end, at, abbreviation_of_name()[name], found[0], day, bare=True)


def _following(text: Squeezed, head: DocumentNumber) -> DocumentNumber | None:
    """The next number under the same type word, if the list goes on."""
    found = _NEXT.match(text.folded, head.end)
    if not found:
        return None
    at = found.end()
    coded = _coded(text, at)
    if coded:
        untyped = coded.start == coded.number_start or text.folded.startswith("so", coded.start)
        typed = head.type if untyped and coded.type in (None, "CV", head.type) else coded.type
        return DocumentNumber(
            coded.start, coded.end, at, typed, coded.number, coded.date, False, typed == head.type
        )
    bare = _BARE.match(text.folded, at)
    if not bare or head.date or _counted().match(text.marked, bare.end()) or len(bare[0]) < 2:
        return None
    day, end = _day_after(text, bare.end())
    return DocumentNumber(at, end, at, head.type, bare[0], day, bare=True, follows=True)
