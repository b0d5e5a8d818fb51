"""The guard before everything else: a document that carries a secrecy mark is not read.

A mark is a word that stands by itself: on a line, in a box or a cell of the header, beside the number, behind the
label "Độ mật", in a page header or a file name. Law 117/2025/QH15 keeps such documents off this kind of system.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath

from lotrinh.lexicon.secrecy import secrecy_words
from lotrinh.reading.sources.messages import refusal
from lotrinh.reading.sources.unseen import drop_unseen
from lotrinh.values.folding import fold, unusual
from lotrinh.values.lookalikes import in_our_letters

_HEAD_LINES = 40
_CELLS = re.compile(r"\t|\||[^\S\n]{3,}")
_LONGEST = 400
_WORD = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s+")
# Two patterns, since one that opens with a single letter is searched for many times faster.
_MAT = tuple(
    re.compile(first + r"[^\w\n]{0,3}_?[ẬậẠạÂâĂăẶặAa][^\w\n]{0,3}_?[Tt](?![^\W_])") for first in "Mm"
)
_SIDES = re.compile(r"^[Il1i!] (?=\S.* [Il1i!]$)| [Il1i!]$")
_SPREAD = re.compile(r"(?<![^\W_])(?:[^\W\d_][\W_]+){2,}[^\W\d_](?![^\W_])")


def check(text: str, aside: Iterable[str] = (), usual: bool = False) -> None:
    """Raises Refused("secret") where a line of the text, or of what stands beside it, is a secrecy mark.

    `usual` tells that somebody has already looked whether the text holds unusual characters, and found none.
    """
    if find_mark(text, aside, usual) is not None:
        raise refusal("secret")


def check_name(name: str) -> None:
    """Raises Refused("secret") where a file name carries a secrecy mark."""
    if is_marked_name(name):
        raise refusal("secret")


def is_internal(text: str, aside: Iterable[str] = ()) -> bool:
    """Whether a line says LƯU HÀNH NỘI BỘ: no secret, but nothing for the public either.

    >>> is_internal("LƯU HÀNH NỘI BỘ\\nTài liệu tập huấn"), is_internal("phát hành để lưu hành nội bộ")
    (True, False)
    """
    words = secrecy_words().internal
    told = [passage for passage in (text, *aside) if any(word in passage for word in words)]
    lines = (line for passage in told for line in passage.split("\n") if len(line) <= _LONGEST)
    return any(_bare(line) in words for line in lines)


def find_mark(text: str, aside: Iterable[str] = (), usual: bool = False) -> str | None:
    """The line that is a secrecy mark, or None. `aside` (page headers, text boxes ...) is judged like a document's head.

    >>> find_mark("M Ậ T\\nKẾ HOẠCH")
    'M Ậ T'
    >>> find_mark("CHẾ ĐỘ MẬT\\nVề bảo mật thông tin") is None
    True
    """
    text = text if usual else _as_seen(text)
    head_end = _head_end(text)
    for place in _candidates(text):
        line, above = _line_at(text, place)
        if _is_mark(line, above, in_head=place < head_end):
            return line.strip()
    lines = (line for passage in aside for line in _as_seen(passage).split("\n") if len(line) <= _LONGEST)
    return next((line.strip() for line in lines if _is_mark(line, "", in_head=True)), None)


def _as_seen(text: str) -> str:
    """What the eye sees: composed, without widthless characters, look-alikes of other alphabets as our letters."""
    if not unusual(text):
        return text
    return unicodedata.normalize("NFC", in_our_letters(drop_unseen(text)[0]))


def _candidates(text: str) -> list[int]:
    """Where a word MẬT or MAT may stand, its letters perhaps spread; all else is skipped at the speed of a search."""
    return sorted([match.start() for pattern in _MAT for match in pattern.finditer(text)])


def _head_end(text: str) -> int:
    """Where the last of the first so many lines with words ends."""
    end = at = filled = 0
    while filled < _HEAD_LINES and at <= len(text):
        stop = text.find("\n", at)
        stop = stop if stop >= 0 else len(text)
        if text[at:stop].strip():
            end, filled = stop, filled + 1
        at = stop + 1
    return end


def _line_at(text: str, place: int) -> tuple[str, str]:
    """The line a place stands on and the line above it."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    end = end if end >= 0 else len(text)
    return text[start : min(end, start + _LONGEST)], above[-_LONGEST:]


def _is_mark(line: str, above: str, in_head: bool) -> bool:
    if _labelled().match(line) or _numbered().match(line):
        return True
    if in_head and (_leading().match(line) or (_trailing().search(line) and not _is_compound(line))):
        return True
    if in_head and _stands_before_place(line):
        return True
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    if len(cells) == 1:
        return _is_lower_half(line, above) or (
            not _is_broken_word(above) and _stands_alone(cells[0], in_head)
        )
    return in_head and any(_stands_alone(cell, in_head=False) for cell in cells)


def _stands_before_place(line: str) -> bool:
    """MẬT Hà Nội, ngày 02 ...: below the number on the left, at the height of the date on the right."""
    head, date, _ = line.partition(", ngày")
    words = head.split() if date else []
    return any(
        _stands_alone(" ".join(words[:-count]), in_head=False) for count in range(1, min(7, len(words)))
    )


def _stands_alone(cell: str, in_head: bool) -> bool:
    key = _SPACE.sub("", _closed_up(_SIDES.sub("", _bare(cell))))
    if in_head and key[:1].isupper():
        key = key.upper()
    return _alone().fullmatch(key) is not None


def _closed_up(cell: str) -> str:
    """Letters set apart, by whatever signs, as one word: M.Ậ.T and M-Ậ-T."""
    return _SPREAD.sub(lambda match: "".join(filter(str.isalpha, match.group())), cell)


def _is_compound(line: str) -> bool:
    """Whether the word before the last one makes a compound of it: BẢO MẬT."""
    words = _WORD.findall(line.lower())
    return len(words) > 1 and words[-2] in secrecy_words().broken_before


def _is_broken_word(above: str) -> bool:
    """Whether the line above ends in a word that "MẬT" completes: a wrapped "BẢO / MẬT" is no mark."""
    words = _bare(above).split()
    return bool(words) and words[-1].lower() in secrecy_words().broken_before


def _is_lower_half(line: str, above: str) -> bool:
    """A stamp of two lines: TỐI over MẬT."""
    grades = [_SPACE.sub("", grade) for grade in secrecy_words().grades]
    return _SPACE.sub("", _bare(above) + _bare(line)) in grades


def _bare(text: str) -> str:
    """Without what frames it: brackets, stars, rules of a box drawn in characters."""
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def _either(words: Iterable[str], gap: str = "") -> str:
    return "|".join(re.escape(word).replace(r"\ ", gap) for word in words)


@cache
def _alone() -> re.Pattern[str]:
    """A whole line without its spaces: a grade, perhaps with an urgency, a carrier or the number of the copy."""
    words = secrecy_words()
    with_marks = _either(words.grades)
    unmarked = _either(fold(grade).upper() for grade in words.grades)
    misread = "|".join(words.misread)
    return re.compile(
        rf"""
        (?: (?:{_either(words.urgencies)}) \W* )?         # HỎA TỐC - MẬT
        (?: {_either(words.carriers)} )?                  # TÀI LIỆU MẬT
        (?: {with_marks} | {unmarked} | {misread} )       # MẬT, MAT where marks were lost, MÂT as scans are read
        (?: \W* (?:{_either(words.urgencies)}) )?         # MẬT - KHẨN
        (?: \W* (?:{_either(word.replace(" ", "") for word in words.internal)}) )?   # MẬT - LƯU HÀNH NỘI BỘ
        (?: \W* (?i:bảnsố) \W* [\d.…/]* )?                # TỐI MẬT - Bản số: 03
        """,
        re.VERBOSE,
    )


@cache
def _labelled() -> re.Pattern[str]:
    """Độ mật: Tối mật."""
    words = secrecy_words()
    labels, grades = _either(words.labels, r"\s+"), _either(words.grades, r"\s+")
    return re.compile(rf"\W*(?:{labels})\s*[:\-–]\s*[\"“(\[]?\s*(?:{grades})\b\W*(?:\t|$)", re.IGNORECASE)


@cache
def _numbered() -> re.Pattern[str]:
    """Số: 12/BC-UBND (MẬT): upper case beside the number; a bare MẬT only where nothing but the header's other side follows."""
    grades = _either(secrecy_words().grades, r"\s+")
    return re.compile(
        rf"\W*Số\s*:?\s*[\d.…]*\s*[/\-–]\s*[^\s(\[]{{1,30}}\s*[(\[]?\s*(?:{grades})\s*[)\]]?\s*(?:\t|\s{{3}}|$)"
    )


@cache
def _leading() -> re.Pattern[str]:
    """MẬT   Số: 01/BC-UBND, or with the state's name behind it: two columns of a letterhead on one line."""
    grades, others = _either(secrecy_words().grades, r"\s+"), _either(secrecy_words().beside, r"\s+")
    return re.compile(rf"\W*(?:{grades})\s+(?:{others})")


@cache
def _trailing() -> re.Pattern[str]:
    """UBND TỈNH MẪU - MẬT: upper case behind a dash or in brackets at the end of a line."""
    grades = _either(secrecy_words().grades, r"\s+")
    return re.compile(rf"(?:\s[-–—]\s*|[(\[]\s*)(?:{grades})\s*[)\]]?\s*$")


@cache
def _in_name() -> re.Pattern[str]:
    """TUYỆT MẬT, tối mật, MẬT as words of a file name that are part of no compound (names are compared with marks)."""
    words = secrecy_words()
    before = "".join(rf"(?<!\b{re.escape(word)}[\s_\-.])" for word in words.name_before)
    after = _either(words.name_after, r"[\s_\-.]+")
    return re.compile(
        rf"{before}(?<![^\W_])(?:(?:tuyệt|tối)[\s_\-.]*)?mật(?![^\W_])(?![\s_\-.]+(?:{after})(?![^\W_]))"
    )


_UNMARKED_NAME = re.compile(
    r"""
    [(\[]\s*(?:(?:tuyet|toi)[ _-]*)?mat\s*[)\]]                 # (MAT)
    | (?<![^\W_])(?:tuyet|toi)[ _-]mat(?:$|\W|_)(?!bang|tran)   # toi-mat
    | (?<![^\W_])(?:ubnd|hdnd|tu|bc|kh|tb|cv|qd|ttr)[ _-]+mat$      # 12-BC-UBND-MAT
    | (?:^|\s-\s|__|\.)mat(?:$|\s-\s|__|\.)                      # MAT - Bao cao
    """,
    re.VERBOSE,
)


def is_marked_name(name: str) -> bool:
    """Whether a file name says that the document is secret.

    >>> is_marked_name("Báo cáo (MẬT).docx"), is_marked_name("TOI MAT - Ke hoach.pdf")
    (True, True)
    >>> is_marked_name("Kế hoạch bảo mật.docx"), is_marked_name("Mat tran To quoc.docx"), is_marked_name("mật độ dân số.pdf")
    (False, False, False)
    """
    shown = unicodedata.normalize("NFC", name[-_LONGEST:]).replace("\x00", "").replace("\\", "/")
    stem = re.sub(r"(?:\.[A-Za-z]{2,5}\d?)+\s*$", "", PurePosixPath(shown).name).lower()
    return _in_name().search(stem) is not None or _UNMARKED_NAME.search(fold(stem)) is not None
