"""Provinces and agencies as they were and as they are, and who took over from whom."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lotrinh.apps.journal.models import Row
from lotrinh.values.folding import search_key


class ProvinceRows(models.QuerySet[Any]):
    """Rows that belong to a province; every reading of them starts here."""

    def for_user(self, user: Any) -> Self:
        """Rows of the province of a person, an office, or anything with `province_id`; none for nobody."""
        province = getattr(user, "province_id", None)
        return self.filter(province_id=province) if province else self.none()


class Province(Row):
    """A territory. Rows are kept under the province that exists today (`merged_into` is empty)."""

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="former")
    legal_basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_province_per_code_and_day")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """With the kind of territory: "tỉnh Mẫu"; a city's name says its kind itself."""
        return self.name if self.name.lower().startswith(("tỉnh ", "thành phố ")) else f"tỉnh {self.name}"


class Organisation(Row):
    """A body that acts: agency, committee, council. `valid_to` is its last day."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="organisations")
    territory = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    collective = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    search = models.TextField(blank=True)

    objects = ProvinceRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "name"], name="organisation_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "name", "valid_from"], name="one_organisation_per_name"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="organisation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = search_key(f"{self.name} {self.short_name} {self.code}")
        super().save(*args, **kwargs)


class Succession(Row):
    """From `effective` on, `successor` does what `predecessor` did in `field` (empty: in everything)."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessions")
    field = models.CharField(max_length=200, blank=True)
    effective = models.DateField()
    legal_basis = models.CharField(max_length=200)

    objects = ProvinceRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "field", "effective"],
                name="one_succession_per_field_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class CodeCounter(models.Model):
    """The last number given out under a prefix (NV, VB, CT, BC) in a province."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "prefix"], name="one_counter_per_prefix")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:04}"
