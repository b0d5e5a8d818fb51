"""What an officer confirms - targets, tasks, duties, results, findings - and the relations of citations, in our own namespace."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from lotrinh.values.deadline import Deadline
from lotrinh.values.mention import Citation
from lotrinh.values.numerals import plain
from lotrinh.values.period import Period
from lotrinh.values.reading import Reading, Unread
from lotrinh.values.record import Duty, Finding, Result, Target, Task
from lotrinh.values.span import Span
from lotrinh.writing.akoma.names import OWN, put_own, xml_text
from lotrinh.writing.akoma.places import Places
from lotrinh.writing.akoma.registry import Registry

Put = Callable[..., etree._Element]


def put_source(meta: etree._Element, reading: Reading) -> None:
    """The file the text was read from."""
    source = reading.source
    element = put_own(
        meta, "source", name=source.name, mediaType=source.media_type, sha256=source.sha256, bytes=str(source.size),
        encoding=source.encoding, pages=str(source.pages) if source.pages is not None else None,
        ocr="true" if source.ocr else "false", kind=reading.kind,
    )  # fmt: skip
    _words(element, "warning", source.warnings)


def put_records(analysis: etree._Element, reading: Reading, registry: Registry, places: Places) -> None:
    """All records, each with the element that holds its passage and the characters within it."""
    records = put_own(analysis, "records")

    def at(tag: str, span: Span, **attributes: str | None) -> etree._Element:
        anchor = places.anchor(span)
        return put_own(
            records, tag, eId=anchor.eid, start=str(anchor.start), end=str(anchor.end), **attributes
        )

    for target in reading.targets:
        _put_target(at, target)
    for task in reading.tasks:
        _put_task(at, task)
    for duty in reading.duties:
        _put_duty(at, duty)
    for result in reading.results:
        _put_result(at, result)
    for finding in reading.findings:
        _put_finding(at, finding)
    for citation in reading.citations:
        _put_citation(at, citation, registry)
    for unread in reading.unread:
        _put_unread(at, unread)


def _judged(record: Target | Task | Duty | Result | Finding) -> dict[str, str | None]:
    provision = None if isinstance(record, Result | Finding) else record.provision
    sure = record.ocr_confidence
    return {
        "id": record.id, "provision": provision, "doubt": f"{record.doubt:.2f}", "why": " ".join(record.why) or None,
        "ocrConfidence": None if sure is None else f"{sure:.2f}",
    }  # fmt: skip


def _put_target(at: Put, target: Target) -> None:
    element = at(
        "target", target.span, **_judged(target), indicator=target.indicator, scope=target.scope,
        comparator=target.comparator, value=plain(target.value), valueTo=plain(target.value_to), unit=target.unit,
        aggregation=target.aggregation, **_period(target.horizon),
    )  # fmt: skip
    _words(element, "owner", target.owner)


def _put_task(at: Put, task: Task) -> None:
    flags = " ".join(task.flags) or None
    element = at("task", task.span, **_judged(task), type=task.type, product=task.product, flags=flags)
    _words(element, "lead", task.lead)
    _words(element, "coordinating", task.coordinating)
    _put_deadline(element, task.deadline)


def _put_duty(at: Put, duty: Duty) -> None:
    element = at(
        "duty", duty.span, **_judged(duty), via=duty.via, frequency=duty.frequency, content=duty.content
    )
    _words(element, "who", duty.who)
    _words(element, "to", duty.to)
    _put_deadline(element, duty.due)


def _put_result(at: Put, result: Result) -> None:
    against = result.vs_target
    element = at(
        "result", result.span, **_judged(result), indicator=result.indicator, scope=result.scope,
        comparator=result.comparator, value=plain(result.value), unit=result.unit, kind=result.kind,
        **_period(result.period), percentOfTarget=plain(against.pct) if against else None,
        target=plain(against.target) if against else None,
    )  # fmt: skip
    for change in result.changes:
        put_own(element, "change", delta=plain(change.delta), unit=change.unit, versus=change.versus)


def _put_finding(at: Put, finding: Finding) -> None:
    at(
        "finding", finding.span, **_judged(finding), kind=finding.kind, nature=finding.nature,
        sender=finding.sender, receiver=finding.receiver,
    )  # fmt: skip


def _put_citation(at: Put, citation: Citation, registry: Registry) -> None:
    document = f"#{registry.document(citation.number).eid}" if citation.number else None
    at(
        "citation", citation.span, document=document, relation=citation.relation, of=citation.relation_of,
        aliasOf=citation.alias_of, type=citation.type, title=citation.title, issuer=citation.issuer,
        date=citation.date.isoformat() if citation.date else None,
    )  # fmt: skip


def _put_unread(at: Put, unread: Unread) -> None:
    at("unread", unread.span, reason=unread.reason)


def _words(element: etree._Element, tag: str, words: Iterable[str]) -> None:
    for word in words:
        etree.SubElement(element, f"{{{OWN}}}{tag}").text = xml_text(word)


def _period(period: Period | None) -> dict[str, str | None]:
    """Both days belong."""
    first, last = (period.start, period.last_day) if period else (None, None)
    return {"from": first.isoformat() if first else None, "until": last.isoformat() if last else None}


def _put_deadline(element: etree._Element, deadline: Deadline) -> None:
    within = deadline.within
    put_own(
        element, "deadline", kind=deadline.kind, **_period(Period.inclusive(deadline.first, deadline.last)),
        time=deadline.time, before="true" if deadline.before else None, every=deadline.every,
        on=" ".join(deadline.on) or None, n=str(within.n) if within else None,
        unit=within.unit if within else None, after=within.after if within else None,
        approximate="true" if deadline.approximate else None, raw=deadline.raw,
    )  # fmt: skip
