"""What running text has said so far and what of it still holds in the next paragraph."""

from __future__ import annotations

import re

from lotrinh.lexicon.work import opener_pattern, order_pattern, request_pattern, verb_pattern
from lotrinh.reading.records.owners import read_agencies
from lotrinh.reading.records.setting import Setting
from lotrinh.reading.records.unnamed import unnamed_subject
from lotrinh.reading.records.word_marks import stands_at
from lotrinh.values.frozen import frozen
from lotrinh.values.span import Span

_NAMELY = re.compile(r"cu +the(?: +(?:la|nhu|nhu +sau))?[ ,:]+")


@frozen
class Speech:
    """What running text has said so far: who was ordered, and whether an order still holds."""

    leads: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    ordering: bool = False
    open_list: bool = False


SILENT = Speech()
"""Nothing was said yet that holds."""


def continues(setting: Setting, span: Span, speech: Speech) -> Speech:
    """What of the last paragraph still holds in this one."""
    folded = setting.view.folded
    if speech.open_list:
        return Speech((), (), speech.ordering, True)
    named = _NAMELY.match(folded, span.start, span.end)
    begin = named.end() if named else span.start
    if speech.ordering and speech.leads and verb_pattern().match(folded, begin, span.end):
        return Speech(speech.leads, speech.partners, True)  # "Tăng cường ...": the same body is told more
    if speech.ordering and (
        opener_pattern().match(folded, span.start, span.end) or folded.startswith("tren co so", span.start)
    ):
        return Speech((), (), True)
    return SILENT


def orders_a_body(setting: Setting, span: Span) -> bool:
    """ "Giao Sở X ...", "Đề nghị UBND tỉnh ...": the paragraph opens with an order and the body that gets it."""
    if not stands_at(setting.view, "asking", span.start):
        return False
    for pattern in (order_pattern(), request_pattern()):
        found = pattern.match(setting.view.folded, span.start, span.end)
        if found:
            at = found.end()
            while at < span.end and setting.view.flat[at] in " :":
                at += 1
            if read_agencies(setting.view, setting.mentioned, at, span.end) is not None:
                return True
            return unnamed_subject(setting.view, at, span.end) is not None  # "Yêu cầu các chủ đầu tư ..."
    return False
