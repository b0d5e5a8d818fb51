"""Directives, how they hang together, and what the reader proposes of each."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lotrinh.apps.directives.seeing import sight_of
from lotrinh.apps.journal.models import Row
from lotrinh.apps.organisations.models import ProvinceRows
from lotrinh.lexicon.kinds import kind_names
from lotrinh.values.folding import search_key


class DirectiveRows(ProvinceRows):
    """Directives that a person may see; `way` leads from a row to its directive."""

    way: ClassVar[str] = ""

    def for_user(self, user: Any) -> Self:
        """Never more than the province, the state and the classification allow."""
        rows = super().for_user(user)
        return rows.filter(sight_of(user).of(self.way)) if getattr(user, "province_id", None) else rows


class RowsOfDirective(DirectiveRows):
    """Rows that hang on a directive and are as public, internal or limited as it is."""

    way = "directive__"


class LinkRows(DirectiveRows):
    """A relation is seen where both documents are."""

    def for_user(self, user: Any) -> Self:
        rows: Self = ProvinceRows.for_user(self, user)
        sight = sight_of(user)
        return rows.filter(sight.of("child__"), sight.of("parent__"))


class Directive(Row):
    """A document that orders something. A "reference" is known by number, date, issuer and title only."""

    class State(models.TextChoices):
        DRAFT = "draft", _("đang xác nhận")
        IN_FORCE = "in_force", _("đang thực hiện")
        REPLACED = "replaced", _("đã được thay thế")
        REFERENCE = "reference", _("chỉ dẫn chiếu")

    class Classification(models.TextChoices):
        """Who may see it and all that hangs on it (seeing.py)."""

        PUBLIC = "public", _("công khai")
        INTERNAL = "internal", _("nội bộ")
        LIMITED = "limited", _("hạn chế")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    number = models.CharField(max_length=60, blank=True)
    type = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20)
    side = models.CharField(max_length=10, blank=True)
    title = models.TextField()
    issuer_name = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    reading = models.JSONField(null=True)
    reader = models.CharField(max_length=40, blank=True)
    focal = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    issuer_office = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    territory = models.ForeignKey(
        "organisations.Province", null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=300)
    entered_for = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    classification = models.CharField(
        max_length=10, choices=Classification.choices, default=Classification.INTERNAL
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=300, blank=True)
    report_due = models.CharField(max_length=5, blank=True, help_text="Ngày báo cáo hằng năm, MM-DD")
    version = models.PositiveIntegerField(default=1)
    search = models.TextField(blank=True)

    objects = DirectiveRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "code"], name="one_directive_per_code"),
            models.UniqueConstraint(fields=["province", "file"], name="one_directive_per_file"),
        ]
        indexes = [
            models.Index(fields=["province", "number"], name="directive_by_number"),
            models.Index(fields=["province", "classification"], name="directive_by_classification"),
        ]
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.type_name} số {self.number}" if self.number else self.title[:120]

    @property
    def type_name(self) -> str:
        return KIND_NAMES.get(self.kind, "Văn bản")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = search_key(f"{self.number} {self.title} {self.issuer_name} {self.code}")
        super().save(*args, **kwargs)


KIND_NAMES = kind_names()


class DirectiveReader(Row):
    """An agency added by hand to those that see a directive which is not open to all."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="readers")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")

    objects = ProvinceRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "organisation"], name="one_reader_per_directive")
        ]

    def __str__(self) -> str:
        return self.organisation.name


class DirectiveLink(Row):
    """`child` implements, is based on, replaces, amends or reports on `parent`; a graph without cycles."""

    class Relation(models.TextChoices):
        IMPLEMENTS = "implements", _("thực hiện")
        BASED_ON = "based_on", _("căn cứ")
        REPLACES = "replaces", _("thay thế")
        AMENDS = "amends", _("sửa đổi")
        REPORTS_ON = "reports_on", _("báo cáo về")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="up_links")
    parent = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="down_links")
    relation = models.CharField(max_length=12, choices=Relation.choices)
    quote = models.TextField(blank=True)

    objects = LinkRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child", "parent", "relation"], name="one_link_per_relation"),
            models.CheckConstraint(condition=~models.Q(child=models.F("parent")), name="no_link_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.child} {self.get_relation_display()} {self.parent}"


class Proposal(Row):
    """One record the reader (or an officer) proposes of a directive, until a person decides.

    `number` counts the proposals of a directive in the order they were made and never changes. `data` is the record as read (reading.md); `edited` what the officer made of it; both in the reading's words.
    """

    class Kind(models.TextChoices):
        TASK = "task", pgettext_lazy("một đề xuất", "nhiệm vụ")
        TARGET = "target", _("chỉ tiêu")
        DUTY = "duty", _("chế độ báo cáo")
        LINK = "link", _("quan hệ văn bản")

    class State(models.TextChoices):
        PENDING = "pending", _("chờ xem")
        ACCEPTED = "accepted", _("đã nhận")
        REJECTED = "rejected", _("đã bỏ")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    data = models.JSONField()
    edited = models.JSONField(null=True)
    doubt = models.FloatField(default=0)
    why = models.JSONField(default=list)
    by_officer = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RowsOfDirective.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "directive", "state"], name="proposal_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["directive", "number"], name="one_proposal_per_number"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="proposal_has_a_passage"
            ),
        ]
        ordering = ["start", "pk"]

    def __str__(self) -> str:
        return self.directive.text[self.start : self.end][:120] or self.get_kind_display()

    @property
    def current(self) -> dict[str, Any]:
        """What would be accepted now."""
        return self.edited if self.edited is not None else self.data
