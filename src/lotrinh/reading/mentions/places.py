"""Provinces and names of places next to a body's name, and which province a document belongs to."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from lotrinh.lexicon.provinces import provinces_by_name
from lotrinh.reading.mentions.squeezed import FOLDED, Squeezed
from lotrinh.reading.structure.view import View, remembered
from lotrinh.reading.structure.word_places import matches_at
from lotrinh.values.folding import search_key

_WORD = re.compile(r"[\w']+(?:-[\w']+)?")
_CENTRAL = re.compile(r"(?<!\w)(?:CHÍNH PHỦ|THỦ TƯỚNG|BỘ CHÍNH TRỊ|TRUNG ƯƠNG|QUỐC HỘI|BỘ [A-ZĐ])")
# Who issues it, in the head of a document: "ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "Tỉnh ủy Phú Yên", "SỞ CÔNG THƯƠNG TỈNH ...".
_ISSUER = re.compile(
    r"(?<!\w)(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|tinh uy|thanh uy|dang bo)(?P<kind> tinh| thanh pho)? (?=\w)"
)
# "UBND tỉnh" said at home: the reader knows which province is meant.
_home_words = FOLDED.places(
    lambda: ("ubnd tinh", "hdnd tinh", "uy ban nhan dan tinh", "hoi dong nhan dan tinh")
)
_place_words = FOLDED.places(lambda: ("tinh ", "thanh pho "))
_AT_HOME = re.compile(r"(?<!\w)(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan) tinh(?!\w)")
_HEAD = 700
_OFTEN = 3


@cache
def _province() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, provinces_by_name()), key=len, reverse=True))
    return re.compile(rf"(?:{names})(?!\w)")


def province_at(text: Squeezed, at: int) -> tuple[str, int] | None:
    """(name in its proper spelling, end) of the province whose name stands at `at`, written with a capital.

    >>> province_at(Squeezed.of(View.of("tỉnh Ðắk\\nLắk")), 5)
    ('Đắk Lắk', 12)
    """
    found = _province().match(text.folded, at)
    if not found or not text.cased[at].isupper():
        return None
    return provinces_by_name()[found[0]].name, found.end()


def proper_at(text: Squeezed, at: int) -> tuple[str, int] | None:
    """(name, end) of up to four words with capitals at `at`, as places are written (NĐ 30/2020/NĐ-CP, Phụ lục II).

    In a line of capitals at most two words are taken, since nothing shows where the name ends.
    """
    end, words = at, 0
    for word in _WORD.finditer(text.cased, at, at + 60):
        if not word[0][0].isupper() or (words and text.cased[end : word.start()] != " "):
            break
        end, words = word.end(), words + 1
        if words == 4 or (words == 2 and text.cased[at:end].isupper()):
            break
    return (text.cased[at:end], end) if words else None


def bare_name(province: str | None) -> str:
    """ "tỉnh Phú Yên" without its kind; "" for None.

    >>> bare_name("thành phố Hà Nội"), bare_name(None)
    ('Hà Nội', '')
    """
    return (province or "").removeprefix("tỉnh ").removeprefix("thành phố ")


# Who issues it, alone in a line: "PHƯỜNG TÂN LẬP", "UBND XÃ HÒA PHÚ", "ĐẢNG ỦY ĐẶC KHU PHÚ QUÝ".
_COMMUNE = re.compile(
    r"[ *#]*(?:(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|dang uy|van phong) +)?(?P<kind>xa|phuong|dac khu|thi tran) +"
    r"(?P<name>[^\W_]+(?: [^\W_]+){0,4})[ *]*(?=$|  )"
)
_CELL = re.compile(r"[^\n\t|]+")


@remembered
def find_commune(view: View) -> str | None:
    """The commune that speaks, "phường Tân Lập", from the capitals of its head; None for any other document.

    >>> find_commune(View.of("ỦY BAN NHÂN DÂN\\nPHƯỜNG TÂN LẬP\\nSố: 1/KH-UBND"))
    'phường Tân Lập'
    """
    for cell in _CELL.finditer(view.text, 0, _HEAD):
        found = _COMMUNE.match(view.folded[cell.start() : cell.end()])
        if found is None:
            continue
        printed = view.flat[cell.start() + found.start("kind") : cell.start() + found.end("name")]
        if printed.isupper():
            kind = printed[: len(found["kind"])].lower()
            return f"{kind} {printed[len(kind) :].strip().title()}"
    return None


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(tinh|thanh pho) (?=\w)")


@remembered
def find_province(view: View) -> str | None:
    """The province a document speaks for, printed ("tỉnh Phú Yên"): its issuer's, else the one named most.

    >>> find_province(View.of("Ủy ban nhân dân tỉnh Bắc Ninh ... tỉnh Bắc Ninh ... tỉnh Hà Nam"))
    'tỉnh Bắc Ninh'
    """
    text = Squeezed.of(view)
    return _issuing(text) or _most_named(text)


def _issuing(text: Squeezed) -> str | None:
    for issuer in _ISSUER.finditer(text.folded, 0, _HEAD):
        named = province_at(text, issuer.end())
        if named:
            kind = (issuer["kind"] or "").strip()
            return (
                f"{'thành phố' if kind == 'thanh pho' else 'tỉnh'} {named[0]}" if kind else _printed(named[0])
            )
    return None


def _printed(name: str) -> str:
    return provinces_by_name()[search_key(name).replace(" - ", "-")].printed


def _speaks_at_home(text: Squeezed) -> bool:
    """A province's own document says "UBND tỉnh" without the name; its title may well cite the Government."""
    said = matches_at(_AT_HOME, text.folded, _home_words(text.view), 0, len(text.folded))
    bare = (found for found in said if not province_at(text, found.end() + 1))
    return sum(1 for _ in bare) >= _OFTEN


def _most_named(text: Squeezed) -> str | None:
    """More than half of all provinces named must be the one; what the centre issues speaks for none unless most do."""
    counts: Counter[str] = Counter()
    for word in matches_at(_placed(), text.folded, _place_words(text.view), 0, len(text.folded)):
        named = province_at(text, word.end())
        if named:
            counts[f"{'tỉnh' if word[1] == 'tinh' else 'thành phố'} {named[0]}"] += 1
    if not counts:
        counts.update(
            _printed(named[0])
            for m in _province().finditer(text.folded)
            if (named := province_at(text, m.start()))
        )
    if not counts:
        return None
    name, times = counts.most_common(1)[0]
    central = _CENTRAL.search(text.cased, 0, _HEAD) is not None and not _speaks_at_home(text)
    if central and (times < 3 or times * 5 < counts.total() * 3):
        return None
    return name if times * 2 > counts.total() else None
