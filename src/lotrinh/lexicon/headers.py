"""Words of the head of a document, from data/header.toml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from lotrinh.lexicon.agencies import agencies
from lotrinh.lexicon.tables import read_toml
from lotrinh.values.folding import search_key

_DASH = re.compile(r" *- *")


@cache
def _table() -> dict[str, Any]:
    return read_toml("header")


@cache
def _keys(name: str) -> frozenset[str]:
    return frozenset(search_key(word) for word in _table()[name])


def urgencies() -> frozenset[str]:
    """Urgency marks as search keys ("hoa toc", "khan")."""
    return _keys("urgencies")


def not_issuers() -> frozenset[str]:
    """Lines in capitals at the top of a page that name no body ("du thao")."""
    return _keys("not_issuers")


def unfinished() -> frozenset[str]:
    """Names that the next line goes on with ("ban chap hanh")."""
    return _keys("unfinished")


@cache
def _opening(name: str) -> re.Pattern[str]:
    words = sorted((search_key(word) for word in _table()[name]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


def opens_with_organ(key: str) -> bool:
    """Whether a folded line begins with the first words of a body's name.

    >>> opens_with_organ("so cong thuong"), opens_with_organ("tinh phu yen")
    (True, False)
    """
    return _opening("organs").match(key) is not None and _opening("not_organs").match(key) is None


def opens_with_equal(key: str) -> bool:
    """Whether a folded line names a body that signs beside another and not under it."""
    return _opening("equals").match(key) is not None


def opens_with_authority(key: str) -> bool:
    """Whether a folded line is the one under a title that says who decides.

    >>> opens_with_authority("chu tich uy ban nhan dan tinh ca mau")
    True
    """
    return _opening("authorities").match(key) is not None


def opens_text(key: str) -> bool:
    """Whether a folded line opens the running text ("can cu", "kinh gui").

    >>> opens_text("can cu luat to chuc"), opens_text("ve viec phong chong lut bao")
    (True, False)
    """
    return _opening("grounds").match(key) is not None


def may_open_text(key: str) -> bool:
    """Whether a folded line may open the running text as well as a title: below a title, it does.

    >>> may_open_text("thuc hien nghi quyet so 124/nq-cp"), may_open_text("phat trien cong nghiep")
    (True, False)
    """
    return _opening("grounds_or_title").match(key) is not None


@cache
def written_out() -> dict[str, str]:
    """Search key of an abbreviated word -> the words in full ("ubnd" -> "Ủy ban nhân dân")."""
    return {search_key(short): full for short, full in _table()["written_out"].items()}


def name_key(words: str) -> str:
    """Folded name with tight dashes, by which names are compared.

    >>> name_key("BỘ LAO ĐỘNG – THƯƠNG BINH VÀ XÃ HỘI")
    'bo lao dong-thuong binh va xa hoi'
    """
    return _DASH.sub("-", search_key(words))


@cache
def names() -> dict[str, str]:
    """Folded name of a body -> its spelling in running text.

    >>> names()["ban chap hanh trung uong"], names()["so cong thuong"]
    ('Ban Chấp hành Trung ương Đảng', 'Sở Công Thương')
    """
    table: dict[str, str] = {}
    for agency in agencies():
        for form in (agency.name, *agency.forms):
            if " " in form:
                table.setdefault(name_key(form), agency.name)
    return table | {name_key(name): spelled for name, spelled in _table()["names"].items()}


@cache
def inner_names() -> tuple[str, ...]:
    """Names that keep their capitals inside another name."""
    return tuple(_table()["inner_names"])


@cache
def placed_bare() -> frozenset[str]:
    """Names that take the bare name of a province ("Ban quản lý Khu kinh tế Phú Yên")."""
    return frozenset(agency.name for agency in agencies() if agency.place == "bare")


@cache
def kind_of_type() -> dict[str, str]:
    """Abbreviation of a type -> kind of reading.

    >>> kind_of_type()["KH"], kind_of_type()["CTr"]
    ('plan', 'programme')
    """
    return dict(_table()["kind"])
