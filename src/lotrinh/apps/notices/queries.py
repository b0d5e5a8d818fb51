"""Which mail server letters go out by."""

from __future__ import annotations

from django.conf import settings

from lotrinh.apps.notices.models import MailServer


def mail_server() -> MailServer | None:
    """The one set on the site, whether or not the environment names another."""
    return MailServer.objects.first()


def mail_is_set() -> bool:
    """Whether letters reach anybody: by the server of the environment, else by one of the site that took a letter."""
    return bool(settings.MAIL_IS_SET) or MailServer.objects.filter(tested_at__isnull=False).exists()
