"""A file on its way to becoming a directive: what is being done with it, and how it ended."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.policy import is_leader, is_officer
from lotrinh.apps.journal.models import Row
from lotrinh.apps.organisations.models import ProvinceRows


class JobRows(ProvinceRows):
    """An agency's own uploads, for those who may upload: a file's name says something of it before anybody decided who
    may see it."""

    def for_user(self, user: Any) -> Self:
        agency = user.organisation_id if is_officer(user) or is_leader(user) else None
        return super().for_user(user).filter(office__organisation=agency)


class ReadingJob(Row):
    """One upload. The bytes are not here, nor the name: both stay in memory until the secrecy guard has passed."""

    class State(models.TextChoices):
        RUNNING = "running", _("đang đọc")
        READ = "read", _("đã đọc")
        REFUSED = "refused", _("bị từ chối")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    step = models.CharField(max_length=60, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    refusal_code = models.CharField(max_length=20, blank=True)
    message = models.TextField(blank=True)
    directive = models.ForeignKey(
        "directives.Directive", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    duplicate = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    objects = JobRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "sha256"], name="job_by_hash")]
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="one_job_per_code")]

    def __str__(self) -> str:
        return self.name or self.code
