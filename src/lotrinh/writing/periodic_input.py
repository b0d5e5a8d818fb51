"""What a periodic report is made from, as plain values: nothing here is looked up or judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Literal

from lotrinh.values.mention import Comparator
from lotrinh.values.numerals import format_date
from lotrinh.writing.report import Letterhead, Signer, SourceRef

TaskClass = Literal["done_on_time", "done_late", "open_in_time", "open_late", "unassessed"]

# The four classes of Quyết định 42/2014/QĐ-TTg, and the fifth that keeps them honest.
CLASS_LABELS: dict[TaskClass, str] = {
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "open_in_time": "chưa hoàn thành trong hạn",
    "open_late": "chưa hoàn thành quá hạn",
    "unassessed": "chưa đánh giá được",
}


# Stands for the agency where a document names none, so that the table still adds up.
UNASSIGNED = "Chưa giao cơ quan chủ trì"


@dataclass(frozen=True, slots=True)
class DirectiveTitle:
    """The document reported on, as it is cited.

    >>> plan = DirectiveTitle("Kế hoạch", "122/KH-UBND", date(2020, 9, 3), "Ủy ban nhân dân tỉnh Mẫu", "về phát triển công nghiệp")
    >>> plan.cited
    'Kế hoạch số 122/KH-UBND ngày 03/9/2020 của Ủy ban nhân dân tỉnh Mẫu'
    """

    type_name: str
    number: str
    issued_on: date | None
    issuer: str
    title: str

    @property
    def short(self) -> str:
        return f"{self.type_name} số {self.number}"

    @property
    def about(self) -> str:
        """The subject inside a sentence: "về ...", "thực hiện ..." as printed, any other title in quotation marks."""
        if self.title.lower().startswith(("về ", "thực hiện ", "triển khai ")):
            return self.title[0].lower() + self.title[1:]
        return f"về “{self.title}”" if self.title else ""

    @property
    def cited(self) -> str:
        """Type, number, day and organ: the first citation (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
        day = f" ngày {format_date(self.issued_on)}" if self.issued_on else ""
        return f"{self.short}{day} của {self.issuer}"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an entry, the agency that wrote them, and where they stand."""

    text: str
    agency: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class Observed:
    """The latest figure of an indicator: `period` and `kind` as printed ("năm 2023", "ước")."""

    value: Decimal
    period: str
    source: SourceRef
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with what is known of it.

    `gap` is what is missing (positive) in `gap_unit`, `pace` what each year must add in `pace_unit`; both None where they
    cannot be said. `assessment` is the label of product.md 5, `why` the sentence that explains it.
    """

    indicator: str
    comparator: Comparator
    value: Decimal
    unit: str
    horizon: str
    source: SourceRef
    assessment: str
    value_to: Decimal | None = None
    latest: Observed | None = None
    gap: Decimal | None = None
    gap_unit: str = ""
    pace: Decimal | None = None
    pace_unit: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TaskFigure:
    """A figure a task's result brought: "cụm công nghiệp được thành lập", 3, "cụm"."""

    label: str
    value: Decimal
    unit: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with its latest accepted or sent entry; `source` is its sentence in the directive."""

    title: str
    lead: tuple[str, ...]
    task_class: TaskClass
    deadline: str
    source: SourceRef
    coordinating: tuple[str, ...] = ()
    product: str = ""
    due: date | None = None
    marks: tuple[str, ...] = ()
    result: Quote | None = None
    figures: tuple[TaskFigure, ...] = ()
    reasons: tuple[Quote, ...] = ()
    difficulty: Quote | None = None
    proposal: Quote | None = None

    @property
    def is_open(self) -> bool:
        return self.task_class in ("open_in_time", "open_late", "unassessed")

    @property
    def status(self) -> str:
        """The class, then the marks: `chưa hoàn thành quá hạn (xin gia hạn)`."""
        label = CLASS_LABELS[self.task_class]
        return f"{label} ({', '.join(self.marks)})" if self.marks else label


@dataclass(frozen=True, slots=True)
class ClassCounts:
    """How many tasks stand in each class."""

    done_on_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_late: int = 0
    unassessed: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_class().values())

    def by_class(self) -> dict[TaskClass, int]:
        return {name: getattr(self, name) for name in CLASS_LABELS}


@dataclass(frozen=True, slots=True)
class AgencyCounts:
    """The classes of the tasks an agency leads."""

    agency: str
    counts: ClassCounts


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A proposal to somebody named, from somebody named."""

    text: str
    sender: str
    receiver: str
    source: SourceRef


@dataclass(frozen=True, slots=True)
class NextPeriod:
    """The period to come; both days belong to it."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class PeriodicInput:
    """Everything that "Báo cáo kết quả thực hiện <văn bản> <kỳ>" says. `counts` and `total` are over `tasks`."""

    letterhead: Letterhead
    directive: DirectiveTitle
    period: str
    cut_off: date
    snapshot: str
    targets: tuple[TargetLine, ...]
    tasks: tuple[TaskLine, ...]
    counts: tuple[AgencyCounts, ...]
    total: ClassCounts
    next_period: NextPeriod
    signer: Signer
    recipients: tuple[str, ...]
    archive: str = "VT"
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    documents: tuple[Quote, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()


def count_classes(tasks: Iterable[TaskLine]) -> tuple[tuple[AgencyCounts, ...], ClassCounts]:
    """Counts per leading agency, in the order of first appearance, and over all tasks.

    A task with two leads counts for both, and once in the total; tasks without a lead stand last, as UNASSIGNED.
    """
    agencies: dict[str, dict[str, int]] = {}
    total = dict.fromkeys((field.name for field in fields(ClassCounts)), 0)
    for task in tasks:
        total[task.task_class] += 1
        for agency in dict.fromkeys(task.lead or (UNASSIGNED,)):
            row = agencies.setdefault(agency, {})
            row[task.task_class] = row.get(task.task_class, 0) + 1
    if UNASSIGNED in agencies:
        agencies[UNASSIGNED] = agencies.pop(UNASSIGNED)
    return tuple(AgencyCounts(name, ClassCounts(**row)) for name, row in agencies.items()), ClassCounts(
        **total
    )
