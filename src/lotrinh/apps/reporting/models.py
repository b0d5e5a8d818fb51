"""Duties to report that directives set, and reports that were drawn up with the figures they used."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from lotrinh.apps.accounts.policy import is_outside
from lotrinh.apps.directives.models import RowsOfDirective
from lotrinh.apps.journal.models import Row


class ReportRows(RowsOfDirective):
    """A compiled report is a working paper until it is signed and published: not for enterprises and citizens."""

    def for_user(self, user: Any) -> Self:
        rows = super().for_user(user)
        return rows.none() if is_outside(user) else rows


class ReportingDuty(Row):
    """Who reports to whom, through whom, how often and by when; `due` is a deadline object of reading.md."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey("directives.Directive", on_delete=models.PROTECT, related_name="duties")
    proposal = models.OneToOneField(
        "directives.Proposal", null=True, on_delete=models.PROTECT, related_name="duty"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    who = models.JSONField(default=list)
    to = models.JSONField(default=list)
    via = models.CharField(max_length=300, blank=True)
    frequency = models.CharField(max_length=20, blank=True)
    due = models.JSONField(default=dict)
    content = models.TextField(blank=True)

    objects = RowsOfDirective.as_manager()

    class Meta:
        ordering = ["directive", "start"]

    def __str__(self) -> str:
        return self.content[:100] or "chế độ báo cáo"


class Report(Row):
    """A periodic report on a directive: `content` is everything it printed, frozen when it was drawn up."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    directive = models.ForeignKey("directives.Directive", on_delete=models.PROTECT, related_name="reports")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=100)
    period_from = models.DateField()
    period_to = models.DateField()
    cut_off = models.DateField()
    content = models.JSONField()
    drawn_up_at = models.DateTimeField()
    drawn_up_by = models.CharField(max_length=300)

    objects = ReportRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="one_report_per_code")]
        ordering = ["-drawn_up_at"]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"
