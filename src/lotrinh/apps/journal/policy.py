"""Who may read the record: all of a province's, or only what one did oneself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

NO_HEADS = _("Bản đầu chuỗi đã ký do quản trị, lãnh đạo tỉnh và cơ quan giám sát xem và in.")
_READERS = ("admin", "leader", "supervisor")


def can_read_all(by: Any) -> bool:
    """Administrators, leaders and supervisors; everybody else sees their own acts, and each object's history."""
    return bool(by) and by.has_role(*_READERS)
