"""Days that the yearly decisions on holidays change: data with a source, never code; and reporting periods that are locked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.calendars.periods import period_key
from lotrinh.apps.journal.eyes import Asked, two_people
from lotrinh.apps.journal.models import OnlyAdded, Row, Versioned
from lotrinh.values.period import Period


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


class PeriodLock(OnlyAdded, Row):
    """A reporting period of the province that is closed; never changed and never taken away (docs/decisions/0012).

    `first` to `last` are the days of reporting (Nghị định 09/2019), `figures_from` to `figures_to` those of the calendar.
    """

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4)
    year = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    figures_from = models.DateField()
    figures_to = models.DateField()
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    locked_at = models.DateTimeField()
    locked_by = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "kind", "year"], name="one_lock_per_period"),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")) & Q(figures_to__gte=F("figures_from")),
                name="locked_period_in_order",
            ),
        ]
        indexes = [models.Index(fields=["province", "last"], name="lock_by_last_day")]
        ordering = ["-last", "first"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """ "quý III/2026"."""
        return Period.named(self.kind, self.year).in_words()

    @property
    def key(self) -> str:
        return period_key(self.kind, self.year)


class Unlocking(Asked, Versioned, Row):
    """An agency asks to write in a locked period, and somebody else grants it for a scope and a time, or refuses.

    `scope` is a task or an indicator, empty for everything of the agency.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ quyết định")
        GRANTED = "granted", _("đã mở khóa")
        REFUSED = "refused", _("không mở khóa")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    lock = models.ForeignKey(PeriodLock, on_delete=models.PROTECT, related_name="unlockings")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    scope = models.UUIDField(null=True)
    scope_code = models.CharField(max_length=30, blank=True)
    reason = models.TextField()
    wanted_until = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    open_until = models.DateField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=300, blank=True)
    decided_office = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "number"], name="one_unlocking_per_number"),
            models.UniqueConstraint(
                fields=["lock", "organisation", "scope_code"],
                condition=Q(state="waiting"),
                name="one_waiting_unlocking_per_scope",
            ),
            models.CheckConstraint(
                condition=Q(decided_office__isnull=True) | ~Q(decided_office=F("organisation")),
                name="no_office_unlocks_for_itself",
            ),
            two_people("nobody_unlocks_for_themselves"),
            models.CheckConstraint(
                condition=~Q(state="granted") | (Q(open_until__isnull=False) & ~Q(decision_note="")),
                name="unlocking_has_reason_and_end",
            ),
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.code} {self.lock}"

    @property
    def code(self) -> str:
        return f"MK-{self.number:04}"
