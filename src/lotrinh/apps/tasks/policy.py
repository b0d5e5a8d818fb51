"""Who may report on, claim, accept and extend a task. `by` is the acting office, `standing` who is who today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lotrinh.apps.accounts.policy import is_head, is_leader, is_of, is_officer
from lotrinh.apps.organisations.models import Organisation

NO_REPORT = "Nhiệm vụ này do {lead} chủ trì; đơn vị của người dùng chỉ góp ý phần phối hợp."
NO_SEND = "Báo cáo do lãnh đạo đơn vị gửi; chuyên viên lưu dự thảo để lãnh đạo xem."
NO_DECISION = "Việc này do {decider} quyết định."


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has what part in a task today. `leads` are single agencies; `reports_for_group` is true where the printed lead
    is a collective or unmatched, so that the focal agency gathers and reports for it."""

    province: UUID
    leads: tuple[Organisation, ...]
    coordinating: tuple[Organisation, ...]
    focal: Organisation | None
    issuer_office: Organisation | None
    reports_for_group: bool

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
    return is_officer(by) and standing.is_lead(by)


def can_send_entry(by: Any, standing: Standing) -> bool:
    return is_head(by) and standing.is_lead(by)


def can_claim_completion(by: Any, standing: Standing) -> bool:
    return is_head(by) and standing.is_lead(by)


def can_decide_claim(by: Any, standing: Standing, claiming: UUID) -> bool:
    """Nobody accepts what their own office claimed."""
    decider = standing.decider_for(claiming)
    return (
        (is_head(by) or is_leader(by))
        and decider is not None
        and is_of(by, decider.pk)
        and by.organisation_id != claiming
    )


def can_ask_extension(by: Any, standing: Standing) -> bool:
    return is_head(by) and standing.is_lead(by)


def can_manage_task(by: Any, standing: Standing) -> bool:
    """Pausing, stopping and choosing the responsible agency: the focal agency or the issuer's office."""
    offices = [office for office in (standing.focal, standing.issuer_office) if office is not None]
    return (is_head(by) or is_leader(by)) and any(is_of(by, office.pk) for office in offices)
