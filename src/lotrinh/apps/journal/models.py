"""The one record of who did what: events that are only ever added, chained by hash, one chain per province."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from lotrinh.values.keys import new_key
from lotrinh.values.numerals import plain


class Row(models.Model):
    """What every table has: a key that is ordered by time and shown to nobody."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True


class FigureField(models.DecimalField):
    """A decimal that comes back without the zeros the column adds: 37.4 and not 37.400000.

    For migrations it is an ordinary decimal column.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 24, "decimal_places": 6, **kwargs})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs

    def from_db_value(self, value: Decimal | None, *_: Any) -> Decimal | None:
        return None if value is None else Decimal(plain(Decimal(value)) or "0")


class ChainHead(models.Model):
    """Number and hash of a province's last event; its row lock orders the writers."""

    province = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class Event(Row):
    """One action. Labels are kept as they were, so that history shows the office of that day."""

    province = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    user = models.UUIDField(null=True)
    user_label = models.CharField(max_length=200)
    office = models.UUIDField(null=True)
    office_label = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject = models.UUIDField()
    subject_label = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "number"], name="one_event_per_number")]
        indexes = [
            models.Index(fields=["province", "subject"], name="event_by_subject"),
            models.Index(fields=["province", "at"], name="event_by_time"),
        ]
        ordering = ["province", "number"]
