"""Who is who: predicates on the acting office that every app's policy builds on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.models import ROLES, Office

NO_LENDING = _("Chỉ người giữ vị trí lãnh đạo, không phải theo ủy quyền, mới ủy quyền được cho người khác.")


def is_officer(by: Any) -> bool:
    """May draft for the agency; a head may do what an officer may."""
    return isinstance_office(by) and by.has_role("officer", "head")


def is_head(by: Any) -> bool:
    """May send and decide in the agency's name."""
    return isinstance_office(by) and by.has_role("head")


def is_leader(by: Any) -> bool:
    return isinstance_office(by) and by.has_role("leader")


def is_admin(by: Any) -> bool:
    return isinstance_office(by) and by.has_role("admin")


def is_outside(by: Any) -> bool:
    """An enterprise or a citizen: sees what is public, and not the working papers behind it."""
    return not (isinstance_office(by) and by.has_role(*(set(ROLES) - {"enterprise", "citizen"})))


def can_lend(by: Any) -> bool:
    """Whoever heads an agency or leads the province in their own name; a lent office is not lent on."""
    return isinstance_office(by) and by.kind != "delegated" and by.has_role("head", "leader")


def is_of(by: Any, organisation_id: UUID | None) -> bool:
    """Acts for that organisation."""
    return isinstance_office(by) and organisation_id is not None and by.organisation_id == organisation_id


def isinstance_office(by: Any) -> bool:
    """Also true for a lazily loaded office; false for nobody."""
    return bool(by) and isinstance(by, Office)
