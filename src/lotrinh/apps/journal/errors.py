"""What actions refuse, lowest in the apps:

ActionRefused          the rule does not allow it now; `message` is Vietnamese and says what to do
+-- StaleEdit          somebody else saved in between; `current` is the row as it stands
+-- AlreadyDone        somebody else did it before: who and when
+-- Gone               somebody else has removed it
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from lotrinh.apps.ui.moments import clock


class ActionRefused(Exception):
    """Shown beside what was typed; nothing was changed."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class StaleEdit(ActionRefused):
    """The version the person saw is not the one in the database any more."""

    def __init__(self, current: object, who: str = "", at: datetime | None = None) -> None:
        said = {"who": who or _("Người khác"), "when": clock(at) if at else ""}
        super().__init__(
            _(
                "%(who)s vừa cập nhật lúc %(when)s. Nội dung đang nhập vẫn được giữ ở bên phải; chọn phần muốn giữ."
            )
            % said
            if at
            else _("%(who)s vừa cập nhật. Nội dung đang nhập vẫn được giữ ở bên phải; chọn phần muốn giữ.")
            % said
        )
        self.current: Any = current
        self.who, self.at = said["who"], at


class AlreadyDone(ActionRefused):
    """Of many who do it at once one succeeds; the others learn who that was, and when."""

    def __init__(self, sentence: str, who: str, at: datetime | None) -> None:
        """`sentence` has places for %(who)s and %(when)s."""
        super().__init__(sentence % {"who": who, "when": clock(at)})
        self.who, self.at = who, at


class Gone(ActionRefused):
    """What the form was about does not exist any more."""

    def __init__(self, who: str = "", at: datetime | None = None) -> None:
        super().__init__(
            _(
                "Nội dung này đã được %(who)s bỏ lúc %(when)s; không còn gì để ghi. Lịch sử vẫn giữ nội dung đó."
            )
            % {"who": who, "when": clock(at)}
            if who and at
            else _("Nội dung này đã được người khác bỏ; không còn gì để ghi. Lịch sử vẫn giữ nội dung đó.")
        )
