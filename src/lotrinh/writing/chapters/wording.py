"""How counts, quantities, targets and quotations are worded in a periodic report."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from lotrinh.values.numerals import format_number
from lotrinh.writing.inline import Figure, Line, Quoted, Reference, fill, join
from lotrinh.writing.periodic_input import Observed, Quote, TargetLine
from lotrinh.writing.phrases import Phrases
from lotrinh.writing.report import Paragraph, SourceRef

PHRASES = Phrases("periodic")
COUNT_ID = "count:tasks"
TARGET_COUNT_ID = "count:targets"
_GLUE = "\u00a0"


def counted(n: int, source: str = COUNT_ID, *, marked: bool = False) -> Figure:
    """A count inside a sentence; below 10 with a zero in front, as offices write it.

    >>> counted(8).text, counted(26).text
    ('08', '26')
    """
    text = f"{n:02}" if 0 < n < 10 else format_number(n)
    return Figure(text, source, Decimal(n), marked)


def share(part: int, whole: int) -> Figure:
    """`53,8%` of a count, one decimal, half up.

    >>> share(14, 26).text
    '53,8%'
    """
    value = (Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Figure(f"{format_number(value)}%", COUNT_ID, value, marked=False)


def quantity(value: Decimal, unit: str) -> str:
    """A number and its unit that stay on one line; a percent sign follows at once.

    >>> quantity(Decimal("46.6"), "%"), quantity(Decimal("1112"), "triệu USD").replace("\\u00a0", " ")
    ('46,6%', '1.112 triệu USD')
    """
    glue = "" if not unit or unit.startswith("%") else _GLUE
    return f"{format_number(value)}{glue}{unit.replace(' ', _GLUE)}"


def goal_text(target: TargetLine) -> str:
    """`trên 45%`, `từ 8,5%/năm trở lên`, `từ 20% đến 25%`."""
    upper = quantity(target.value_to, target.unit) if target.value_to is not None else ""
    return PHRASES.text(f"comparator.{target.comparator}").format(
        value=quantity(target.value, target.unit), value_to=upper
    )


def goal(target: TargetLine) -> Figure:
    return Figure(goal_text(target), target.source.id, target.value)


def observed(latest: Observed, unit: str) -> Figure:
    return Figure(quantity(latest.value, unit), latest.source.id, latest.value)


def observed_period(latest: Observed) -> str:
    """The period with the kind of figure: `năm 2023, ước`."""
    return f"{latest.period}, {latest.kind}" if latest.kind else latest.period


def gap_source(target: TargetLine) -> SourceRef | None:
    """Where gap and pace come from: arithmetic on the two figures of the target's row."""
    if target.latest is None or (target.gap is None and target.pace is None):
        return None
    text = PHRASES.text("sources.gap_text").format(
        latest=quantity(target.latest.value, target.unit),
        period=observed_period(target.latest),
        target=goal_text(target),
        horizon=target.horizon,
    )
    where = PHRASES.text("sources.gap_where")
    key = f"gap:{target.source.id}:{target.latest.source.id}:{target.indicator}"
    return SourceRef(key, f"{text}: {target.indicator}", where, quoted=False)


def quoted(quote: Quote) -> Quoted:
    return Quoted(quote.text, quote.source.id)


def references(sources: list[SourceRef]) -> Line:
    """A source column: every source once, with its place."""
    unique = {source.id: source for source in sources}
    return join([(Reference(source.id, source.where),) for source in unique.values()], "; ")


def say(name: str, **slots: str | Figure | Quoted | Line) -> Line:
    """The phrase of that name, filled."""
    return fill(PHRASES.text(name), **slots)


def paragraph(name: str, **slots: str | Figure | Quoted | Line) -> Paragraph:
    return Paragraph(say(name, **slots))


def bullet(line: Line) -> Paragraph:
    return Paragraph(line, bullet=True)


def upper_first(text: str) -> str:
    """A capital at the beginning, the rest as it is.

    >>> upper_first("diện tích")
    'Diện tích'
    """
    return text[:1].upper() + text[1:]
