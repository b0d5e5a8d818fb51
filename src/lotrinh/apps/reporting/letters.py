"""The letter that tells an agency what was decided on its request to unlock a period."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.accounts.queries import held_on
from lotrinh.apps.calendars.models import Unlocking
from lotrinh.apps.notices.posting import post_later
from lotrinh.apps.notices.queries import mail_is_set

_ROLES = ("officer", "head")
"""Who asks for an agency, and who sends for it."""


def addresses_of(row: Unlocking, today: date) -> list[str]:
    """Of the people who write for the agency that asked, each once."""
    held = Office.objects.filter(
        held_on(today), province_id=row.province_id, organisation_id=row.organisation_id, user__is_active=True
    )
    offices = held.exclude(user__email="").select_related("user").order_by("user__email", "pk")
    return list(dict.fromkeys(office.user.email for office in offices if office.has_role(*_ROLES)))


def tell_decision(request: HttpRequest, row: Unlocking, today: date) -> int:
    """One letter to each, in Vietnamese, with the reason and until when; to how many, 0 where nobody can be reached."""
    if not mail_is_set():
        return 0
    addresses = addresses_of(row, today)
    link = request.build_absolute_uri(reverse("reporting:unlocking", args=[row.code]))
    with translation.override(settings.LANGUAGE_CODE):
        granted = row.state == Unlocking.State.GRANTED
        told = {"code": row.code, "period": row.lock.name}
        subject = (
            _("%(code)s: đã mở khóa kỳ báo cáo %(period)s")
            if granted
            else _("%(code)s: không mở khóa kỳ báo cáo %(period)s")
        ) % told
        body = render_to_string(
            "reporting/decision_letter.txt", {"row": row, "granted": granted, "link": link}
        )
    for address in addresses:
        post_later(EmailMessage(subject, body, to=[address]))
    return len(addresses)
