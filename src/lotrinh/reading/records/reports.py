"""Clauses that oblige somebody to report: "định kỳ trước ngày 10 tháng 12 hàng năm ... báo cáo UBND tỉnh"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lotrinh.reading.records.mentioned import Mentioned
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.records.word_marks import first_place, found_in
from lotrinh.reading.structure.view import View, rejoined
from lotrinh.values.deadline import Deadline
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_VERB = re.compile(
    r"(?<!\w)(?:(?:kip +thoi|tong +hop|danh +gia|theo +doi) *,? *(?:va +)?)*bao +cao(?!\w)"
    r"|(?<!\w)phan +anh +(?:bang +van +ban|kip +thoi|ve)(?!\w)"
    r"|(?<!\w)(?:gui|nop) +(?:bao +cao|ket +qua|so +lieu|danh +sach|van +ban)(?!\w)"
    r"|(?<!\w)gui +y +kien(?= +(?:bang +van +ban|ve|den|cho)(?!\w))"
)
# "xây dựng kế hoạch ..., gửi Sở Công Thương trước ngày 28/02/2024": what was made is sent to somebody by a day.
_SENDS = re.compile(r"(?<!\w)(?:gui|nop)(?: +(?:ve|cho|den|toi))? +")
_SENT_ON = re.compile(r"[^;.]{0,90}?(?<!\w)de +(?:tong +hop|theo +doi|tham +muu|bao +cao)(?!\w)")
# "các báo cáo", "lập báo cáo": a paper and not the act of reporting.
_PAPER_BEFORE = re.compile(
    r"(?:cac|nhung|ban|mot|lap|xay dung|hoan thien|hoan chinh|trinh|che do|tham dinh|theo|tai|trong|cua|va|mau|thong tin|nghe|so lieu|nhan duoc) +$"
)
_LONGEST_BEFORE = 24
_LONGEST_BEFORE_VERB = 240
"""As far before "báo cáo" as "kịp thời tổng hợp, đánh giá và" may begin: there the long pattern is tried first."""
_PAPER_AFTER = re.compile(
    r" +(?:nay|tren|tai +(?:cuoc|hoi|buoi|phien)|cua|nghien cuu|kha thi|tai chinh|vien|chinh tri|nhanh|tham dinh|thuong nien|dot xuat khi)"
)
_FINISHES = re.compile(
    r"(?<!\w)(?:tiep tuc +)?(?:hoan +thien|hoan +chinh|xay +dung) +(?:cac +)?bao +cao(?!\w)[^.;]{0,160}?(?: |, *)(?:trinh|gui)(?!\w) *"
    r"|(?<!\w)cung +cap *, *bo +sung(?: +them)?(?!\w)[^.;]{0,40}(?:thong +tin|so +lieu|bao +cao)"
    r"|(?<!\w)co +(?:cac +)?bao +cao +(?:tham +muu|de +xuat)(?!\w)"
)
_TIME_WORDS = frozenset(
    [
        "dinh",
        "ky",
        "truoc",
        "ngay",
        "thang",
        "nam",
        "hang",
        "quy",
        "hoac",
        "dot",
        "xuat",
        "moi",
        "cuoi",
        "dau",
        "sau",
        "tuan",
        "ke",
        "tu",
        "cham",
        "nhat",
        "khi",
        "yeu",
        "cau",
        "co",
        "va",
        "thuong",
        "xuyen",
        "cua",
        "kip",
        "thoi",
        "vao",
        "mot",
        "lan",
        "thu",
        "bay",
        "chieu",
        "gio",
        "phut",
    ]
)
_CONNECTIVES = frozenset(["va", "hoac", "co", "sau", "khi"])
_PERIODIC = re.compile(
    r"(?<!\w)(?:dinh +ky|h[a]ng +(?:nam|quy|thang|tuan)|6 +thang|sau +thang|dot +xuat|truoc +ngay|moi +(?:nam|quy|thang)|tai +ky +hop|cham +nhat|muon +nhat)(?!\w)"
)
_RECURS = re.compile(
    r"(?<!\w)(?:dinh +ky|h[a]ng +(?:nam|quy|thang|tuan|ngay)|6 +thang|sau +thang|dot +xuat|moi +(?:nam|quy|thang|tuan|ky|lan|dot)|thang +cuoi +quy|cuoi +quy)(?!\w)"
)
_HEAD_OF = re.compile(r"(?<!\w)((?:Phó +)?(?:Chủ +tịch|Bí +thư)(?: +Thường +trực)?) +$")
_LONGEST_HEAD = 36
_FARTHEST_HOLDER = 90
_LONGEST_COLLECTING = 110
_BREAKS = re.compile(r"[;.:()]|(?<!\w)(?:de|va|tham muu|don doc)(?!\w)")
# "... và báo cáo kết quả thực hiện về Sở": the act, whatever stands before it.
_REPORTED = re.compile(
    r" +(?:ket +qua|tinh +hinh|tien +do)(?!\w)[^.;]{0,90}?(?<!\w)(?:ve|cho|gui|voi|den|truoc|trong|dinh +ky)(?!\w)"
)
_OF_SOMEBODY = re.compile(
    r"(?:cac|nhung|ban|mot|lap|xay dung|hoan thien|hoan chinh|che do|theo|tai|trong|cua|mau|nghe) +$"
)
_RULED = re.compile(r"quy +dinh(?!\w)")
_HANDS_UP = re.compile(
    r"(?<!\w)(?:tham +muu|(?<!chuong )(?<!cong )(?<!qua )(?<!quy )(?<!lo )(?<!to )trinh|giup)(?: +cho)? +[^,;.:]{3,70}$"
)
_SUMS_UP = re.compile(r"(?<!\w)(?:tong|so) +ket *$")
_FINISHED_BY = re.compile(r"(?:hoan +thanh|xong)(?: +(?:vao|trong))? *$")
_BY = re.compile(r"(?: +\w+){0,3} +cua +")
_SENT = re.compile(r" *,? *(?:phai +|duoc +)?(?:gui|nop|trinh|bao +cao)(?!\w)")
_TO_WORDS = re.compile(r" *(?:,|cho|voi|ve|den|toi|gui|len|trinh)* *")
_VIA = re.compile(r"(?:\( *)?(?:thong +)?qua +")
_HOLDER = re.compile(
    r"(?:Phó )?(?:Thủ tướng|Bộ trưởng|Thứ trưởng|Chủ tịch|Giám đốc|Tổng Giám đốc|Chánh Văn phòng|Trưởng ban|Bí thư)(?: Sở| Bộ)?|(?:[Ll]ãnh đạo|Ban Giám đốc) (?:Bộ|Sở|tỉnh|thành phố|UBND)(?! \w*[A-ZĐ])"
)
_ONWARD = re.compile(r" *,? *(?=(?:de +)(?:tong +hop|theo +doi)|de +tham +muu)")
_PASSES_ON = re.compile(
    rf"{_VERB.pattern}|(?<!\w)trinh(?= +(?:ubnd|uy +ban|chu +tich|bo|chinh +phu|thu +tuong|hdnd))"
)
_SUBMITS = re.compile(r"(?:^|[ ,])(?:ve|cho|gui|den|toi|trinh|qua) +$")
_FREQUENCIES = (
    (re.compile(r"h[a]ng +nam|moi +nam"), "hàng năm"),
    (re.compile(r"6 +thang|sau +thang"), "6 tháng"),
    (re.compile(r"h[a]ng +quy|moi +quy"), "hàng quý"),
    (re.compile(r"h[a]ng +thang|moi +thang"), "hàng tháng"),
    (re.compile(r"h[a]ng +tuan"), "hàng tuần"),
    (re.compile(r"dinh +ky"), "định kỳ"),
    (
        re.compile(r"(?<!\w)thuong +xuyen +(?:theo +doi|cap +nhat|tong +hop|kiem +tra|bao +cao)(?!\w)"),
        "thường xuyên",
    ),
    (re.compile(r"dot +xuat|phat +sinh|vuong +mac|neu +co"), "khi phát sinh"),
)
_WORD_BEFORE = re.compile(r"(\w+)[ ,()/.]*$")


@frozen
class Report:
    """One act of reporting. `who` is filled only where the clause hands it on to another agency ("để tổng hợp ...").

    `due` is the time its sentence states outside `span` ("nếu có khó khăn, ... gửi ý kiến về Sở X"). `periodic` tells that
    a time is stated, `recurs` that it comes again.
    """

    span: Span
    to: tuple[str, ...]
    via: str | None
    frequency: str | None
    who: tuple[str, ...] = ()
    periodic: bool = False
    due: Deadline | None = None
    recurs: bool = False


def find_sendings(view: View, mentioned: Mentioned, clause: Span) -> Iterator[Report]:
    """Papers of a task that go to somebody by a stated time: a duty beside the task, and no task of its own."""
    for found in found_in(view, "send", _SENDS, clause):
        named = mentioned.organisations.starting_at(found.end()) is not None
        if named and _PERIODIC.search(view.folded, found.end(), clause.end):
            yield from _from(view, mentioned, found.start(), found.end(), clause)
            return


def find_reports(view: View, mentioned: Mentioned, clause: Span) -> Iterator[Report]:
    """The acts of reporting in one clause, in text order; they reach to its end or to the next."""
    folded = view.folded
    hint = first_place(view, "report", clause)
    if hint is None:
        return
    sent = _sent_on(view, mentioned, clause)
    for found in _VERB.finditer(folded, max(clause.start, hint - _LONGEST_BEFORE_VERB), clause.end):
        if _is_paper(folded, found, clause) and not _addressed(view, mentioned, found.end()):
            continue
        if sent is not None and sent < found.start():
            start = _with_time(view, _collecting(view, sent, clause.start), clause.start)
            yield from _from(view, mentioned, start, sent, clause)
            return
        start = _with_time(view, _collecting(view, found.start(), clause.start), clause.start)
        yield from _from(view, mentioned, start, found.end(), clause)
        return
    finished = _FINISHES.search(folded, clause.start, clause.end)
    if finished:
        to, end = _addressees(view, mentioned, finished.end(), clause.end)
        yield Report(Span(finished.start(), end), to, None, "một lần")


def _sent_on(view: View, mentioned: Mentioned, clause: Span) -> int | None:
    """ "gửi Sở Nội vụ để theo dõi, báo cáo UBND tỉnh": what is sent is the duty, whoever reports it on."""
    for found in found_in(view, "send", _SENDS, clause):
        receiver = mentioned.organisations.starting_at(found.end())
        if receiver is not None and _SENT_ON.match(view.folded, receiver.span.end, clause.end):
            return found.start()
    return None


def _addressees(view: View, mentioned: Mentioned, at: int, end: int) -> tuple[tuple[str, ...], int]:
    """(the first agencies named, where they end): what is told to them follows and is no part of the act."""
    first = next(iter(mentioned.organisations.within(at, end)), None)
    chain = read_agencies(view, mentioned, first.span.start, end) if first else None
    return (chain.names, chain.end) if chain else ((first.name,), first.span.end) if first else ((), end)


def _collecting(view: View, at: int, floor: int) -> int:
    """ "hằng quý tổng hợp kết quả, báo cáo Giám đốc": what is reported is collected first, in one act."""
    floor = max(floor, at - _LONGEST_COLLECTING)
    begin = view.folded.rfind("tong hop ", floor, at)
    if begin < 0 or _BREAKS.search(view.folded, begin, at) or view.flat[begin - 1 : begin].isalnum():
        return at
    return begin


def hands_up(view: View, start: int, at: int) -> bool:
    """ "... tham mưu UBND tỉnh" stands right before the act of reporting at `at`: one act with it.

    >>> text = "tổng hợp, tham mưu UBND phường báo cáo UBND tỉnh"
    >>> hands_up(View.of(text), 0, text.index("báo cáo"))
    True
    """
    return _HANDS_UP.search(view.folded, start, at) is not None


def _is_paper(folded: str, found: re.Match[str], clause: Span) -> bool:
    before = folded[max(clause.start, found.start() - _LONGEST_BEFORE) : found.start()]
    if _REPORTED.match(folded, found.end()) and not _OF_SOMEBODY.search(before):
        return False
    told_when = bool(_PERIODIC.search(folded, max(clause.start, found.start() - 60), found.start()))
    return (not told_when and bool(_PAPER_BEFORE.search(before))) or bool(
        _PAPER_AFTER.match(folded, found.end())
    )


def _addressed(view: View, mentioned: Mentioned, at: int) -> bool:
    """ "Hoàn thành và báo cáo UBND tỉnh": somebody to report to follows at once."""
    while at < len(view.flat) and view.flat[at] == " ":
        at += 1
    return mentioned.organisations.starting_at(at) is not None


def _word_before(left: str) -> tuple[str, int] | None:
    """The last word with where it begins; what stands between it and the end are signs."""
    bare = left.rstrip(" ,()/.")
    at = bare.rfind(" ") + 1
    if bare[at:].isalnum():
        return bare[at:], at
    found = _WORD_BEFORE.search(left)
    return (found[1], found.start(1)) if found else None


def _with_time(view: View, at: int, floor: int) -> int:
    """Back over "định kỳ trước ngày 10 tháng 12 hàng năm hoặc đột xuất" to where it begins."""
    start = at
    while word := _word_before(view.folded[max(floor, start - 24) : start]):
        if word[0] not in _TIME_WORDS and not word[0].isdigit():
            break
        begun = max(floor, start - 24) + word[1]
        if ". " in view.flat[begun:start]:
            break  # "... trước 31/12/2022. Định kỳ ...": the sentence before
        start = begun
    words = view.folded[start:at].split(" ")
    while words and words[0].strip(",()") in _CONNECTIVES:
        start += len(words.pop(0)) + 1
    if view.folded.endswith("it ", 0, start):
        return at  # "đối thoại ít nhất 01 lần/quý, gửi ...": how often the work before is done
    if _RULED.match(view.folded, start):
        return at  # "theo quy định và báo cáo": no "quý", no "định kỳ"
    if _SUMS_UP.search(view.folded, max(floor, start - 16), start):
        return at  # "sơ kết 6 tháng, tổng kết năm báo cáo": the year is what is summed up
    if _FINISHED_BY.search(view.folded, max(floor, start - 24), start):
        return at  # "hoàn thành trước ngày 15/10, báo cáo ...": the time of the work before
    while start < at and view.folded[start] in " ,(":
        start += 1
    return min(start, at)


def _from(view: View, mentioned: Mentioned, start: int, after_verb: int, clause: Span) -> Iterator[Report]:
    via, via_span = _via(view, mentioned, after_verb, clause.end)
    onward = _handed_on(view, mentioned, after_verb, clause.end) if via is None else None
    frequency = _frequency(view.folded[clause.start : clause.end])
    recurs = bool(_RECURS.search(view.folded, clause.start, clause.end))
    periodic = recurs or bool(_PERIODIC.search(view.folded, clause.start, clause.end))
    if onward is not None:
        name, name_end, work = onward
        yield Report(Span(start, name_end), (name,), None, frequency, periodic=periodic, recurs=recurs)
        to = _receivers(view, mentioned, work, clause.end, name)
        yield Report(Span(work, clause.end), to, None, frequency, (name,), periodic, recurs=recurs)
        return
    who, after = _author(view, mentioned, after_verb, clause.end)
    to = _receivers(view, mentioned, after, via_span.start if via_span else clause.end, via)
    if not to and via_span is not None:
        to = _receivers(view, mentioned, via_span.end, clause.end, via)
    if to or via or periodic:
        yield Report(Span(start, clause.end), to, via, frequency, who, periodic=periodic, recurs=recurs)


def _via(view: View, mentioned: Mentioned, at: int, end: int) -> tuple[str | None, Span | None]:
    """The agency a report goes through, with the passage from "qua" to the end of its name."""
    for found in _VIA.finditer(view.folded, at, end):
        organisation = mentioned.organisations.starting_at(found.end())
        if organisation is not None:
            return organisation.name, Span(found.start(), organisation.span.end)
    return None, None


def _handed_on(view: View, mentioned: Mentioned, at: int, end: int) -> tuple[str, int, int] | None:
    """ "... về Sở Công Thương để tổng hợp, báo cáo UBND tỉnh": from there on that agency reports."""
    for organisation in mentioned.organisations.within(at, end):
        onward = _ONWARD.match(view.folded, organisation.span.end, end)
        if (
            onward
            and _PASSES_ON.search(view.folded, onward.end(), end)
            and _SUBMITS.search(view.folded[at : organisation.span.start])
        ):
            work = onward.end() + 3
            return organisation.name, organisation.span.end, work
    return None


def _author(view: View, mentioned: Mentioned, at: int, end: int) -> tuple[tuple[str, ...], int]:
    """ "Báo cáo của các cơ quan, đơn vị gửi về UBND tỉnh": (whose report it is, where their names end)."""
    found = _BY.match(view.folded, at, end)
    chain = read_agencies(view, mentioned, found.end(), end) if found else None
    sent = chain is not None and _SENT.match(view.folded, chain.end, end)
    return (chain.names, chain.end) if chain is not None and sent else ((), at)


def _receivers(view: View, mentioned: Mentioned, at: int, end: int, but: str | None) -> tuple[str, ...]:
    for organisation in mentioned.organisations.within(at, end):
        if organisation.name != but:
            chain = read_agencies(view, mentioned, organisation.span.start, end)
            names = chain.names if chain else (organisation.name,)
            head = _HEAD_OF.search(
                view.flat, max(at, organisation.span.start - _LONGEST_HEAD), organisation.span.start
            )
            return (f"{rejoined(head[1])} {names[0]}", *names[1:]) if head else names
    holder = _HOLDER.search(view.flat, at, min(end, at + _FARTHEST_HOLDER))
    return (rejoined(holder[0]),) if holder else ()


def _frequency(folded: str) -> str | None:
    return next((name for pattern, name in _FREQUENCIES if pattern.search(folded)), None)
