"""Who may draw up reports, lock a reporting period, ask to write in it all the same and grant that."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.policy import is_head, is_leader, is_of, is_officer
from lotrinh.apps.journal.eyes import has_asked

NO_REPORT = _("Báo cáo tổng hợp do cơ quan đầu mối hoặc văn phòng cơ quan ban hành lập.")
NO_LOCK = _("Khóa kỳ báo cáo là việc của lãnh đạo tỉnh hoặc lãnh đạo Văn phòng UBND tỉnh.")
NO_ASK = _("Đề nghị mở khóa là việc của chuyên viên và lãnh đạo đơn vị có nội dung cần sửa.")
NO_UNLOCK = _(
    "Mở khóa là việc của lãnh đạo tỉnh hoặc lãnh đạo Văn phòng UBND tỉnh; "
    "người và cơ quan đã gửi đề nghị không tự quyết định."
)


def can_draw_up_report(by: Any, focal_now: UUID | None, issuer_office_now: UUID | None) -> bool:
    """The focal agency's officers and heads, the issuer's office, and leaders."""
    mine = is_of(by, focal_now) or is_of(by, issuer_office_now)
    return (is_officer(by) and mine) or is_leader(by)


def can_lock_period(by: Any) -> bool:
    """A lock holds for every agency of the province, so it is not for the focal agency of one directive: the province's
    leaders, and who heads the office of the province's People's Committee (docs/decisions/0012)."""
    if is_leader(by):
        return True
    return is_head(by) and (by.organisation.kind, by.organisation.level) == ("committee_office", "province")


def can_ask_unlocking(by: Any) -> bool:
    """Whoever drafts for an agency, for that agency."""
    return is_officer(by)


def can_decide_unlocking(by: Any, row: Any) -> bool:
    """Who may lock, unless their agency or they themselves asked, also for whom they stand in."""
    return can_lock_period(by) and by.organisation_id != row.organisation_id and not has_asked(by, row)
