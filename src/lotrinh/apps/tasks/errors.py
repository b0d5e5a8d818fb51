"""What the tasks app refuses (all are ActionRefused):

TaskHasEntries         a task that was reported on cannot be taken back
AlreadySent            an entry that was sent is never changed
ClaimWaiting           a claim of completion is already waiting
AlreadyDecided         somebody has decided in between
OwnClaim               nobody decides on what their own office claimed
ReasonMissing          a return needs its reason
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from lotrinh.apps.journal.errors import ActionRefused


class TaskHasEntries(ActionRefused):
    def __init__(self) -> None:
        super().__init__("Nhiệm vụ đã có báo cáo tiến độ nên không rút lại được; có thể ghi là đã dừng.")


class AlreadySent(ActionRefused):
    def __init__(self) -> None:
        super().__init__("Báo cáo này đã gửi và không sửa được nữa. Đề nghị gửi một báo cáo bổ sung.")


class ClaimWaiting(ActionRefused):
    def __init__(self) -> None:
        super().__init__("Đã có đề nghị công nhận hoàn thành đang chờ xem xét.")


class AlreadyDecided(ActionRefused):
    def __init__(self, what: str, who: str, when: datetime | None) -> None:
        moment = f" lúc {timezone.localtime(when):%H:%M ngày %d/%m/%Y}" if when else ""
        super().__init__(f"Đề nghị này đã được {who} {what}{moment}.")


class OwnClaim(ActionRefused):
    def __init__(self) -> None:
        super().__init__("Cơ quan đề nghị công nhận hoàn thành không tự chấp nhận đề nghị của mình.")


class ReasonMissing(ActionRefused):
    def __init__(self) -> None:
        super().__init__("Đề nghị ghi rõ lý do để cơ quan chủ trì biết cần bổ sung gì.")
