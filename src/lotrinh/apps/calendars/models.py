"""Days that the yearly decisions on holidays change: data with a source, never code."""

from __future__ import annotations

from django.db import models

from lotrinh.apps.journal.models import Row


class DayOverride(Row):
    """A day that is (not) worked against the general calendar, with the decision that says so."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    is_working = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "day"], name="one_override_per_day")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class ConfirmedYear(Row):
    """A year whose days off somebody has compared with the decisions in force; each year has to be looked at anew."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "year"], name="one_confirmation_per_year")]

    def __str__(self) -> str:
        return str(self.year)
