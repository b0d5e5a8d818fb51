"""What actions refuse, lowest in the apps:

ActionRefused          the rule does not allow it now; `message` is Vietnamese and says what to do
+-- StaleEdit          somebody else saved in between; `current` is the row as it stands
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _


class ActionRefused(Exception):
    """Shown beside what was typed; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StaleEdit(ActionRefused):
    """The version the person saw is not the one in the database any more."""

    def __init__(self, current: models.Model, who: str = "") -> None:
        super().__init__(
            _("%(who)s vừa cập nhật nội dung này. Nội dung đang nhập vẫn được giữ; chọn phần muốn giữ.")
            % {"who": who or _("Người khác")}
        )
        self.current = current
