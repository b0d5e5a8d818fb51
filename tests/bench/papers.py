"""How long the example's report takes in each format, and a chart drawn and drawn again. Django must be running."""

from __future__ import annotations

import time
from functools import partial

from django.core.cache import cache
from django.utils import timezone

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.indicators.figures import chart_spec, drawn
from lotrinh.apps.indicators.queries import standings
from lotrinh.apps.reporting.models import Report
from lotrinh.apps.reporting.queries import WRITERS, paper_of
from tests.bench.measuring import Line, median


def measure() -> list[Line]:

    report = Report.objects.order_by("-drawn_up_at")[0]
    paper = paper_of(report)
    lines = [Line("nội dung từ bản đã chốt", median(lambda: paper_of(report)))]
    for kind, write in WRITERS.items():
        size = len(write(paper))
        lines.append(Line(kind, median(partial(write, paper), times=5), f"{size / 1000:.1f} KB"))
    return [*lines, *_charts()]


def _charts() -> list[Line]:

    office = Office.objects.get(user__username="ld.congthuong")
    standing = next(one for one in standings(office, timezone.localdate()) if one.figures)
    spec = chart_spec(standing)
    cache.clear()
    begun = time.perf_counter()
    drawn(spec, "svg")
    first = time.perf_counter() - begun
    return [
        Line("biểu đồ vẽ mới", first),
        Line("biểu đồ đã nhớ", median(lambda: drawn(spec, "svg"))),
    ]
