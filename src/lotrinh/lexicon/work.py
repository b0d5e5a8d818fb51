"""The words of giving work to somebody, from data/work.toml, as patterns on folded text."""

from __future__ import annotations

import re
from functools import cache

from lotrinh.lexicon.alternatives import alternatives
from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key

# Two placements of the tone mark in open syllables.
_TONES = (("óa", "oá"), ("òa", "oà"), ("ọa", "oạ"), ("ỏa", "oả"), ("ủy", "uỷ"), ("úy", "uý"), ("ụy", "uỵ"))
# "căn cứ chức năng ...": the one phrase with "căn cứ" that is no part of the work.
_BY_OFFICE = r" *,? *can +cu +chuc +nang *,? *nhiem +vu(?: +duoc +giao)? *,?"
_CHARGED = r" +duoc +(?:giao|phan +cong) +nhiem +vu [^,;.]{0,90}?(?= +co +trach +nhiem)"


@cache
def _table() -> dict[str, list[str]]:
    return read_toml("work")


@cache
def words(name: str) -> tuple[str, ...]:
    """One list of the table as search keys, the longest first.

    >>> "chu tri" in words("verbs")
    True
    """
    return tuple(sorted((search_key(w) for w in _table()[name]), key=len, reverse=True))


def first_words(*names: str) -> frozenset[str]:
    """The words that the phrases of lists open with, as search keys: a quick look before their pattern is tried.

    >>> sorted(first_words("requests"))
    ['de', 'kien', 'mong']
    """
    return frozenset(phrase.partition(" ")[0].rstrip(",") for name in names for phrase in words(name))


def either(name: str) -> str:
    """The list as an alternation that allows any run of spaces between words."""
    return "|".join(re.escape(w).replace(r"\ ", " +") for w in words(name))


def printed(*names: str) -> str:
    """Lists with their marks, in both placements of the tone mark, as one pattern (see `alternatives`)."""
    return alternatives(
        spelling for name in names for word in _table()[name] for spelling in sorted(_spellings(word))
    )


def _spellings(word: str) -> set[str]:
    spellings = {word}
    for old, new in _TONES:
        spellings |= {spelling.replace(old, new) for spelling in spellings}
    return spellings


@cache
def verb_pattern() -> re.Pattern[str]:
    """Matches where a piece of work begins with one of the verbs.

    >>> bool(verb_pattern().match("xay dung  de an")), bool(verb_pattern().match("ha tang dien"))
    (True, False)
    """
    return re.compile(
        rf"(?!(?:{alternatives(words('verb_traps'))}|nam +\d+)(?!\w)){alternatives(words('verbs'))}(?!\w)"
    )


@cache
def opener_pattern() -> re.Pattern[str]:
    """A connective at the head of a sentence with the comma after it."""
    return re.compile(rf"(?:{either('openers')})(?!\w) *[,:]? *")


@cache
def modal_pattern() -> re.Pattern[str]:
    """What stands between an agency and its work."""
    return re.compile(
        rf"{_CHARGED}| *,? *(?!can +(?:bo|cu|doi|bang|nhac|thiet|tho|canh)(?!\w))(?:{either('modals')})(?!\w) *,?|{_BY_OFFICE}"
    )


@cache
def order_pattern() -> re.Pattern[str]:
    """An order: "yêu cầu", "giao"; never the first half of "giáo dục" or "giao thông".

    >>> [bool(order_pattern().match(text)) for text in ("giao so cong thuong", "giao duc va dao tao")]
    [True, False]
    >>> bool(order_pattern().search("cac nhiem vu duoc giao tai ke hoach"))
    False
    """
    return re.compile(
        rf"(?<!\w)(?<!duoc )(?:{either('orders')})(?!\w)(?! +(?:{either('order_traps')}|thuong(?! +(?:truc|vu)(?!\w)))(?!\w)) *:?"
    )


@cache
def request_pattern() -> re.Pattern[str]:
    """A request between equals or upwards: "đề nghị", "kiến nghị"."""
    return re.compile(rf"(?<!\w)(?:{either('requests')})(?!\w) *:?")


@cache
def asking_pattern() -> re.Pattern[str]:
    """An order or a request."""
    return re.compile(rf"(?<!\w)(?:{either('orders')}|{either('requests')})(?!\w) *:?")


@cache
def focal_pattern() -> re.Pattern[str]:
    """ "Là cơ quan đầu mối, giúp UBND tỉnh theo dõi ...": says who follows the whole document, and no single work.

    >>> [bool(focal_pattern().match(text)) for text in ("la co quan dau moi, giup", "la dau moi chu tri, tiep nhan")]
    [True, False]
    """
    return re.compile(rf"la +(?:{either('focal')})(?!\w)(?! +(?:chu +tri|tiep +nhan))")


@cache
def head_pattern() -> re.Pattern[str]:
    """The title of a person before the name of an agency."""
    return re.compile(rf"(?:{either('heads')})(?!\w) *,? *")


@cache
def office_pattern() -> re.Pattern[str]:
    """A word before the name of an agency that belongs to the name."""
    return re.compile(rf"(?:{either('offices')})(?!\w) +(?:cua +)?")


@cache
def body_pattern() -> re.Pattern[str]:
    """The first word of the name of a body no table knows."""
    return re.compile(rf"(?:{either('bodies')})(?!\w)")


@cache
def subject_pattern() -> re.Pattern[str]:
    """The first words of a body or a class of bodies that no table knows, where it stands as a subject; on marked text.

    >>> [bool(subject_pattern().match(text)) for text in ("Các chủ đầu tư lập", "Trường hợp có", "Tổ chức thực hiện", "Tổ chức tín dụng")]
    [True, False, False, True]
    """
    heads = rf"(?!{printed('subject_traps')}(?!\w)){printed('subjects', 'bodies')}"
    return re.compile(rf"(?:{heads}|tổ +chức(?= +{printed('organisation_tails')}))(?!\w)", re.IGNORECASE)


@cache
def acting_pattern() -> re.Pattern[str]:
    """A verb of work or what stands before one, with its marks: where a subject ends.

    >>> [m[0] for m in acting_pattern().finditer("chủ đầu tư hạ tầng đẩy mạnh")]
    ['đầu tư', 'đẩy mạnh']
    """
    return re.compile(
        rf"(?<!\w)(?:{printed('modals', 'verbs')}|làm +(?:đầu +mối|tốt)|là +(?:cơ +quan|đơn +vị|đầu +mối))(?!\w)"
    )


@cache
def compound_pattern() -> re.Pattern[str]:
    """A noun that holds a verb of work: "cơ sở đào tạo"."""
    return re.compile(rf"(?<!\w)(?:{either('compounds')})(?!\w)")


@cache
def label_pattern(name: str) -> re.Pattern[str]:
    """A label with its colon: "Thời gian thực hiện:".

    >>> bool(label_pattern("deadline_labels").search("cua tinh. thoi gian  thuc hien: nam 2021"))
    True
    """
    received = rf"|(?:{either('received_labels')}) [^.;:,]{{2,60}}" if name == "deadline_labels" else ""
    return re.compile(rf"(?:(?<=[.;,(\-] )|(?<=[.;,(\-])|^)(?:(?:{either(name)}){received}) *:")


@cache
def label_line_pattern(name: str) -> re.Pattern[str]:
    """A label at the head of a line, with its colon.

    >>> bool(label_line_pattern("lead_labels").match("don vi chu tri: so cong thuong"))
    True
    """
    return re.compile(rf"(?:{either(name)}) *(?:\([^()]*\) *)?:")


@cache
def product_pattern() -> re.Pattern[str]:
    """A verb of making and the document it makes."""
    return re.compile(
        rf"(?<!\w)(?:{either('product_verbs')})(?: +va +\w+ +\w+)?(?:,? +(?:{either('product_verbs')}))* +(?=(?:cac +|bo +)?(?:{either('products')})(?!\w))"
    )
