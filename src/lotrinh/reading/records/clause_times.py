"""When the work of a clause is due: said in the clause, in a clause of its own behind it, or at the head of the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lotrinh.reading.records.labels import labelled_deadline
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.times import stated_deadline
from lotrinh.reading.structure.sentences import without_stop
from lotrinh.values.deadline import Deadline
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_CLOSES = re.compile(
    r"(?:hoan +thanh|xong|ket +thuc|thoi +han)(?: +(?:dut +diem|cham +nhat|vao|trong|truoc|la))* *(?=(?:truoc|trong|vao|cham|ngay|quy|thang|nam|den|6|\d)(?!\w))"
)
_EACH = re.compile(r"(?:dinh +ky +)?(?:hang|moi) +(?:tuan|thang|quy|nam)(?!\w)|dinh +ky +6 +thang")
_FARTHEST_HEAD = 220
# "Cụ thể, trước ngày 30/6/2026, Sở X ...", "Trong quý II/2026, UBND các xã ...": the time opens the sentence.
_TIMED_HEAD = re.compile(
    r"(?:[a-z ]{3,24}, *)?(?P<time>(?:truoc|cham +nhat|muon +nhat|trong +(?:thang|quy|nam)|den +het|den +ngay|den +cuoi)(?!\w)[^,;]{3,40}), *"
)
_TELLS_WORK = re.compile(r"(?<!\w)(?:bao +cao|tong +hop|gui|to +chuc|ra +soat|cap +nhat)(?!\w)")


@frozen
class ClauseTime:
    """A clause that only says when: it belongs to the clause before it, up to `end`."""

    deadline: Deadline
    end: int


def works_and_times(setting: Setting, parts: Iterable[Span]) -> tuple[list[Span], dict[int, ClauseTime]]:
    """The clauses of work, and by the end of each the time that a clause of its own gives it.

    "; thời hạn trình: ngày 27/11" and "; hoàn thành trong tháng 12" are times of the clause before them.
    """
    works: list[Span] = []
    times: dict[int, ClauseTime] = {}
    for part in parts:
        when = labelled_deadline(setting, part) or _whole_deadline(setting, part) if works else None
        if when is None:
            works.append(part)
        else:
            times[works[-1].end] = ClauseTime(when, part.end)
    return works, times


def _whole_deadline(setting: Setting, part: Span) -> Deadline | None:
    found = stated_deadline(setting.view, part, setting.issued)
    closes = _CLOSES.match(setting.view.folded, part.start, part.end)
    if closes and found.span is not None and found.kind != "none" and found.span.start <= closes.end():
        return found  # "; hoàn thành trước ngày 31/3/2026, cập nhật hằng năm"
    if found.span is None or found.kind == "none" or found.span.start > part.start:
        return None
    if _TELLS_WORK.search(setting.view.folded, part.start, part.end):
        return None  # "; hằng tháng tổng hợp, báo cáo Chủ tịch UBND tỉnh vào ngày 25"
    return found if found.span.end >= without_stop(setting.view, part).end else None


def clause_deadline(setting: Setting, sentence: Span, span: Span, work: Span, report: bool) -> Deadline:
    """What the work states; "Hằng năm, Đảng ủy ... báo cáo ... trước ngày 20 tháng 11" has the head of its sentence too."""
    each = _EACH.match(setting.view.folded, sentence.start, span.start)
    if each and sentence.start < span.start <= sentence.start + _FARTHEST_HEAD:
        whole = stated_deadline(setting.view, Span(sentence.start, work.end), setting.issued, True)
        if whole.kind == "recurring":
            return whole
    stated = stated_deadline(setting.view, work, setting.issued, report)
    if stated.kind == "none" and sentence.start < span.start <= sentence.start + _FARTHEST_HEAD:
        head = _TIMED_HEAD.match(setting.view.folded, sentence.start, span.start)
        if head is not None:
            return stated_deadline(setting.view, Span(head.start("time"), head.end("time")), setting.issued)
    return stated
