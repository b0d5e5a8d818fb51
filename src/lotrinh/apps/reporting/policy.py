"""Who may draw up reports."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.policy import is_leader, is_of, is_officer

NO_REPORT = _("Báo cáo tổng hợp do cơ quan đầu mối hoặc văn phòng cơ quan ban hành lập.")


def can_draw_up_report(by: Any, focal_now: UUID | None, issuer_office_now: UUID | None) -> bool:
    """The focal agency's officers and heads, the issuer's office, and leaders."""
    mine = is_of(by, focal_now) or is_of(by, issuer_office_now)
    return (is_officer(by) and mine) or is_leader(by)
