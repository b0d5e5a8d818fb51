"""Who may report on, claim, accept and extend a task. `by` is the acting office, `standing` who is who today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.policy import (
    is_head,
    is_leader,
    is_of,
    is_officer,
    isinstance_office,
)
from lotrinh.apps.journal.eyes import has_asked
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.policy import can_keep_register

NO_REPORT = _("Nhiệm vụ này do {lead} chủ trì; đơn vị của người dùng chỉ góp ý phần phối hợp.")
NO_ROLE = _("Báo cáo, đề nghị về nhiệm vụ là việc của chuyên viên và lãnh đạo đơn vị; vai trò này chỉ xem.")
NO_HEAD = _("Việc này do lãnh đạo đơn vị quyết định; chuyên viên lưu dự thảo báo cáo để lãnh đạo xem.")
NO_SEND = _("Báo cáo do lãnh đạo đơn vị gửi; chuyên viên lưu dự thảo để lãnh đạo xem.")
NO_DECISION = _("Việc này do {decider} quyết định.")
NO_OWN_DECISION = _(
    "Đề nghị này do chính người dùng gửi, ở vị trí khác hoặc theo ủy quyền; một người khác của {decider} quyết định."
)
NOT_IN_FORCE = _(
    "Văn bản giao nhiệm vụ này không ở tình trạng đang thực hiện, nên chưa nhận báo cáo, đề nghị."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has what part in a task today. `leads` are single agencies; `reports_for_group` is true where the printed lead
    is a collective or unmatched, so that the focal agency gathers and reports for it. `in_force` is false where the
    directive is not confirmed or was replaced: nothing is reported on it."""

    province: UUID
    leads: tuple[Organisation, ...]
    coordinating: tuple[Organisation, ...]
    focal: Organisation | None
    issuer_office: Organisation | None
    reports_for_group: bool
    in_force: bool = True

    def is_lead(self, by: Any) -> bool:
        if any(is_of(by, lead.pk) for lead in self.leads):
            return True
        return self.reports_for_group and self.focal is not None and is_of(by, self.focal.pk)

    def decider_for(self, claiming: UUID) -> Organisation | None:
        """The focal agency, or the issuer's office where the focal agency itself claims (product.md 3)."""
        if self.focal is not None and self.focal.pk != claiming:
            return self.focal
        office = self.issuer_office
        return office if office is not None and office.pk != claiming else None


def can_report_progress(by: Any, standing: Standing) -> bool:
    return standing.in_force and is_officer(by) and standing.is_lead(by)


def can_see_drafts(by: Any, standing: Standing) -> bool:
    """What is not sent yet is the lead's own paper."""
    return isinstance_office(by) and standing.is_lead(by)


def can_send_entry(by: Any, standing: Standing) -> bool:
    return standing.in_force and is_head(by) and standing.is_lead(by)


def can_claim_completion(by: Any, standing: Standing) -> bool:
    return standing.in_force and is_head(by) and standing.is_lead(by)


def why_no_report(by: Any, standing: Standing, lead: str) -> str:
    """Why `by` may not report on a task that `lead` leads."""
    if not standing.in_force:
        return str(NOT_IN_FORCE)
    return str(NO_ROLE) if standing.is_lead(by) else NO_REPORT.format(lead=lead or _("cơ quan khác"))


def why_no_claim(by: Any, standing: Standing, lead: str) -> str:
    """Why `by` may not claim or ask in the name of the agency that leads."""
    return str(NO_HEAD) if can_report_progress(by, standing) else why_no_report(by, standing, lead)


def can_decide_claim(by: Any, standing: Standing, claiming: UUID) -> bool:
    """Nobody accepts what their own office claimed."""
    decider = standing.decider_for(claiming)
    return (
        (is_head(by) or is_leader(by))
        and decider is not None
        and is_of(by, decider.pk)
        and by.organisation_id != claiming
    )


def can_decide_on(by: Any, standing: Standing, asked: Any) -> bool:
    """A claim or a request for more time: four eyes by office and by person."""
    return can_decide_claim(by, standing, asked.organisation_id) and not has_asked(by, asked)


def why_no_decision(by: Any, standing: Standing, asked: Any, decider: str) -> str:
    """Why `by` may not decide what `decider` decides."""
    is_own = can_decide_claim(by, standing, asked.organisation_id)
    return (NO_OWN_DECISION if is_own else NO_DECISION).format(decider=decider)


def can_ask_extension(by: Any, standing: Standing) -> bool:
    return can_claim_completion(by, standing)


def can_manage_task(by: Any, standing: Standing) -> bool:
    """Pausing, stopping and choosing the responsible agency: the focal agency or the issuer's office."""
    offices = [office for office in (standing.focal, standing.issuer_office) if office is not None]
    return (
        standing.in_force
        and (is_head(by) or is_leader(by))
        and any(is_of(by, office.pk) for office in offices)
    )


def can_place_task(by: Any, standing: Standing) -> bool:
    """Saying to which successor a task of a split body went: who manages the task, or who keeps the register."""
    return standing.in_force and (can_manage_task(by, standing) or can_keep_register(by))
