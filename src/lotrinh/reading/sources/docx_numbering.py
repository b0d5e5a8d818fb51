"""Numbers and bullets Word prints in front of list paragraphs, computed as it does (ECMA-376 Part 1, 17.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from lotrinh.reading.sources.docx_names import number, switch, value, w
from lotrinh.values.frozen import frozen

_PLACE = re.compile(r"%([1-9])")
_PRINTED_BULLETS = frozenset("-–—+*•●○▪■□◦‣►➢✓")
_DEEPEST = 9


@frozen
class Level:
    """One level of a list: `pattern` is "%1.%2." with the numbers of levels in place of %n."""

    shape: str
    pattern: str
    start: int
    restart: int | None
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. Ask `label` once per paragraph, in reading order."""

    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        found = cls()
        if root is None:
            return found
        bases, by_style = _abstract_levels(root)
        for each in root.findall(w("num")):
            key, base = each.get(w("numId")) or "", value(each, "abstractNumId") or ""
            base = by_style.get(base, base)
            found._abstract[key] = base
            found._levels[key] = dict(bases.get(base, {}))
            found._overrides[key] = {}
            for override in each.findall(w("lvlOverride")):
                found._override(key, override)
        return found

    def _override(self, key: str, override: etree._Element) -> None:
        place = number(override.get(w("ilvl")))
        replaced = override.find(w("lvl"))
        if replaced is not None:
            self._levels[key][place] = _level(replaced)
        start = value(override, "startOverride")
        if start is not None:
            self._overrides[key][place] = number(start, 1)

    def label(self, list_id: str, place: int) -> str | None:
        """The label of the next paragraph of a list at a level from 0; None for no list or an empty label."""
        level = self._levels.get(list_id, {}).get(place)
        if level is None:
            return None
        self._count(list_id, place, level)
        if level.shape == "bullet":
            return _bullet(level.pattern)
        return (
            _PLACE.sub(lambda match: self._printed(list_id, int(match[1]) - 1, level), level.pattern).strip()
            or None
        )

    def _count(self, list_id: str, place: int, level: Level) -> None:
        """Counts on, begins again where a list with its own start appears first, and clears what stands deeper."""
        counts = self._counts[self._abstract[list_id]]
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts.update({deep: start - 1 for deep, start in self._overrides[list_id].items()})
        counts[place] = counts.get(place, level.start - 1) + 1
        levels = self._levels[list_id]
        for deep in [deep for deep in counts if deep > place]:
            below = levels.get(deep)
            if below is None or below.restart is None or 0 < below.restart <= place + 1:
                del counts[deep]

    def _printed(self, list_id: str, place: int, asked: Level) -> str:
        level = self._levels[list_id].get(place)
        if level is None:
            return ""
        count = self._counts[self._abstract[list_id]].setdefault(place, level.start)
        return counted(count, "decimal" if asked.legal else level.shape)


def _abstract_levels(root: etree._Element) -> tuple[dict[str, dict[int, Level]], dict[str, str]]:
    """Levels by abstract list, and the abstract lists that only point to a numbering style's list."""
    bases: dict[str, dict[int, Level]] = {}
    owners: dict[str, str] = {}
    links: dict[str, str] = {}
    for each in root.findall(w("abstractNum")):
        key = each.get(w("abstractNumId")) or ""
        bases[key] = {
            number(level.get(w("ilvl"))): _level(level) for level in each.findall(w("lvl"))[:_DEEPEST]
        }
        if (style := value(each, "styleLink")) is not None:
            owners[style] = key
        if (link := value(each, "numStyleLink")) is not None:
            links[key] = link
    return bases, {key: owners[link] for key, link in links.items() if link in owners}


def _level(element: etree._Element) -> Level:
    restart = value(element, "lvlRestart")
    return Level(
        shape=value(element, "numFmt") or "decimal",
        pattern=value(element, "lvlText") or "",
        start=number(value(element, "start"), 1),
        restart=number(restart) if restart is not None else None,
        legal=bool(switch(element, "isLgl")),
    )


def _bullet(pattern: str) -> str | None:
    """The bullet itself where it is an ordinary sign; symbol-font code points are printed as a round bullet."""
    sign = pattern.strip()
    return (sign if sign and all(char in _PRINTED_BULLETS for char in sign) else "•") if sign else None


def counted(count: int, shape: str) -> str:
    """A number in one of Word's shapes; an unknown shape counts in decimals.

    >>> counted(4, "upperRoman"), counted(27, "lowerLetter"), counted(3, "decimalZero"), counted(2, "none")
    ('IV', 'aa', '03', '')
    """
    if shape in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman if shape == "upperRoman" else roman.lower()
    if shape in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30) if count > 0 else ""
        return letter.upper() if shape == "upperLetter" else letter
    return {"decimalZero": f"{count:02d}", "none": ""}.get(shape, str(count))


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    signs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    printed = ""
    for size, sign in signs:
        times, count = divmod(count, size)
        printed += sign * times
    return printed
