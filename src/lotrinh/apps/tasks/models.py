"""Tasks, who is to do them, what was reported, and the claims that they are done."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import DirectiveRows, RowsOfDirective
from lotrinh.apps.journal.eyes import Asked, two_people
from lotrinh.apps.journal.models import FigureField, Row
from lotrinh.values.deadline import Deadline
from lotrinh.values.folding import search_key


class RowsOfTask(DirectiveRows):
    """Rows that hang on a task and, with it, on its directive."""

    way = "task__directive__"


class HandoverRows(DirectiveRows):
    way = "agency__task__directive__"


class EntryRows(RowsOfTask):
    """What was not sent yet is the agency's own paper."""

    def for_user(self, user: Any) -> Self:
        rows = super().for_user(user)
        own = models.Q(organisation=getattr(user, "organisation_id", None))
        return rows.filter(models.Q(sent_at__isnull=False) | own)


class EvidenceRows(DirectiveRows):
    way = "entry__task__directive__"

    def for_user(self, user: Any) -> Self:
        return super().for_user(user).filter(entry__in=ProgressEntry.objects.for_user(user))


class Task(Row):
    """Work a directive orders. `deadline` is the deadline object of reading.md; status is computed, never stored."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    directive = models.ForeignKey("directives.Directive", on_delete=models.PROTECT, related_name="tasks")
    proposal = models.OneToOneField(
        "directives.Proposal", null=True, on_delete=models.PROTECT, related_name="task"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    title = models.TextField()
    provision = models.CharField(max_length=60, blank=True)
    type = models.CharField(max_length=12)
    product = models.TextField(blank=True)
    deadline = models.JSONField(default=dict)
    deadline_day = models.DateField(
        null=True, help_text="Ngày cuối mà văn bản nêu, để sắp xếp; tình trạng không tính từ đây"
    )
    paused_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    search = models.TextField(blank=True)

    objects = RowsOfDirective.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "code"], name="one_task_per_code")]
        indexes = [models.Index(fields=["province", "directive"], name="task_by_directive")]
        ordering = ["directive", "start"]

    def __str__(self) -> str:
        return f"{self.code} {self.title[:100]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = search_key(f"{self.code} {self.title} {self.product}")
        super().save(*args, **kwargs)

    @property
    def stated_deadline(self) -> Deadline:
        return Deadline.from_dict(self.deadline)


class TaskAgency(Row):
    """An agency's part in a task, under the name that was printed; `organisation` None is not yet matched."""

    class Part(models.TextChoices):
        LEAD = "lead", _("chủ trì")
        COORDINATING = "coordinating", _("phối hợp")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="agencies")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    printed = models.CharField(max_length=300)
    part = models.CharField(max_length=12, choices=Part.choices)

    objects = RowsOfTask.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "organisation", "part"], name="task_by_agency")]
        ordering = ["part", "pk"]

    def __str__(self) -> str:
        return self.printed


class Handover(Row):
    """An officer's word that this part went to `organisation` on `since`; on its day it wins over the successions.

    `former` is who had it until then (None: the printed name was matched with nobody). `succession` is the one whose
    field the officer chose; undoing it undoes the choice. Rows are never changed but for `undone_at`.
    """

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(TaskAgency, on_delete=models.CASCADE, related_name="handovers")
    former = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    field = models.CharField(max_length=200, blank=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    succession = models.ForeignKey(
        "organisations.Succession", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=300)
    undone_at = models.DateTimeField(null=True)

    objects = HandoverRows.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["province", "succession"], name="handover_by_succession")]

    def __str__(self) -> str:
        return f"{self.agency} → {self.organisation}"


class ProgressEntry(Row):
    """What an agency reports of a task; drafted by an officer, in force when the head sends it, never changed after."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    done = models.TextField()
    result = models.TextField(blank=True)
    figure = FigureField(null=True)
    figure_unit = models.CharField(max_length=40, blank=True)
    difficulty = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=300)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=300, blank=True)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField(default=1)

    objects = EntryRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "task", "sent_at"], name="entry_by_task")]
        ordering = ["-drafted_at"]

    def __str__(self) -> str:
        return self.done[:100]


class Evidence(Row):
    """A file that shows what an entry says."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(ProgressEntry, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    objects = EvidenceRows.as_manager()

    def __str__(self) -> str:
        return self.file.name


class CompletionClaim(Asked, Row):
    """The lead says the task is done on a day; another office accepts or returns it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ xem xét")
        ACCEPTED = "accepted", _("đã chấp nhận")
        RETURNED = "returned", _("đã trả lại")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="claims")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    completed_on = models.DateField()
    note = models.TextField(blank=True)
    claimed_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=300, blank=True)
    decided_office = models.ForeignKey(
        "organisations.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = RowsOfTask.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(state="waiting"), name="one_waiting_claim_per_task"
            ),
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(state="accepted"), name="one_accepted_claim_per_task"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_office__isnull=True)
                | ~models.Q(decided_office=models.F("organisation")),
                name="nobody_decides_their_own_claim",
            ),
            two_people("nobody_decides_what_they_claimed"),
        ]
        ordering = ["-claimed_at"]

    def __str__(self) -> str:
        return f"{self.task.code}: {self.get_state_display()}"


class Extension(Asked, Row):
    """A later deadline, asked for by the lead and decided by who decides on completion."""

    class State(models.TextChoices):
        WAITING = "waiting", _("xin gia hạn")
        GRANTED = "granted", _("đã cho gia hạn")
        REFUSED = "refused", _("không cho gia hạn")

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=300, blank=True)
    decision_note = models.TextField(blank=True)

    objects = RowsOfTask.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(state="waiting"), name="one_waiting_extension_per_task"
            ),
            two_people("nobody_decides_what_they_asked"),
        ]
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.task.code}: {self.get_state_display()}"
