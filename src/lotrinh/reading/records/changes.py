"""What is said of a figure beside its value: by how much it rose or fell, and what part of a target it is."""

from __future__ import annotations

import re

from lotrinh.reading.records.figures import FARTHEST
from lotrinh.reading.records.setting import Setting
from lotrinh.values.mention import Quantity
from lotrinh.values.record import Change, VersusTarget
from lotrinh.values.span import Span

_CHANGE = re.compile(
    r"(?<!\w)(?P<way>tang|giam|vuot|gap|(?:cao|thap|nhieu|it) +hon)(?: +(?:them|tren|khoang|hon|gan|gap))* *$"
)
_FALLS = ("giam", "thap", "it")
_AGAINST = re.compile(
    r" *(?:\([^()]{1,24}\) *)?(?:diem +% +|diem +phan +tram +)?(?:so +(?:voi|cung)|cung +ky)"
)
_VERSUS = re.compile(r"so +voi +|so +(?=cung)|(?=cung +ky)")
_OF_TARGET = re.compile(r" *(?:so +(?:voi +)?)?(?:muc +tieu|ke +hoach|du +toan|chi +tieu|kh(?!\w))")
# Between a figure and its change: "69,03 điểm (tăng 3,55 điểm)", "25.271,9 ha, đạt 74,6% kế hoạch, tăng 3,87%".
_ONLY_MEASURED = re.compile(
    r"[ ,]*(?:\([^()]{0,90}\)[ ,]*)?\(?(?:(?:dat|bang|vuot) +[\d.,]+ ?%(?: +so +voi)? +(?:muc +tieu|ke +hoach|du +toan|chi +tieu)[^,;()]{0,30}[ ,)(]+)?(?:va +)?"
)
# The words between an amount and the part of a target it is, where they name nothing new: "(mới đạt gần 65,8% kế hoạch".
_ONLY_VERBS = re.compile(
    r"(?:(?:dat|bang|moi|chi|uoc|va|tuong duong|hoan thanh|vuot|gan|tren|hon|khoang|chiem|duoc|xap xi|ty le|cung|con|len|toi|den|muc|ca|nay|thuc hien|so voi)(?: +|$))*"
)
_CHANGED = frozenset({"money", "level", "count", "index"})


def change_of(setting: Setting, sentence: Span, quantity: Quantity, last: Quantity | None) -> Change | None:
    """ "tăng 2,1% so với năm 2020"; without what it is compared with only right behind the figure `last` that rose."""
    folded = setting.view.folded
    start = max(sentence.start, quantity.span.start - FARTHEST)
    found = _CHANGE.search(folded[start : quantity.span.start])
    if found is None:
        return None
    delta = -quantity.value if found["way"].startswith(_FALLS) else quantity.value
    if not _AGAINST.match(folded, quantity.span.end, sentence.end):
        return Change(delta, quantity.unit, None) if _is_bare(setting, found, quantity, last) else None
    reach = min(sentence.end, quantity.span.end + FARTHEST)
    at = _VERSUS.search(folded, quantity.span.end, reach)
    versus = None
    if at:
        stop = re.search(r"[,;()]|\.(?!\d)|(?<= )va |(?<= )nhung ", folded[at.end() : reach])
        end = at.end() + stop.start() if stop else reach
        versus = " ".join(setting.view.flat[at.end() : end].split()) or None
    return Change(delta, quantity.unit, versus)


def _is_bare(setting: Setting, found: re.Match[str], quantity: Quantity, last: Quantity | None) -> bool:
    if last is None or found["way"] not in ("tang", "giam"):
        return False
    points = quantity.kind == "points" and last.unit == "%"  # "đạt 21,3%, tăng 2,6 điểm phần trăm"
    if not points and last.kind not in _CHANGED:
        return False
    if not points and not (quantity.kind == "growth" or quantity.unit == last.unit):
        return False
    begin = quantity.span.start - len(found[0])
    return _ONLY_MEASURED.fullmatch(setting.view.folded, last.span.end, begin) is not None


def part_of_target(setting: Setting, sentence: Span, quantity: Quantity) -> VersusTarget | None:
    """ "đạt 65,8% mục tiêu"."""
    if "%" not in setting.view.flat[quantity.span.start : quantity.span.end]:
        return None
    if _OF_TARGET.match(setting.view.folded, quantity.span.end, sentence.end):
        return VersusTarget(quantity.value, None)
    return None


def says_no_subject(setting: Setting, last: Quantity, quantity: Quantity) -> bool:
    """Nothing new is named between a figure and "% kế hoạch": the part is of that figure."""
    gap = setting.view.folded[last.span.end : quantity.span.start]
    if ";" in gap:
        return False
    return _ONLY_VERBS.fullmatch(re.split(r", |\(|: ", gap)[-1].strip(" ,)") + " ") is not None
