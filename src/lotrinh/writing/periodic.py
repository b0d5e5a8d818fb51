"""Puts together "Báo cáo kết quả thực hiện <văn bản> <kỳ>" from plain input: six chapters and three annexes."""

from __future__ import annotations

from itertools import chain

from lotrinh.values.numerals import format_date
from lotrinh.writing.chapters.ahead import ahead
from lotrinh.writing.chapters.rollout import rollout
from lotrinh.writing.chapters.sources import Block, known_sources, source_annex, used_figures
from lotrinh.writing.chapters.targets import target_annex, targets
from lotrinh.writing.chapters.tasks import task_annex, tasks
from lotrinh.writing.chapters.voices import difficulties, proposals
from lotrinh.writing.chapters.wording import PHRASES, paragraph, say
from lotrinh.writing.errors import CountsDisagree, FigureWithoutSource
from lotrinh.writing.periodic_input import CLASS_LABELS, ClassCounts, PeriodicInput, count_classes
from lotrinh.writing.report import Annex, Report, Section, numbered


def periodic_report(given: PeriodicInput) -> Report:
    """The tree of the report; nothing in it that the input does not say or that cannot be counted from it.

    Raises CountsDisagree where the counts are not those of the tasks, SourcesConflict where one source id means two
    sentences.
    """
    refuse_wrong_counts(given)
    sections = (
        rollout(given), targets(given), tasks(given), difficulties(given), proposals(given), ahead(given),
    )  # fmt: skip
    annexes = (target_annex(given), task_annex(given))
    used = used_figures(_blocks(sections, annexes))
    known = known_sources(given)
    missing = [source_id for source_id in used if source_id not in known]
    if missing:
        raise FigureWithoutSource("; ".join(used[missing[0]]) or missing[0])
    sources = tuple(known[source_id] for source_id in used)
    return Report(
        letterhead=given.letterhead,
        type_name=PHRASES.text("paper.type_name"),
        subject=_worded("paper.subject", given),
        as_of=given.letterhead.dated or given.cut_off,
        opening=(paragraph("paper.opening", **_slots(given)),),
        sections=sections,
        closing=say("paper.closing", **_slots(given)),
        addressees=given.addressees,
        bases=given.bases,
        annexes=(*annexes, source_annex(used, sources, given.snapshot)),
        recipients=given.recipients,
        archive=given.archive,
        signer=given.signer,
        sources=sources,
    )


def _slots(given: PeriodicInput) -> dict[str, str]:
    return {
        "directive": given.directive.short,
        "title": _titled(given),
        "organ": given.letterhead.organ,
        "period": given.period,
        "cut_off": format_date(given.cut_off),
    }


def _titled(given: PeriodicInput) -> str:
    """What follows the number where the directive is cited in full for the first time."""
    directive = given.directive
    return f"{directive.cited.removeprefix(directive.short).strip()} {directive.about}".strip()


def _worded(name: str, given: PeriodicInput) -> str:
    return PHRASES.text(name).format(directive=given.directive.cited, period=given.period)


def _blocks(sections: tuple[Section, ...], annexes: tuple[Annex, ...]) -> list[Block]:
    body = chain.from_iterable(section.blocks for _, _, section in numbered(sections))
    return [*body, *chain.from_iterable(annex.blocks for annex in annexes)]


def refuse_wrong_counts(given: PeriodicInput) -> None:
    """Raise CountsDisagree unless counts and total are those of the tasks to be printed."""
    agencies, total = count_classes(given.tasks)
    expected = {row.agency: row.counts for row in agencies}
    received = {row.agency: row.counts for row in given.counts}
    pairs = [("", given.total, total)]
    pairs += [
        (f"{agency}, ", received.get(agency, ClassCounts()), expected.get(agency, ClassCounts()))
        for agency in dict.fromkeys((*expected, *received))
    ]
    for whose, shown, counted in pairs:
        for name, label in CLASS_LABELS.items():
            if shown.by_class()[name] != counted.by_class()[name]:
                raise CountsDisagree(f"{whose}{label}", shown.by_class()[name], counted.by_class()[name])
