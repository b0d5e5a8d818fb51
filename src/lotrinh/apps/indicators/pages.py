"""The frozen page of one target: sentence, figures with their source, path, gap and pace in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lotrinh.apps.directives.queries import passage_url
from lotrinh.apps.indicators.models import Observation
from lotrinh.apps.indicators.queries import Standing, figure_of
from lotrinh.apps.ui.parts import Station
from lotrinh.evaluation.wording import amount
from lotrinh.values.numerals import format_number


@dataclass(frozen=True, slots=True)
class FigureRow:
    """`role` says whether the figure counts, and if not why."""

    row: Observation
    period: str
    value: str
    kind: str
    role: str
    counts: bool


@dataclass(frozen=True, slots=True)
class PathRow:
    year: int
    expected: str
    seen: str


@dataclass(frozen=True, slots=True)
class TargetPage:
    sentence: str
    passage: str
    gap: str
    pace: str
    forecast: str
    figures: tuple[FigureRow, ...]
    path: tuple[PathRow, ...]
    road: tuple[Station, ...]


def target_page(standing: Standing) -> TargetPage:
    target = standing.target
    text = target.directive.text[target.sentence_start : target.sentence_end]
    return TargetPage(
        sentence=" ".join(text.split()),
        passage=passage_url(target.directive, target.sentence_start, target.sentence_end),
        gap=_gap(standing),
        pace=_pace(standing),
        forecast=_forecast(standing),
        figures=tuple(_figures(standing)),
        path=tuple(_path(standing)),
        road=tuple(_road(standing)),
    )


def _gap(standing: Standing) -> str:
    found = standing.assessment
    if found.gap is None:
        return ""
    size = amount(abs(found.gap), found.gap_unit, 2)
    if found.gap == 0:
        return _("vừa đủ")
    return (_("còn thiếu %(size)s") if found.gap > 0 else _("vượt %(size)s")) % {"size": size}


def _pace(standing: Standing) -> str:
    found = standing.assessment
    if found.pace_needed is None or (found.gap is not None and found.gap <= 0):
        return ""
    unit = (found.pace_unit or "").removesuffix("/năm")
    said = {"needed": amount(found.pace_needed, unit, 2)}
    if found.pace_so_far is None:
        return _("%(needed)s mỗi năm") % said
    said["so_far"] = amount(found.pace_so_far, unit, 2)
    return _("%(needed)s mỗi năm; đến nay %(so_far)s mỗi năm") % said


def _forecast(standing: Standing) -> str:
    ahead = standing.assessment.forecast
    if ahead is None:
        return ""
    unit = standing.target.unit
    return _(
        "Nếu đà %(points)s số liệu qua tiếp tục: khoảng %(value)s (80%% khả năng từ %(low)s đến %(high)s); "
        "khả năng đạt mục tiêu %(chance)s%%."
    ) % {
        "points": ahead.points,
        "value": amount(ahead.value, unit, 1),
        "low": amount(ahead.low, unit, 1),
        "high": amount(ahead.high, unit, 1),
        "chance": format_number(ahead.chance * 100, 0),
    }


def _figures(standing: Standing) -> list[FigureRow]:
    used = {seen.ref for seen in standing.assessment.used}
    reasons = {left.observation.ref: left.reason for left in standing.assessment.left_out}
    rows = []
    for row in standing.figures:
        key = str(row.pk)
        role = _("dùng để đánh giá") if key in used else reasons.get(key, "")
        figure = figure_of(row)
        shown = amount(row.value, row.unit or standing.target.unit)
        rows.append(
            FigureRow(row, figure.period.in_words(), shown, row.get_kind_display(), role, key in used)
        )
    return rows


def _path(standing: Standing) -> list[PathRow]:
    seen = {
        int(figure.position): figure.value for figure in standing.assessment.used if figure.period.is_year()
    }
    unit = standing.target.unit
    return [
        PathRow(
            point.year,
            amount(point.expected, unit, 2),
            amount(seen[point.year], unit) if point.year in seen else "",
        )
        for point in standing.assessment.path
    ]


def _road(standing: Standing) -> list[Station]:
    """From the first figure over today's to the horizon: the milestones of the target."""
    found, unit = standing.assessment, standing.target.unit
    stations = []
    if found.baseline:
        stations.append(Station(found.baseline.when(), amount(found.baseline.value, unit), "past"))
    if found.latest and found.measured is not None:
        stations.append(Station(found.latest.when(), amount(found.measured, unit, 2), "here"))
    horizon = standing.target.horizon_to
    if horizon:
        stations.append(Station(_("năm %(year)s") % {"year": horizon.year}, standing.goal_words, "ahead"))
    return stations
