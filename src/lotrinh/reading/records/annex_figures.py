"""Figures in the cells of a table: comparator, value, bound, unit and the words that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from lotrinh.lexicon.units import units
from lotrinh.reading.mentions.numbers import parse
from lotrinh.reading.records.annex_cells import FIGURE, sign_of
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.structure.view import rejoined
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import Comparator
from lotrinh.values.small_letters import marked
from lotrinh.values.span import Span

_PARTS = re.compile(r"[^;]+")
_LONGEST_UNIT = 30
_FORMS = sorted(
    ((fold(form), unit.unit) for unit in units() for form in unit.forms), key=lambda f: -len(f[0])
)
_UNIT = re.compile(
    rf" *(?P<scale>nghin +ty|tram +ty|nghin|trieu|ty|van)?(?:(?<=\w) +| *)(?P<unit>{'|'.join(re.escape(f) for f, _ in _FORMS)})?"
    r"(?P<per> */ *[\w.]+)?(?!\w)"
)
_NAMES = dict(reversed(_FORMS))
_IN_BRACKETS = re.compile(r"\((?:don vi(?: tinh)? *:? *|dvt *:? *)?(?P<unit>[^()]{1,28})\) *\*?$")
_ONLY_UNIT = re.compile(r"%.*|.*/.*|(?:nghin|trieu|ty|tram)(?:\W.*)?")
_SAID = re.compile(r"(?:don +vi(?: +tinh)?|dvt) *: *(?P<unit>[^|.;)\n]{1,30})")


@frozen
class CellFigure:
    """One figure of a cell; `span` holds number and unit; `rest` what follows ("Đông Nam Á")."""

    span: Span
    value: Decimal
    value_to: Decimal | None
    comparator: Comparator
    unit: str | None
    rest: str
    ambiguous: bool = False
    ratio: bool = False


def figures_in(setting: Setting, cell: Span) -> Iterator[CellFigure]:
    """The figures a cell states, one for each part between semicolons; none where a part opens with words."""
    for part in _PARTS.finditer(setting.view.folded, cell.start, cell.end):
        found = FIGURE.match(setting.view.folded, part.start(), part.end())
        if found is not None:
            yield _figure(setting, found, part.end())


def _figure(setting: Setting, found: re.Match[str], end: int) -> CellFigure:
    flat = setting.view.flat
    value, ambiguous = number(found["low"])
    high = number(found["high"])[0] if found["high"] else None
    of = Decimal(found["of"]) if found["of"] else None
    if found["sign"] == "-":
        value = -value
    stop = found.start("rest")
    unit, unit_end = unit_at(setting, stop, end)
    if unit is None and found["first"]:
        unit = "%"
    last = found.start("after") if found["after"] else stop
    span = Span(found.start("sign") if found["sign"] else found.start("low"), len(flat[:last].rstrip()))
    if unit_end > stop:
        span = Span(span.start, unit_end)
    rest = rejoined(flat[unit_end:end]).strip(" .,;()")
    after = found["after"] or _late_sign(fold(rest))
    comparator: Comparator = "range" if high is not None else sign_of(found["before"], after)
    return CellFigure(
        span, value, high if high is not None else of, comparator, unit, rest, ambiguous, of is not None
    )


def _late_sign(rest: str) -> str | None:
    """ "70% trở lên": the unit stands between the number and its comparator."""
    return next((word for word in ("tro len", "tro xuong") if rest.startswith(word)), None)


def number(printed: str) -> tuple[Decimal, bool]:
    """The value of a printed number and whether it can be read two ways.

    >>> number("0.696"), number("1.112"), number("12,5")
    ((Decimal('0.696'), False), (Decimal('1112'), False), (Decimal('12.5'), False))
    """
    return (Decimal(printed), False) if printed.startswith("0.") else parse(printed)


def unit_at(setting: Setting, start: int, end: int) -> tuple[str | None, int]:
    """(unit, where it ends) of the words at `start`: "tỷ đồng", "%/năm"."""
    found = _unit().match(marked(setting.view.flat[start:end]))
    if found is None or not (found["scale"] or found["unit"]):
        return None, start
    stop = start + found.end()
    return rejoined(setting.view.flat[start:stop]), stop


@cache
def _unit() -> re.Pattern[str]:
    """A scale, a unit or both, then "/người"; with its marks: "Đông" is no "đồng"."""
    forms = "|".join(sorted((re.escape(form) for form in _forms()), key=len, reverse=True))
    return re.compile(
        rf" *(?P<scale>nghìn +tỷ|ngàn +tỷ|trăm +tỷ|nghìn|ngàn|triệu|tỷ|tỉ|vạn)?(?: *(?P<unit>{forms}))?"
        r"(?: */ *(?:\w+(?: +dân| +người)?))?(?!\w)"
    )


@cache
def _forms() -> frozenset[str]:
    return frozenset(marked(form) for unit in units() for form in unit.forms)


def unit_of_name(words: str) -> tuple[str, str | None]:
    """(name, unit) of an indicator that carries its unit in brackets at its end.

    >>> unit_of_name("Tỷ lệ đô thị hóa (%)"), unit_of_name("Thu ngân sách (ĐVT: tỷ đồng)"), unit_of_name("GRDP (giá 2010)")
    (('Tỷ lệ đô thị hóa', '%'), ('Thu ngân sách', 'tỷ đồng'), ('GRDP (giá 2010)', None))
    """
    found = _IN_BRACKETS.search(fold(words))
    if found is None:
        return words, None
    printed = words[found.start("unit") : found.end("unit")].strip()
    said = found.start("unit") > found.start() + 1
    if not (said or is_unit(printed)):
        return words, None
    return words[: found.start()].rstrip(" -:"), printed


def is_unit(words: str) -> bool:
    """Whether a few words are a unit of measure.

    >>> is_unit("%"), is_unit("tỷ đồng"), is_unit("USD/người"), is_unit("giá hiện hành")
    (True, True, True, False)
    """
    if len(words) > _LONGEST_UNIT:
        return False
    return marked(words).strip() in _forms() or _ONLY_UNIT.fullmatch(fold(words).strip()) is not None


def unit_said(words: str) -> str | None:
    """The unit a caption gives a whole table.

    >>> unit_said("Đơn vị tính: Tỷ đồng"), unit_said("Đơn vị chủ trì")
    ('Tỷ đồng', None)
    """
    found = _SAID.search(fold(words))
    return words[found.start("unit") : found.end("unit")].strip(" *)") if found else None
