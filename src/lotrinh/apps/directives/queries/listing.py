"""The list of directives: filters kept in the address, and how many tasks and open proposals each has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from lotrinh.apps.directives.models import KIND_NAMES, Directive, Proposal
from lotrinh.values.folding import search_key


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; an unknown kind or state asks for nothing."""

    q: str = ""
    kind: str = ""
    state: str = ""

    @property
    def any(self) -> bool:
        return bool(self.q or self.kind or self.state)


@dataclass(frozen=True, slots=True)
class ListRow:
    directive: Directive
    tasks: int
    targets: int
    waiting: int


def rows_of(by: Any, filters: Filters) -> QuerySet[Directive]:
    """Directives of the province, newest first; every word of the query must occur, without case and marks."""
    rows = Directive.objects.for_user(by).defer("text", "reading")
    for word in search_key(filters.q).split():
        rows = rows.filter(search__contains=word)
    if filters.kind in KIND_NAMES:
        rows = rows.filter(kind=filters.kind)
    if filters.state in Directive.State.values:
        rows = rows.filter(state=filters.state)
    return rows.order_by("-issued_on", "-pk")


def with_counts(directives: Iterable[Directive]) -> tuple[ListRow, ...]:
    """Three counting queries for a page of any length."""
    listed = list(directives)
    tasks, targets = _counted(listed, Count("tasks")), _counted(listed, Count("targets"))
    waiting = _counted(listed, Count("proposals", filter=Q(proposals__state=Proposal.State.PENDING)))
    return tuple(ListRow(row, tasks[row.pk], targets[row.pk], waiting[row.pk]) for row in listed)


def _counted(listed: list[Directive], count: Count) -> dict[Any, int]:
    rows = Directive.objects.filter(pk__in=[row.pk for row in listed]).order_by()
    return dict(rows.annotate(found=count).values_list("pk", "found"))


def choices_for_links(by: Any, but: Directive | None = None) -> list[tuple[str, str]]:
    """Directives to hang a document under, by code, newest first."""
    rows = Directive.objects.for_user(by).defer("text", "reading").order_by("-issued_on", "-pk")
    return [(row.code, f"{row} – {row.title[:90]}") for row in rows if but is None or row.pk != but.pk]
