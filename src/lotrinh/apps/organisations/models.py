"""Provinces and agencies as they were and as they are, and who took over from whom."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.journal.models import Row, Versioned
from lotrinh.values.folding import search_key
from lotrinh.values.numerals import format_date

KINDS: dict[str, Promise] = {
    "central_body": _("cơ quan trung ương"),
    "ministry": _("bộ, cơ quan ngang bộ"),
    "party_central": _("cơ quan Đảng ở Trung ương"),
    "party_province": _("cơ quan Đảng của tỉnh"),
    "party_district": _("cơ quan Đảng của huyện"),
    "party_commune": _("cơ quan Đảng của xã"),
    "council": _("Hội đồng nhân dân"),
    "committee": _("Ủy ban nhân dân"),
    "committee_office": _("văn phòng Ủy ban nhân dân"),
    "department": _("sở, ban, ngành"),
    "province_body": _("cơ quan, đơn vị khác của tỉnh"),
    "district_bodies": _("cơ quan của huyện"),
    "commune_bodies": _("cơ quan của xã"),
    "association": _("Mặt trận, đoàn thể, hội"),
    "enterprise": _("doanh nghiệp"),
}
LEVELS: dict[str, Promise] = {
    "central": _("Trung ương"),
    "party": _("Đảng"),
    "province": _("tỉnh"),
    "district": _("huyện"),
    "commune": _("xã"),
    "other": _("khác"),
}
IDENTIFIER = RegexValidator(
    r"^(?=.{1,35}\Z)[A-Za-z0-9]+(\.[A-Za-z0-9]+)*\Z",
    _("Mã định danh gồm chữ cái không dấu, chữ số và dấu chấm, tối đa 35 ký tự, ví dụ 000.00.15.H56."),
)
"""QĐ 20/2020/QĐ-TTg: at most 35 letters, digits and dots between them."""


class ProvinceRows(models.QuerySet[Any]):
    """Rows that belong to a province; every reading of them starts here."""

    def for_user(self, user: Any) -> Self:
        """Rows of the province of a person, an office, or anything with `province_id`; none for nobody."""
        province = getattr(user, "province_id", None)
        return self.filter(province_id=province) if province else self.none()


class Province(Versioned, Row):
    """A territory. Rows are kept under the province that exists today (`merged_into` is empty).

    `name`, `short_name` and `code` are the latest ones; what it was called on an earlier day is in `names`.
    """

    code = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=30, blank=True)
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
        return with_kind(self.name)

    def called_on(self, day: date) -> str:
        """Its full name on a day; one query unless `names` is loaded. Before its first name and after its end: the nearest."""
        return called_in(self.names.all(), day) or self.full_name


def with_kind(name: str) -> str:
    """With the kind of territory; a city's name says its kind itself.

    >>> with_kind("Mẫu"), with_kind("thành phố Mẫu")
    ('tỉnh Mẫu', 'thành phố Mẫu')
    """
    return name if name.lower().startswith(("tỉnh ", "thành phố ")) else f"tỉnh {name}"


class ProvinceName(Row):
    """A name, an abbreviation or a code a province bore from day to day; an undone change leaves its row, marked."""

    class Kind(models.TextChoices):
        NAME = "name", _("tên")
        SHORT = "short", _("tên viết tắt")
        CODE = "code", _("mã tỉnh")

    province = models.ForeignKey(Province, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    text = models.CharField(max_length=100)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "kind"],
                condition=Q(valid_to__isnull=True, undone_at__isnull=True),
                name="one_name_in_use_per_province",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="province_name_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.text


def called_in(names: Iterable[ProvinceName], day: date) -> str:
    """The full name borne on a day among the rows of one province; "" where none is a name."""
    told = [row for row in names if row.kind == ProvinceName.Kind.NAME and row.undone_at is None]
    told.sort(key=lambda row: row.valid_from or date.min)
    begun = [row for row in told if row.valid_from is None or row.valid_from <= day]
    return with_kind((begun[-1] if begun else told[0]).text) if told else ""


class Organisation(Row):
    """A body that acts: agency, committee, council. `valid_to` is its last day.

    `number` (CQ-0001) names the row in addresses, `code` is the symbol in document numbers, `identifier` the official
    identifier. `name`, `short_name` and `code` are the latest ones; earlier ones are in `names`.
    """

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="organisations")
    territory = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=20)
    identifier = models.CharField(max_length=35, blank=True, validators=[IDENTIFIER])
    kind = models.CharField(max_length=40)
    level = models.CharField(max_length=20)
    field_of_work = models.CharField(max_length=500, blank=True)
    collective = models.BooleanField(default=False)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    search = models.TextField(blank=True)

    objects = ProvinceRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "name"], name="organisation_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "name", "valid_from"], name="one_organisation_per_name"
            ),
            models.UniqueConstraint(fields=["province", "number"], name="one_organisation_per_number"),
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
        self.search = search_key(f"{self.name} {self.short_name} {self.code} {self.identifier}")
        super().save(*args, **kwargs)

    def exists_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def has_ended_by(self, day: date) -> bool:
        """Its last day has passed; one that has not begun yet has not ended."""
        return self.valid_to is not None and self.valid_to < day

    @property
    def kind_label(self) -> str:
        return str(KINDS.get(self.kind, self.kind))

    @property
    def level_label(self) -> str:
        return str(LEVELS.get(self.level, self.level))


class OrganisationName(Row):
    """A name or an abbreviation an organisation bore from day to day; a renaming adds a row and keeps the organisation."""

    class Kind(models.TextChoices):
        NAME = "name", _("tên")
        SHORT = "short", _("tên viết tắt")

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    text = models.CharField(max_length=200)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    legal_basis = models.CharField(max_length=200, blank=True)

    objects = ProvinceRows.as_manager()

    class Meta:
        ordering = ["kind", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(valid_to__isnull=True),
                name="one_name_in_use_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="name_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def is_borne_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class Merger(Row):
    """One act that moved work between organisations: its successions are applied together and can be undone together.

    `kept` is what the act changed besides, as it was before, so that undoing restores it exactly.
    """

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=200)
    effective = models.DateField()
    open_tasks = models.PositiveIntegerField(default=0)
    queued_tasks = models.PositiveIntegerField(default=0)
    kept = models.JSONField(default=dict)
    applied_at = models.DateTimeField()
    applied_by = models.CharField(max_length=300)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=300, blank=True)

    objects = ProvinceRows.as_manager()

    class Meta:
        ordering = ["-applied_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["province", "number"], name="one_merger_per_number")]

    def __str__(self) -> str:
        return self.title


class Succession(Row):
    """From `effective` on, `successor` does what `predecessor` did in `field` (empty: in everything).

    Where only the month is known, `effective` is its first day and `precision` says so: inside that month nothing is
    decided, from the first day of the next month on it has happened in any case.
    """

    class Precision(models.TextChoices):
        DAY = "day", _("biết ngày")
        MONTH = "month", _("chỉ biết tháng")

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="predecessions")
    field = models.CharField(max_length=200, blank=True)
    effective = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    legal_basis = models.CharField(max_length=200)
    merger = models.ForeignKey(Merger, null=True, on_delete=models.PROTECT, related_name="successions")
    undone_at = models.DateTimeField(null=True)

    objects = ProvinceRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "field", "effective"],
                condition=Q(undone_at__isnull=True),
                name="one_standing_succession_per_field",
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    @property
    def settled(self) -> date:
        """The first day by which it has happened in any case."""
        return settled_on(self.effective, self.precision)

    @property
    def since(self) -> str:
        return since_in_words(self.effective, self.precision)


def settled_on(day: date, precision: str) -> date:
    """The day itself, or the first one after the month.

    >>> settled_on(date(2025, 2, 1), "month"), settled_on(date(2025, 2, 1), "day")
    (datetime.date(2025, 3, 1), datetime.date(2025, 2, 1))
    """
    if precision == Succession.Precision.DAY:
        return day
    return day.replace(day=1) + timedelta(days=monthrange(day.year, day.month)[1])


def since_in_words(day: date, precision: str = Succession.Precision.DAY) -> str:
    """ "từ ngày 01/3/2025", or that only the month is known."""
    if precision == Succession.Precision.MONTH:
        return gettext("trong tháng %(month)s, chưa rõ ngày") % {"month": f"{day.month}/{day.year}"}
    return gettext("từ ngày %(day)s") % {"day": format_date(day)}


class CodeCounter(models.Model):
    """The last number given out under a prefix (NV, VB, CT, BC) in a province."""

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    prefix = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "prefix"], name="one_counter_per_prefix")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last:04}"
