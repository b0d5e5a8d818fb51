"""Sentences of an article that only tell: who speaks, how things stand, what was reached."""

from __future__ import annotations

import re

from lotrinh.reading.structure.view import View
from lotrinh.values.span import Span

# "Báo cáo tại cuộc họp, đại diện Sở ... cho biết": who speaks, in an article.
_NEWS = re.compile(
    r"(?:bao +cao|chi +dao|ket +luan|trao +doi|thao +luan) +(?:tai|voi|truoc|nhanh)(?!\w)|phat +bieu(?!\w)|lam +viec +(?:tai|voi)(?!\w)"
)
# With its marks, of a sentence of an article that gives nobody work: it tells how things stand.
_OF_STATE = re.compile(
    r"(?<!\w)(?:đã|còn|chưa|vẫn|đang được|so với cùng kỳ|ước đạt|nhấn mạnh|cho biết)(?!\w)"
)
# "... đạt hơn 11.700 ha, bằng 65% kế hoạch": what was reached, where nothing is striven for.
_REACHED = re.compile(r"(?<!\w)(?:đạt|bằng|chiếm|được)(?: (?:trên|hơn|gần|khoảng))? \d")
_STRIVES = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|đến năm|bảo đảm|đảm bảo|tối thiểu|ít nhất)(?!\w)", re.IGNORECASE
)


def opens_with_speaker(view: View, sentence: Span) -> bool:
    """
    >>> opens_with_speaker(View.of("Phát biểu tại hội nghị, ông nói"), Span(0, 10))
    True
    """
    return _NEWS.match(view.folded, sentence.start) is not None


def tells_of_state(view: View, sentence: Span) -> bool:
    """How things stand, or a figure that was reached; what is striven for is work.

    >>> [tells_of_state(View.of(text), Span(0, len(text))) for text in
    ...  ("Tập trung gieo trồng, đạt hơn 11.700 ha", "Tập trung gieo trồng, phấn đấu đạt 12.000 ha")]
    [True, False]
    """
    reached = _REACHED.search(view.flat, sentence.start, sentence.end)
    if reached and not _STRIVES.search(view.flat, sentence.start, reached.start()):
        return True
    return _OF_STATE.search(view.flat, sentence.start, sentence.end) is not None


_PAST = re.compile(r"(?<!quả )(?<!tiêu )(?<!vụ )(?<!dung )(?<!\w)đã(?! (?:đề ra|đạt|giao|đăng ký))(?!\w)")
_AHEAD = re.compile(r"(?<!\w)(?:nhiệm vụ|thời gian tới|phương hướng|giải pháp)(?!\w)")


def tells_of_past(view: View, sentence: Span) -> bool:
    """ "Tỉnh đã ban hành nhiều văn bản.": what follows without a subject is told of the same time."""
    told = _PAST.search(view.flat, sentence.start, sentence.end)
    return told is not None and _AHEAD.search(view.flat, sentence.start, sentence.end) is None
