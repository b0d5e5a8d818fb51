"""Indicators, the targets set on them, and observations that are only ever added."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import DirectiveRows, RowsOfDirective
from lotrinh.apps.journal.models import FigureField, Row
from lotrinh.apps.organisations.models import ProvinceRows
from lotrinh.values.folding import search_key


class IndicatorRows(DirectiveRows):
    """What is measured is seen where a target on it is."""

    def for_user(self, user: Any) -> Self:
        rows: Self = ProvinceRows.for_user(self, user)
        return rows.filter(pk__in=Target.objects.for_user(user).values("indicator"))


class FigureRows(DirectiveRows):
    def for_user(self, user: Any) -> Self:
        rows: Self = ProvinceRows.for_user(self, user)
        return rows.filter(indicator__in=Indicator.objects.for_user(user))


class Indicator(Row):
    """What is measured, for one scope. `direction` says which way is better."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True)
    scope = models.CharField(max_length=200, blank=True)
    direction = models.CharField(max_length=10, default="up")
    search = models.TextField(blank=True)

    objects = IndicatorRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "code"], name="one_indicator_per_code"),
            models.UniqueConstraint(
                fields=["province", "name", "scope"], name="one_indicator_per_name_and_scope"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = search_key(f"{self.name} {self.scope} {self.code}")
        super().save(*args, **kwargs)


class Target(Row):
    """A figure to be reached by the horizon, with the sentence it came from."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    directive = models.ForeignKey("directives.Directive", on_delete=models.PROTECT, related_name="targets")
    proposal = models.OneToOneField(
        "directives.Proposal", null=True, on_delete=models.PROTECT, related_name="target"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sentence_start = models.PositiveIntegerField()
    sentence_end = models.PositiveIntegerField()
    provision = models.CharField(max_length=60, blank=True)
    comparator = models.CharField(max_length=6)
    value = FigureField(null=True)
    value_to = FigureField(null=True)
    unit = models.CharField(max_length=40, blank=True)
    aggregation = models.CharField(max_length=10)
    horizon_from = models.DateField(null=True)
    horizon_to = models.DateField(null=True)
    owner = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = RowsOfDirective.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="one_target_per_code")]
        ordering = ["directive", "start"]

    def __str__(self) -> str:
        return self.indicator.name


class Observation(Row):
    """A figure as somebody published it; a later or better one is a new row, never an overwrite."""

    class Kind(models.TextChoices):
        ESTIMATE = "estimate", _("ước")
        PRELIMINARY = "preliminary", _("sơ bộ")
        OFFICIAL = "official", _("chính thức")
        UNSTATED = "", _("không nêu")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    period_from = models.DateField()
    period_to = models.DateField(help_text="Ngày cuối kỳ, tính cả ngày đó")
    value = FigureField()
    unit = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    source = models.CharField(max_length=400)
    quote = models.TextField(blank=True)
    released_on = models.DateField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=300)

    objects = FigureRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "indicator", "period_to"], name="observation_by_period")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_to__gte=models.F("period_from")), name="observation_period_in_order"
            )
        ]
        ordering = ["period_from", "period_to", "entered_at"]

    def __str__(self) -> str:
        return f"{self.indicator.name} {self.period_from:%Y}"
