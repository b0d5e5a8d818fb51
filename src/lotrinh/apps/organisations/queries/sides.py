"""The three sides of an organisation's page as tabs; its tasks are shown by the app of tasks."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.policy import can_see_history
from lotrinh.apps.ui.parts import Tab


def tabs_of(organisation: Organisation, here: str, by: Any) -> list[Tab]:
    """`here` is the url name of the side being shown; its history only where `by`, the acting office, may see it."""
    sides = [("organisations:page", _("Thông tin")), ("tasks:of-organisation", _("Nhiệm vụ"))]
    if can_see_history(by):
        sides.append(("organisations:history", _("Lịch sử")))
    return [Tab(label, reverse(name, args=[organisation.number]), name == here) for name, label in sides]
