"""An office holder who directs a body in running text: "Chủ tịch UBND tỉnh chỉ đạo các sở tập trung rà soát ..."."""

from __future__ import annotations

import re

from lotrinh.lexicon.work import verb_pattern
from lotrinh.reading.records.owners import Roles, read_roles
from lotrinh.reading.records.persons import is_name
from lotrinh.reading.records.setting import Setting
from lotrinh.values.span import Span

_DIRECTS = re.compile(r" *,? *(da +)?chi +dao *:? +")
_NAME = re.compile(r"(?: +[^\W\d_]+){2,5}?(?= +(?:da +)?chi +dao(?!\w))")
# The body itself directs in its plans and reports; who directs in an article is a person.
_HOLDER = re.compile(
    r"(?<!\w)(?:pho +)?(?:chu +tich|bi +thu|thu +tuong|bo +truong|chu +nhiem|chanh +van +phong|truong +ban)(?: +(?:thuong +truc|cua))? *$"
)
# "Sau khi nghe ý kiến, Chủ tịch UBND tỉnh đã chỉ đạo ...": told of this very meeting, not of the year.
_AT_MEETING = re.compile(
    r"(?:sau +khi|ket +luan|phat +bieu|tren +co +so|tai +(?:cuoc|hoi +nghi|buoi|phien|day|do)|qua +(?:kiem +tra|nghe))(?!\w)"
)
_FARTHEST = 220


def directed(setting: Setting, body: Span) -> Roles | None:
    """Who is directed and where their work begins; None where the sentence directs nobody."""
    folded = setting.view.folded
    for holder in setting.mentioned.organisations.within(body.start, min(body.end, body.start + _FARTHEST)):
        found = _DIRECTS.match(folded, _behind_name(setting, holder.span.end, body.end), body.end)
        if found is None or not _is_person(folded, body.start, holder.span):
            continue
        if found[1] and not _AT_MEETING.match(folded, body.start):
            continue
        roles = read_roles(setting.view, setting.mentioned, Span(found.end(), body.end), True)
        if roles.leads and verb_pattern().match(folded, roles.work, body.end):
            return roles
    return None


def _behind_name(setting: Setting, at: int, end: int) -> int:
    """ "Chủ tịch UBND tỉnh <họ tên> chỉ đạo": where the name ends; `at` where there is none."""
    found = _NAME.match(setting.view.folded, at, end)
    return found.end() if found and is_name(setting.view.flat[at : found.end()]) else at


def _is_person(folded: str, start: int, body: Span) -> bool:
    return _HOLDER.search(folded, max(start, body.start - 40), body.start) is not None
