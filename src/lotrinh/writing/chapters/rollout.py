"""Chapter I: what the directive asks, what was issued to carry it out, who has reported."""

from __future__ import annotations

from lotrinh.values.numerals import format_date
from lotrinh.writing.chapters.wording import (
    PHRASES,
    TARGET_COUNT_ID,
    bullet,
    counted,
    paragraph,
    quoted,
    say,
)
from lotrinh.writing.inline import fill
from lotrinh.writing.periodic_input import UNASSIGNED, PeriodicInput
from lotrinh.writing.report import Paragraph, Section


def rollout(given: PeriodicInput) -> Section:
    """Chapter I."""
    blocks = [_scope(given), *_documents(given), *_updates(given)]
    return Section(PHRASES.text("heading.rollout"), tuple(blocks))


def _scope(given: PeriodicInput) -> Paragraph:
    tasks, targets = len(given.tasks), len(given.targets)
    name = {
        (True, True): "scope",
        (False, True): "scope_no_targets",
        (True, False): "scope_no_tasks",
        (False, False): "scope_empty",
    }[bool(targets), bool(tasks)]
    return paragraph(
        f"rollout.{name}",
        directive=given.directive.short,
        targets=counted(targets, TARGET_COUNT_ID, marked=True),
        tasks=counted(tasks, marked=True),
        agencies=counted(sum(row.agency != UNASSIGNED for row in given.counts)),
    )


def _documents(given: PeriodicInput) -> list[Paragraph]:
    if not given.documents:
        return [paragraph("rollout.no_documents")]
    lines = [bullet(fill("{agency}: {text}.", agency=d.agency, text=quoted(d))) for d in given.documents]
    return [paragraph("rollout.documents"), *lines]


def _updates(given: PeriodicInput) -> list[Paragraph]:
    if not given.tasks:
        return []
    silent = [task for task in given.tasks if task.result is None]
    late_writers = dict.fromkeys(agency for task in silent for agency in task.lead)
    name = (
        "updated_all" if not silent else "updated_none" if len(silent) == len(given.tasks) else "updated_some"
    )
    return [
        Paragraph(
            say(
                f"rollout.{name}",
                cut_off=format_date(given.cut_off),
                tasks=counted(len(given.tasks)),
                updated=counted(len(given.tasks) - len(silent)),
                silent=counted(len(silent)),
                agencies="; ".join(late_writers),
            )
        )
    ]
