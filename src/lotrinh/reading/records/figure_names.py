"""What a figure measures, in the words around it: the official name of the indicator, else the printed words."""

from __future__ import annotations

import re

from lotrinh.lexicon.indicators import find_indicator
from lotrinh.reading.records.figures import FARTHEST, clause_before
from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.frozen import frozen
from lotrinh.values.mention import Quantity
from lotrinh.values.span import Span

_VALUE_WORDS = (
    "la|dat|chiem|khoang|tren|duoi|toi thieu|it nhat|xap xi|uoc|uoc dat|binh quan|tang|giam|hon|gan|phan dau|con|tren muc|toi da|khong qua|khong duoi|khong thap hon|den|len|xuong"
    "|tang len|giam con|giam xuong|dat muc|dat binh quan|thuc hien|o muc|duoi muc|tuong duong|bang|voi|toi|chi con|tang them|giam them|nang len|ha xuong|dua len|gap|on dinh|duy tri"
)
_VALUE_VERB = re.compile(rf"(?:[ ,]+(?:{_VALUE_WORDS}))+ *$")
# With its marks: "đầu tư" and "điện tử" do not end in "từ".
_FROM = re.compile(r"[ ,]+(?:từ|Từ) *$")
_LEADING = re.compile(
    r"^(?:phan dau|trong do|dam bao|bao dam|den nay|hien nay|den het|den cuoi|den|nay|nam \d{4}|den nam \d{4}|giai doan [\d –-]+|va|ve|rieng|tuc|theo do|cu the|ket qua"
    r"|dong thoi|ngoai ra|ben canh do|nhu vay|noi bat(?: la)?|dac biet(?: la)?|nhat la|qua do|nho do|nho vay|du uoc ca|tuy nhien|tinh chung|tinh den|uoc tinh|uoc|sau (?:hon )?\d+ (?:nam|thang)(?: \w+){0,6}(?=,)|du kien|moi nam|hang nam|binh quan moi nam|cung voi do|khoang|(?:ngay )?\d{1,2}/\d{1,2}/\d{4})(?!\w)[ ,]+"
)
# "Sau 5 năm thực hiện Nghị quyết ..., <what is measured>": when, under whom, by whose word.
_ADVERBIAL = re.compile(
    r"^(?:[^,:]{2,90}? cho biet(?: rang)?,? +(?=\w)|\d{1,2} thang [^,]{1,30}, +|(?:sau|trong|qua|theo|nho|cung voi|ben canh|tai|ket thuc|mac du|doi voi|thu (?:nhat|hai|ba|tu|nam|sau|bay)|nhin chung|(?:tinh )?(?:den )?(?:ngay|thang|quy|nam|cuoi|het) [^,]{1,40})(?!\w)[^,]*, +)"
)
_LONGEST_ADVERBIAL = 160
# The period a figure belongs to is no part of what it measures.
_TOLD = re.compile(r".* (?:phan dau|cho biet|neu ro),? ")
_PERIOD_AT_END = re.compile(
    r"(?:[ ,]+(?:trong +|den +)?(?:nam +\d{4}|\d{1,2} +thang(?: +dau)?(?: +nam(?: +\d{4})?)?"
    r"|(?:trong +)?giai +doan +\d{4} *[-–] *\d{4}|quy +[ivx]+(?: +nam +|/)\d{4}))+[ ,]*$"
)
# Before a figure these name nothing: "Hoàn thành 100% hồ sơ" is about the files.
_ONLY_VERBS = frozenset(
    [
        "hoàn thành",
        "phấn đấu",
        "bảo đảm",
        "đảm bảo",
        "duy trì",
        "phát triển",
        "thu hút",
        "tiếp tục",
        "bố trí",
        "nằm trong",
        "ít nhất",
        "tối thiểu",
        "xây dựng",
        "đào tạo",
        "bồi dưỡng",
        "hỗ trợ",
        "giải quyết",
        "thành lập",
        "cứng hóa",
        "phủ sóng",
        "số hóa",
        "bố trí ít nhất",
        "bố trí tối thiểu",
        "phấn đấu có",
        "phấn đấu có ít nhất",
        "tập huấn",
        "trồng mới",
        "xóa",
        "kết nạp",
        "tổ chức",
    ]
)
# "Đến nay toàn tỉnh có 83 xã đạt chuẩn": what is counted stands behind the number.
_COUNTS = re.compile(
    r"(?:^| )(?:da |hien |moi |van )?(?:co|co them|luy ke|con|hoan thanh|thu hut|don|giam|cap|cap moi|thanh lap|thanh lap moi|phat trien|ket nap|dao tao|ho tro|xay dung|cong nhan|to chuc"
    r"|tiep nhan|xu ly|giai quyet|phat hien|ban hanh|vuot|gom|trong do|trien khai)(?: duoc)?(?: (?:khoang|tren|hon|gan|it nhat|toi thieu|tu))?$"
)
# "Tổng đàn gia cầm hiện có 602.000 con": the subject names what is counted.
_NO_VALUE_WORDS = re.compile("khoáng|[đĐ]ất")  # as folded words they look like "khoảng" and "đạt"
_SUMMED = re.compile(
    r" *(?:[^,;]*, +)?(?:trong do +)?(?:tong|so(?! voi)|dan|quy mo|luong|ty le)(?!\w) +\w+(?: +\w+)* +(?:hien )?(?:co|con)(?!\w)"
)
_RANKED = re.compile(r"[ ,()]*(?:va +)?(?:xep|dung|o|nam o|giu|thuoc)?(?: +(?:o|vi tri|hang|thu))*[ ,]*")
_RANK = re.compile(r" *(?:dung|xep) +(?:o +)?(?:thu|hang|vi +tri)(?: +thu)? +\d")
# "thuộc nhóm 15 địa phương dẫn đầu về chỉ số đổi mới sáng tạo"
_RANKED_BY = re.compile(r"(?:dẫn đầu|đứng đầu|cả nước|toàn quốc|khu vực|^) ?về (?:xếp hạng )?(\w+ \w+.*)")
_RANKED_TOO = re.compile(r" *(?:\w+ +){0,8}va *(?:(?:xep|dung) +)?(?:thu +)?")
# "thép đạt 4,85 triệu tấn": one word may name what was made or sold.
_MEASURED = frozenset({"money", "level", "growth"})
_ONE_WORD = frozenset(
    [
        "tỉnh",
        "huyện",
        "xã",
        "đã",
        "và",
        "có",
        "cho",
        "là",
        "đó",
        "này",
        "cả",
        "tổng",
        "được",
        "nay",
        "cũng",
        "đồng",
    ]
)
_COUNTED = frozenset({"count", "ratio", "share"})
# Between two figures of one thing: "đạt 8.950 tỷ đồng, tăng bình quân 3,2%/năm", "(lũy kế 2 tháng tăng 14%".
_SAME_THING = re.compile(
    rf"[ ,(]*(?:(?:{_VALUE_WORDS}|gap|va|luy ke|tu|so voi|so|cung ky|nam truoc|dau nam|cung ky nam truoc|(?:vao |den |trong |den het )?nam \d{{4}}|\d{{1,2}} thang(?: dau nam)?|moi nam|hang nam|hang nam|them"
    r"|tuong ung|tang truong|ty le|dat ty le|trong do|moi)[ ,(]*)*"
)
_NEW_WORDS = re.compile(r"[,(]| va (?!dich vu)")
_TIME_WORDS = re.compile(r"(?:nam|thang|ngay|quy|tuan|gio)$|^(?:lan )?thu ")
_TAIL_ENDS = re.compile(r"[;.:(]| (?:so )?với | trong đó |,? \d|\|")
_YEAR_AT_END = re.compile(r"(?: (?:vào|trong|đến|so|trong các|hết|cuối|mỗi|hằng|hàng))*(?: năm| so| và)?$")
# "9,5 - 10 triệu lượt khách": what is counted follows the number and its scale.
_NUMERAL = re.compile(r"^(?:[\d.,/ –-]|đến |tới |nghìn |ngàn |triệu |tỷ |tỉ |trăm )+")
# Between the figures of a path of years: "; đến năm 2030 đạt ", ", năm 2027: ".
_ONLY_TIME = re.compile(
    rf"(?:[ ,(:)]|(?:{_VALUE_WORDS}|vao|trong|it nhat|het|cuoi|moi nam|hang nam|va|nam \d{{4}}(?: *[-–] *\d{{4}})?)(?!\w))*"
)
_STEP_ENDS = re.compile(r"[;,.]")
_LONGEST = 260
_DEEPEST = 3


@frozen
class Indicator:
    """`name` is the official one where the table knows it, else the printed words; `known` tells which."""

    name: str | None
    known: bool


NO_INDICATOR = Indicator(None, False)


def indicator_of(
    view: View, mentioned: Mentioned, sentence: Span, quantity: Quantity, depth: int = 0
) -> Indicator:
    """The indicator a figure measures, from the words before it (after it for "100% hồ sơ ...")."""
    clause = clause_before(view, sentence, quantity.span)
    begin = clause.start
    earlier = _earlier(view, mentioned, clause, quantity)
    if earlier is None and depth < _DEEPEST:
        named = _next_step(view, mentioned, sentence, clause, quantity)
        if named is not None:
            return indicator_of(view, mentioned, sentence, named, depth + 1)
    if earlier is not None:
        gap = view.folded[earlier.span.end : quantity.span.start]
        within = gap.rpartition("(")[2] if "(" in gap else gap
        if quantity.kind == "rank" and depth < _DEEPEST and _is_rank_of(gap, earlier):
            return indicator_of(view, mentioned, sentence, earlier, depth + 1)
        if _SAME_THING.fullmatch(within) and not gap.rstrip().endswith((",", ";")):
            if depth < _DEEPEST:
                return indicator_of(view, mentioned, sentence, earlier, depth + 1)
        elif gap.rstrip().endswith((",", "(")):
            begin = quantity.span.start  # "..., 80% cơ sở lưu trú": the words behind it tell
        elif turn := _NEW_WORDS.search(gap):
            begin = earlier.span.end + turn.end()
    return _named(view, sentence, Span(min(begin, quantity.span.start), quantity.span.end), quantity)


def _is_rank_of(gap: str, earlier: Quantity) -> bool:
    """ "tăng 8,1%, đứng thứ 2 vùng và thứ 10 cả nước": both ranks are of what grew."""
    last = gap.rpartition(",")[2]
    if _RANKED.fullmatch(last):
        return True
    return (earlier.kind == "rank" or bool(_RANK.match(last))) and _RANKED_TOO.fullmatch(last) is not None


def _next_step(
    view: View, mentioned: Mentioned, sentence: Span, clause: Span, quantity: Quantity
) -> Quantity | None:
    """The figure of the clause before, where this clause has only another year and figure: "đạt 50% năm 2025; 70% năm 2030"."""
    start = min(clause.start, quantity.span.start)
    if start <= sentence.start or not _ONLY_TIME.fullmatch(view.folded, start, quantity.span.start):
        return None
    stop = _STEP_ENDS.search(view.folded, quantity.span.end, sentence.end)
    if not _ONLY_TIME.fullmatch(view.folded, quantity.span.end, stop.start() if stop else sentence.end):
        return None
    before = mentioned.quantities.within(max(sentence.start, start - _LONGEST), start)
    last = before[-1] if before else None
    if last is None or last.unit != quantity.unit:
        return None
    headed = view.folded[last.span.end : start].rpartition(";")[
        2
    ]  # "; Công nghiệp: " names a thing of its own
    return None if headed.rstrip().endswith(":") and not _ONLY_TIME.fullmatch(headed) else last


def _named(view: View, sentence: Span, clause: Span, quantity: Quantity) -> Indicator:
    printed = view.flat[clause.start : quantity.span.start][-_LONGEST:]
    found = find_indicator(rejoined(printed))
    if found is not None:
        return Indicator(found[1], True)
    tail = _tail(view, sentence, quantity)
    if quantity.kind == "rank" and (of := _RANKED_BY.search(tail)):
        known = find_indicator(of[1])
        return Indicator(known[1], True) if known else Indicator(of[1], False)
    folded = view.folded[clause.start : quantity.span.start][-_LONGEST:]
    words = _bare(folded, printed)
    counted = (
        quantity.kind in _COUNTED
        and tail
        and _COUNTS.search(" ".join(folded.split()))
        and not _SUMMED.match(folded)
    )
    if not counted and len(words.split()) >= 2 and words.lower() not in _ONLY_VERBS:
        return Indicator(words, False)
    found = find_indicator(tail)
    if found is not None:
        return Indicator(found[1], True)
    if len(tail.split()) >= 2:
        return Indicator(tail, False)
    if quantity.kind in _MEASURED and len(words) > 1 and words.isalpha() and words.lower() not in _ONE_WORD:
        return Indicator(words, False)
    before_colon = _before_colon(view, sentence, clause)
    if before_colon.name:
        return before_colon
    if counted:
        return Indicator(tail, False)
    return Indicator(
        words if words.isupper() else (tail or None) if quantity.kind == "count" else None, False
    )


def _earlier(view: View, mentioned: Mentioned, clause: Span, quantity: Quantity) -> Quantity | None:
    """The figure before this one in its clause; a length of time and the number in a name are none."""
    for other in reversed(mentioned.quantities.within(clause.start, quantity.span.start)):
        if not _TIME_WORDS.search(view.folded[other.span.start : other.span.end].strip()):
            return other
    return None


def _tail(view: View, sentence: Span, quantity: Quantity) -> str:
    """What is counted: the unit of a count and the words behind it, up to the next turn."""
    text = view.flat[quantity.span.end : min(sentence.end, quantity.span.end + 160)]
    stop = _TAIL_ENDS.search(text)
    words = _YEAR_AT_END.sub("", text[: stop.start()] if stop else text)
    first, comma, more = words.partition(",")
    named = (
        quantity.kind in ("count", "ratio") and quantity.unit and quantity.unit != "%" and not quantity.per
    )
    unit = _NUMERAL.sub("", quantity.span.of(view.flat)) if named else ""
    if comma and len(first.split()) + len(unit.split()) < 2:
        first = f"{first},{more.partition(',')[0]}"
    return rejoined(f"{unit} {first}").strip(" ,")


def _before_colon(view: View, sentence: Span, clause: Span) -> Indicator:
    """ "Tỷ lệ bao phủ bảo hiểm y tế: trên 95%": the name stands before the colon."""
    if clause.start <= sentence.start or view.flat[clause.start - 1] != ":":
        return NO_INDICATOR
    start = max(sentence.start, clause.start - FARTHEST)
    begin = max(view.flat.rfind(mark, start, clause.start - 1) for mark in (";", ":", "."))
    if max(begin + 1, start) >= clause.start - 1:  # nothing but the colon: ": đạt trên 8,5%/năm"
        return NO_INDICATOR
    head = Span(max(begin + 1, start), clause.start - 1)
    printed = head.of(view.flat)[-_LONGEST:]
    found = find_indicator(rejoined(printed))
    if found is not None:
        return Indicator(found[1], True)
    words = _bare(head.of(view.folded)[-_LONGEST:], printed)
    return Indicator(words if len(words.split()) >= 2 else None, False)


def _bare(folded: str, printed: str) -> str:
    """The printed words without "đạt trên" at their end and "Phấn đấu đến năm 2030," at their head."""
    for word in _NO_VALUE_WORDS.finditer(printed):
        folded = f"{folded[: word.start()]}{'#' * len(word[0])}{folded[word.end() :]}"
    stop, told = len(folded), _TOLD.match(folded)
    if told is not None:  # who tells it, or is told to strive for it, is no part of it
        start = told.end()
        folded, printed, stop = folded[start:], printed[start:], stop - start
    while verb := _VALUE_VERB.search(folded, 0, stop) or _FROM.search(printed, 0, stop):
        stop = verb.start()
    period = _PERIOD_AT_END.search(folded, 0, stop)
    stop = period.start() if period and period.start() > 12 else stop
    start = 0
    while True:
        rest = folded[start:stop]
        blank = len(rest) - len(rest.lstrip(" ,-"))
        found = _LEADING.match(rest[blank:]) or _ADVERBIAL.match(rest[blank : blank + _LONGEST_ADVERBIAL])
        if found is None:
            break
        start += blank + found.end()
    return rejoined(printed[start:stop]).strip(" ,-(")
