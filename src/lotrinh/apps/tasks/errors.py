"""What the tasks app refuses (all are ActionRefused):

TaskHasEntries         a task that was reported on cannot be taken back
AlreadySent            an entry that was sent is never changed (AlreadyDone)
DraftChanged           a draft was changed after the person read it
ClaimWaiting           a claim of completion is already waiting
AlreadyDecided         somebody has decided in between (AlreadyDone)
OwnClaim               nobody decides on what their own office claimed
OwnRequest             nor on what they asked for themselves as another office
ReasonMissing          a return needs its reason
SecretEvidence         a file with a secrecy mark is not kept
TasksNotKept           a merger would lose or double an open task
NotFollowed            the directive is not in force, or the task was stopped
MarkWithoutMeaning     a stopped task is stopped or paused again, one that goes on is resumed
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.journal.errors import ActionRefused, AlreadyDone
from lotrinh.apps.tasks.models import CompletionClaim, Extension, ProgressEntry, Task
from lotrinh.apps.ui.moments import clock


class TaskHasEntries(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_("Nhiệm vụ đã có báo cáo tiến độ nên không rút lại được; có thể ghi là đã dừng."))


class AlreadySent(AlreadyDone):
    def __init__(self, entry: ProgressEntry) -> None:
        sentence = _(
            "Báo cáo này đã được %(who)s gửi lúc %(when)s và không sửa được nữa. Đề nghị gửi một báo cáo bổ sung."
        )
        super().__init__(sentence, entry.sent_by, entry.sent_at)


class DraftChanged(ActionRefused):
    """Only what was read is sent."""

    def __init__(self, who: str, at: datetime | None) -> None:
        super().__init__(
            _("Dự thảo vừa được %(who)s sửa lúc %(when)s. Đề nghị mở lại nhiệm vụ, xem nội dung mới rồi gửi.")
            % {"who": who, "when": clock(at) if at else ""}
        )


class TasksNotKept(ActionRefused):
    def __init__(self, before: int, after: int) -> None:
        super().__init__(
            _(
                "Sắp xếp này làm mất hoặc trùng nhiệm vụ (trước %(before)s, sau %(after)s) nên không được ghi. "
                "Đề nghị kiểm tra cơ quan kế thừa và ngày có hiệu lực."
            )
            % {"before": before, "after": after}
        )


class ClaimWaiting(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_("Đã có đề nghị công nhận hoàn thành đang chờ xem xét."))


class AlreadyDecided(AlreadyDone):
    """On a claim of completion, or on an extension that was asked for."""

    def __init__(self, row: CompletionClaim | Extension) -> None:
        words: dict[str, str] = {
            CompletionClaim.State.ACCEPTED: _("phê duyệt"),
            CompletionClaim.State.RETURNED: _("trả lại"),
            Extension.State.GRANTED: _("phê duyệt"),
            Extension.State.REFUSED: _("từ chối"),
        }
        sentence = _("Đề nghị này đã được %(who)s %(what)s lúc %(when)s.")
        super().__init__(
            sentence.replace("%(what)s", words.get(row.state, _("xem xét"))), row.decided_by, row.decided_at
        )


class OwnClaim(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_("Cơ quan đề nghị công nhận hoàn thành không tự chấp nhận đề nghị của mình."))


class OwnRequest(ActionRefused):
    """By person, where the offices differ."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Đề nghị này do chính người dùng gửi, ở vị trí khác hoặc theo ủy quyền; "
                "một người khác có thẩm quyền quyết định."
            )
        )


class ReasonMissing(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_("Đề nghị ghi rõ lý do để cơ quan chủ trì biết cần bổ sung gì."))


class SecretEvidence(ActionRefused):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Tệp minh chứng có dấu chỉ độ mật. Hệ thống chỉ dùng cho tài liệu không mật; tệp đã bị từ chối "
                "và không được lưu (Luật Bảo vệ bí mật nhà nước 117/2025/QH15)."
            )
        )


class UnseenEvidence(ActionRefused):
    """A picture or a scan that could not be searched for a secrecy mark, and nobody declared that it bears none."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Máy không đọc được tệp %(name)s nên chưa biết có dấu chỉ độ mật hay không. Nếu văn bản không chứa "
                "bí mật nhà nước, đề nghị đánh dấu vào ô cam đoan rồi chọn lại tệp và nộp lại."
            )
            % {"name": name}
        )


class MarkWithoutMeaning(ActionRefused):
    """The mark would say nothing new, or move the day of what happened before."""


class NotFollowed(ActionRefused):
    def __init__(self, why: str) -> None:
        super().__init__(_("%(why)s nên không nhận báo cáo, đề nghị mới.") % {"why": why})


def refuse_unless_followed(task: Task) -> None:
    """Nothing new is reported or claimed on a task whose directive is not in force, or that was stopped."""
    if task.directive.state != Directive.State.IN_FORCE:
        raise NotFollowed(_("Văn bản giao nhiệm vụ này không ở tình trạng đang thực hiện"))
    if task.stopped_on is not None:
        raise NotFollowed(_("Nhiệm vụ đã dừng"))
