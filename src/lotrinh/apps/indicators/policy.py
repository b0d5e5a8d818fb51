"""Who may enter figures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.policy import is_officer

NO_FIGURES = _("Nhập số liệu là việc của chuyên viên hoặc lãnh đạo cơ quan theo dõi chỉ tiêu.")


def can_add_observation(by: Any, indicator: Any) -> bool:
    """Officers and heads of the province; a figure names its source, so whoever reports it may add it."""
    return is_officer(by) and by.province_id == indicator.province_id
