"""Chapters IV and V: difficulties, causes, proposals and recommendations in the words of those who raised them."""

from __future__ import annotations

from lotrinh.writing.chapters.wording import PHRASES, bullet, paragraph, quoted, say
from lotrinh.writing.inline import Line, Quoted, Run
from lotrinh.writing.periodic_input import PeriodicInput, Quote, TaskLine
from lotrinh.writing.report import Paragraph, Section


def difficulties(given: PeriodicInput) -> Section:
    """Chapter IV: difficulties, then causes."""
    met = [_voice(task.difficulty, task) for task in given.tasks if task.difficulty]
    causes = [_voice(reason, task) for task in given.tasks for reason in task.reasons]
    return Section(
        PHRASES.text("heading.difficulties"),
        sections=(
            Section(
                PHRASES.text("heading.difficulties_only"), tuple(met) or (paragraph("difficulties.none"),)
            ),
            Section(PHRASES.text("heading.causes"), tuple(causes) or (paragraph("difficulties.no_causes"),)),
        ),
    )


def _voice(quote: Quote, task: TaskLine) -> Paragraph:
    said = say("difficulties.line", agency=quote.agency, quote=quoted(quote))
    return bullet((*said, *say("difficulties.task", title=task.title.rstrip(".")), Run(".")))


def proposals(given: PeriodicInput) -> Section:
    """Chapter V: recommendations by receiver, then what leading agencies propose with their entries."""
    groups: dict[str, list[Paragraph]] = {}
    for item in given.recommendations:
        line = _proposal(Quoted(item.text, item.source.id), item.sender)
        groups.setdefault(item.receiver, []).append(bullet(line))
    sections = [
        Section(PHRASES.text("heading.proposals_to").format(receiver=receiver), tuple(lines))
        for receiver, lines in groups.items()
    ]
    entered = [
        bullet(_proposal(quoted(task.proposal), task.proposal.agency))
        for task in given.tasks
        if task.proposal
    ]
    if entered:
        sections.append(Section(PHRASES.text("heading.proposals_open"), tuple(entered)))
    blocks = () if sections else (paragraph("proposals.none"),)
    return Section(PHRASES.text("heading.proposals"), blocks, tuple(sections))


def _proposal(quote: Quoted, sender: str) -> Line:
    return (*say("proposals.line", quote=quote, sender=sender), Run("."))
