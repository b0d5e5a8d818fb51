"""What the calendars app refuses (all are ActionRefused):

PeriodLocked           the write belongs to a reporting period that is locked
AlreadyLocked          somebody has locked the period in between (AlreadyDone)
AlreadyDecided         somebody has decided on the request to unlock (AlreadyDone)
OwnUnlocking           whoever asks to unlock does not grant it
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lotrinh.apps.calendars.models import PeriodLock, Unlocking
from lotrinh.apps.journal.errors import ActionRefused, AlreadyDone
from lotrinh.apps.ui.moments import to_the_minute


class PeriodLocked(ActionRefused):
    """Which period, since when, and the way out: on a page the words of the way out lead to the request."""

    def __init__(self, lock: PeriodLock, code: str = "") -> None:
        told = {"period": lock.name, "when": to_the_minute(lock.locked_at)}
        what = _("Kỳ báo cáo %(period)s đã khóa lúc %(when)s.") % told
        way = _("Muốn sửa, %(ask)s kèm lý do.")
        ask = _("gửi đề nghị mở khóa")
        super().__init__(f"{what} {way % {'ask': ask}}")
        place = reverse("reporting:ask-unlock", args=[lock.key])
        place += f"?{urlencode({'cho': code})}" if code else ""
        before, _place, after = way.partition("%(ask)s")
        self.message = format_html('{} {}<a href="{}">{}</a>{}', what, before, place, ask, after)
        self.lock = lock


class AlreadyLocked(AlreadyDone):
    def __init__(self, lock: PeriodLock) -> None:
        super().__init__(_("Kỳ này đã được %(who)s khóa lúc %(when)s."), lock.locked_by, lock.locked_at)


class AlreadyDecided(AlreadyDone):
    def __init__(self, row: Unlocking) -> None:
        granted = row.state == Unlocking.State.GRANTED
        sentence = (
            _("Đề nghị này đã được %(who)s đồng ý lúc %(when)s.")
            if granted
            else _("Đề nghị này đã bị %(who)s từ chối lúc %(when)s.")
        )
        super().__init__(sentence, row.decided_by, row.decided_at)


class OwnUnlocking(ActionRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Người hoặc cơ quan đã gửi đề nghị không tự mở khóa cho mình; một người khác có thẩm quyền quyết định."
            )
        )
