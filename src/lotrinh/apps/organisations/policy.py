"""Who may keep the register of organisations. `by` is the acting office, known here only by its roles and its body."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

NO_KEEPING = _(
    "Danh mục cơ quan và kế thừa do quản trị, lãnh đạo tỉnh hoặc lãnh đạo Văn phòng UBND tỉnh ghi; vai trò này chỉ xem."
)
NO_PROVINCE = _("Đổi tên, hợp nhất tỉnh do quản trị ghi; vai trò này chỉ xem.")
NO_HISTORY = _("Lịch sử ghi tên người thực hiện; dành cho các cơ quan, đoàn công tác và cơ quan giám sát.")


def can_see_history(by: Any) -> bool:
    """Whoever looks from outside, an enterprise or a citizen, is not told who inside did what."""
    return bool(by) and any(role not in ("enterprise", "citizen") for role in by.roles)


def can_keep_register(by: Any) -> bool:
    """Administrators, the province's leaders, and who heads the office of the People's Committee."""
    if not by:
        return False
    heads_office = by.has_role("head") and by.organisation.kind == "committee_office"
    return bool(by.has_role("admin", "leader") or heads_office)


def can_change_organisation(by: Any, province_id: Any) -> bool:
    """Only of the own province; organisations of others do not exist for them."""
    return can_keep_register(by) and by.province_id == province_id


def can_change_province(by: Any) -> bool:
    """Administrators alone: it touches the name under which everything of the province stands."""
    return bool(by and by.has_role("admin"))


def can_take_back(by: Any, merger: Any) -> bool:
    """Who may record an act may undo it."""
    return can_change_province(by) if "province" in merger.kept else can_keep_register(by)
