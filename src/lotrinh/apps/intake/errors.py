"""What the reading desk refuses (all are ActionRefused):

KeptFromYou            the file is known, as a document that this office may not see
ChangedMeanwhile       proposals that were to be decided together are not as the person saw them
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.ui.moments import clock

KEPT = gettext_noop(
    "Tệp này đã được nạp, ở văn bản mà đơn vị của người dùng chưa được xem. "
    "Đề nghị liên hệ cơ quan đầu mối hoặc lãnh đạo để được thêm vào danh sách cơ quan được xem."
)


class ChangedMeanwhile(ActionRefused):
    """`numbers` are those of the changed proposals; who did it last and when is that of the first."""

    def __init__(self, numbers: Sequence[int], who: str, at: datetime | None) -> None:
        super().__init__(
            _(
                "%(who)s vừa cập nhật lúc %(when)s; %(count)s đề xuất trong số này không còn như đã thấy. "
                "Chưa ghi gì; xem nội dung hiện nay rồi chọn lại."
            )
            % {"who": who or _("Người khác"), "when": clock(at) if at else "", "count": len(numbers)}
        )
        self.numbers = tuple(numbers)


class KeptFromYou(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_(KEPT))
