"""The mail server letters go out by, where the environment names none."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.journal.models import Row

SECURITIES = {
    "starttls": _("STARTTLS (thường ở cổng 587)"),
    "tls": _("TLS ngay từ đầu (thường ở cổng 465)"),
    "none": _("không mã hóa (chỉ trong mạng của cơ quan, cổng 25)"),
}
PORTS = {"starttls": 587, "tls": 465, "none": 25}


class MailServer(Row):
    """One row for the whole site. The password is kept sealed (sealing.py), its key outside the database."""

    slot = models.PositiveSmallIntegerField(default=1, unique=True)
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=8, default="starttls", choices=list(SECURITIES.items()))
    username = models.CharField(max_length=254, blank=True)
    password = models.TextField(blank=True)
    sender = models.EmailField()
    tested_at = models.DateTimeField(null=True)
    tested_to = models.EmailField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(slot=1), name="one_mail_server"),
            models.CheckConstraint(condition=Q(port__gte=1, port__lte=65535), name="mail_port_is_a_port"),
        ]

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"
