"""The one record of who did what: events that are only ever added, chained by hash, one chain per province."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.journal.chain import PlainJson
from lotrinh.values.keys import new_key
from lotrinh.values.numerals import plain


class Row(models.Model):
    """What every table has: a key that is ordered by time and shown to nobody."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True


class Versioned(models.Model):
    """What people edit: `version` counts the changes, so that nobody saves over what they have not seen."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class FigureField(models.DecimalField):
    """A decimal that comes back without the zeros the column adds: 37.4 and not 37.400000.

    For migrations it is an ordinary decimal column.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 24, "decimal_places": 6, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs

    def from_db_value(self, value: Decimal | None, *_rest: Any) -> Decimal | None:
        return None if value is None else Decimal(plain(Decimal(value)) or "0")


class OnlyAdded(models.Model):
    """Rows that are never changed; where a backup is restored not even an UPDATE of nothing is tried."""

    class Meta:
        abstract = True

    def _do_update(self, *_args: Any, **_options: Any) -> bool:
        return False


class ChainHead(models.Model):
    """Number and hash of a province's last event; its row lock orders the writers.

    `seal` says the same, signed with a key outside the database (sealing.py); `day` is the last day with an event.
    """

    province = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    day = models.DateField(null=True)
    seal = models.CharField(max_length=300, blank=True, default="")

    def __str__(self) -> str:
        return "Sổ sự kiện"


class Event(OnlyAdded, Row):
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
    before = models.JSONField(null=True, encoder=PlainJson)
    after = models.JSONField(null=True, encoder=PlainJson)
    reason = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "number"], name="one_event_per_number")]
        indexes = [
            models.Index(fields=["subject"], name="event_by_subject"),
            models.Index(fields=["at"], name="event_by_time"),
        ]
        ordering = ["province", "number"]


class SignedHead(OnlyAdded, Row):
    """What the chain was at the end of a day, or where pruning cut it, signed with a key outside the database."""

    class Kind(models.TextChoices):
        DAY = "day", _("cuối ngày")
        CUT = "cut", _("điểm cắt")

    province = models.UUIDField()
    kind = models.CharField(max_length=3, choices=Kind.choices)
    day = models.DateField()
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "kind", "number"], name="one_signed_head_per_number")
        ]
        ordering = ["province", "number"]


class SentForm(Row):
    """A form that was sent once: its key, what was in it (as a hash), and the answer it got; kept for a day.

    Written in the transaction of the action, so that there is an answer if and only if something was done.
    """

    user = models.UUIDField()
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(default=0)
    place = models.CharField(max_length=400, blank=True)
    page = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_answer_per_sent_form")]
        indexes = [models.Index(fields=["sent_at"], name="sent_form_by_time")]

    def __str__(self) -> str:
        return f"{self.sent_at:%d/%m/%Y %H:%M}"


class Allowance(models.Model):
    """When somebody did what is limited (allowances.py): seconds since 1970, oldest first."""

    key = models.CharField(max_length=80, primary_key=True)
    times = models.JSONField(default=list)
    last = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
