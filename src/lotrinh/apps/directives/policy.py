"""Who may enter and confirm directives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.policy import is_head, is_leader, is_of, is_officer
from lotrinh.apps.directives.models import Directive

NO_SCOPE = _(
    "Phạm vi xem do lãnh đạo tỉnh, hoặc lãnh đạo cơ quan đầu mối, văn phòng cơ quan ban hành, cơ quan nạp văn bản đặt."
)
NO_ENTRY = _("Nạp và xác nhận văn bản là việc của chuyên viên hoặc lãnh đạo đơn vị.")


def can_enter_directive(by: Any) -> bool:
    """Officers and heads read documents in; leaders and supervisors look on."""
    return is_officer(by) or is_leader(by)


def can_decide_proposal(by: Any, directive: Directive) -> bool:
    return (
        can_enter_directive(by)
        and by.province_id == directive.province_id
        and directive.state == Directive.State.DRAFT
    )


def can_confirm_directive(by: Any, directive: Directive) -> bool:
    """A head or a leader puts it in force; an officer alone does not."""
    return (is_head(by) or is_leader(by)) and by.province_id == directive.province_id


def can_classify_directive(by: Any, directive: Directive, answering: Iterable[UUID]) -> bool:
    """Who may confirm it while it is a draft; afterwards a leader, or a head of one of the agencies `answering` for it."""
    if not can_confirm_directive(by, directive):
        return False
    is_draft = directive.state == Directive.State.DRAFT
    return is_draft or is_leader(by) or any(is_of(by, body) for body in answering)


def can_link_directive(by: Any, directive: Directive) -> bool:
    """Whoever enters documents also says how they hang together."""
    return can_enter_directive(by) and by.province_id == directive.province_id
