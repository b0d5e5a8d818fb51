"""Who a report comes from: organ lines, symbol and signing title by the kind of agency (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from datetime import date

from lotrinh.apps.organisations.models import Organisation, Province
from lotrinh.values.folding import search_key
from lotrinh.writing.report import Letterhead, Signer

# Beginning of the agency's name -> who signs for it.
_TITLES = (
    ("so ", "GIÁM ĐỐC"),
    ("ban quan ly", "TRƯỞNG BAN"),
    ("van phong", "CHÁNH VĂN PHÒNG"),
    ("thanh tra", "CHÁNH THANH TRA"),
)


def letterhead_of(organ: Organisation, province: Province, dated: date | None) -> Letterhead:
    """Without a number: it is given when the paper is registered. The province is called as on the day of the paper."""
    called = province.called_on(dated) if dated else province.full_name
    superior = _superior(organ, called)
    return Letterhead(
        superior=superior,
        organ=_without_place(organ.name, called) if superior else _in_full(organ.name),
        number=None,
        symbol=f"BC-{organ.code}" if organ.code else "BC",
        place=called.removeprefix("tỉnh ").removeprefix("thành phố "),
        dated=dated,
    )


def signer_of(organ: Organisation) -> Signer:
    key = search_key(organ.name)
    if key.startswith(("ubnd", "uy ban nhan dan")):
        return Signer("CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN")
    return Signer(next((title for start, title in _TITLES if key.startswith(start)), "THỦ TRƯỞNG CƠ QUAN"))


def _superior(organ: Organisation, place: str) -> str | None:
    """The parent on record; a provincial department stands under the People's Committee."""
    if organ.parent is not None:
        return _in_full(organ.parent.name)
    below = search_key(organ.name).startswith(tuple(start for start, _ in _TITLES))
    return f"Ủy ban nhân dân {place}" if below else None


def _in_full(name: str) -> str:
    return name.replace("UBND", "Ủy ban nhân dân", 1) if name.startswith("UBND") else name


def _without_place(name: str, place: str) -> str:
    """Under the superior's line the province is not repeated."""
    return name.removesuffix(f" {place}")
