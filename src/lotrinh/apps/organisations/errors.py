"""What the organisations app refuses (all are ActionRefused):

NameTaken              another organisation bears that name from the same day on
NotYet                 a renaming is recorded once it is in force
NoLonger               a body that has ended bears no new name afterwards
NothingToApply         a merger that moves nothing
UndoTooLate            thirty days have passed
AlreadyUndone          somebody has undone it in between
ChangedSince           what the merger changed was changed again; undoing would overwrite that
LaterActStands         a later act rests on the one to be undone; that goes back first
LivesHere              the other province keeps its own data in this system
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.values.numerals import format_date


class NameTaken(ActionRefused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("Đã có cơ quan tên “%(name)s” thành lập cùng ngày. Đề nghị mở cơ quan ấy để sửa.")
            % {"name": name}
        )


class NotYet(ActionRefused):
    def __init__(self, day: date) -> None:
        super().__init__(
            _("Tên mới dùng từ ngày %(day)s; đề nghị ghi khi đã đến ngày ấy.") % {"day": format_date(day)}
        )


class NoLonger(ActionRefused):
    def __init__(self, last: date) -> None:
        super().__init__(
            _(
                "Cơ quan đã kết thúc hoạt động, ngày cuối là %(day)s, nên không mang tên mới sau ngày ấy. "
                "Nếu tên mới là của cơ quan kế thừa, đề nghị ghi ở cơ quan ấy."
            )
            % {"day": format_date(last)}
        )


class NothingToApply(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_("Chưa chọn cơ quan nào để sắp xếp. Đề nghị chọn ít nhất một dòng."))


class UndoTooLate(ActionRefused):
    def __init__(self, applied: datetime, last: date) -> None:
        super().__init__(
            _(
                "Việc sắp xếp này ghi ngày %(applied)s và hoàn tác được đến hết ngày %(last)s. "
                "Nếu có sai sót, đề nghị ghi một kế thừa mới kèm văn bản căn cứ."
            )
            % {"applied": format_date(timezone.localdate(applied)), "last": format_date(last)}
        )


class AlreadyUndone(ActionRefused):
    def __init__(self, who: str) -> None:
        super().__init__(_("Việc sắp xếp này đã được %(who)s hoàn tác.") % {"who": who})


class ChangedSince(ActionRefused):
    def __init__(self, what: str) -> None:
        super().__init__(
            _(
                "%(what)s đã được sửa sau khi sắp xếp nên không hoàn tác tự động được. "
                "Đề nghị xem lịch sử của cơ quan rồi ghi lại cho đúng."
            )
            % {"what": what}
        )


class LaterActStands(ActionRefused):
    def __init__(self, number: str) -> None:
        super().__init__(
            _(
                "Lần sắp xếp %(number)s ghi sau, dựa trên lần này và còn hiệu lực. Đề nghị hoàn tác %(number)s trước."
            )
            % {"number": number}
        )


class LivesHere(ActionRefused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(name)s đang có dữ liệu và người dùng riêng trên hệ thống này, với sổ sự kiện riêng; hai sổ không "
                "ghép được thành một. Đề nghị liên hệ người vận hành hệ thống."
            )
            % {"name": name}
        )
