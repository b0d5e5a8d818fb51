"""What the reading desk refuses (all are ActionRefused):

KeptFromYou            the file is known, as a document that this office may not see
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lotrinh.apps.journal.errors import ActionRefused

KEPT = gettext_noop(
    "Tệp này đã được nạp, ở văn bản mà đơn vị của người dùng chưa được xem. "
    "Đề nghị liên hệ cơ quan đầu mối hoặc lãnh đạo để được thêm vào danh sách cơ quan được xem."
)


class KeptFromYou(ActionRefused):
    def __init__(self) -> None:
        super().__init__(_(KEPT))
