"""The list of targets, the page of one, its chart, and entering a figure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.accounts.policy import is_outside
from lotrinh.apps.indicators import exports
from lotrinh.apps.indicators.actions import add_observation
from lotrinh.apps.indicators.figures import chart_spec, drawn, inline_chart
from lotrinh.apps.indicators.forms import ObservationForm
from lotrinh.apps.indicators.models import Indicator, Target
from lotrinh.apps.indicators.pages import target_page
from lotrinh.apps.indicators.policy import NO_FIGURES, can_add_observation
from lotrinh.apps.indicators.queries import Standing, figure_on_record, standings, worst_first
from lotrinh.apps.journal.answers import settled
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.once import once
from lotrinh.apps.journal.queries import history_of
from lotrinh.apps.ui.downloads import LIST_KINDS, paper_language, table_download
from lotrinh.apps.ui.gates import acting, require
from lotrinh.values.numerals import format_number

_CHART_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def _standing(request: Any, code: str) -> Standing:
    target = get_object_or_404(Target.objects.for_user(request.office), code=code)
    rows = Target.objects.for_user(request.office).filter(pk=target.pk)
    return standings(request.office, timezone.localdate(), rows)[0]


@acting
@require_safe
def listing(request: Any) -> HttpResponse:
    today = timezone.localdate()
    rows = sorted(standings(request.office, today), key=worst_first)
    if (kind := request.GET.get("dang")) in LIST_KINDS:
        with paper_language():
            table = exports.rows_of(rows)
        return table_download(
            kind,
            "chi-tieu",
            "Biểu theo dõi chỉ tiêu",
            "Chỉ tiêu đang theo dõi",
            exports.COLUMNS,
            table,
            today,
        )
    return render(request, "indicators/list.html", {"rows": rows, "today": today})


@acting
@require_safe
def page(request: Any, code: str) -> HttpResponse:
    standing = _standing(request, code)
    context = {
        "page": target_page(standing),
        "standing": standing,
        "chart": inline_chart(standing),
        "history": history_of_target(request.office, standing),
        "may_add": can_add_observation(request.office, standing.target.indicator),
    }
    return render(request, "indicators/page.html", context)


def history_of_target(by: Any, standing: Standing) -> QuerySet[Event] | None:
    """Events of the target, of its indicator and of every figure, newest first; not for those who look from outside."""
    if is_outside(by):
        return None
    target = standing.target
    subjects = (target.pk, target.indicator_id, *(row.pk for row in standing.figures))
    return history_of(target.province_id, *subjects)


@acting
@require_safe
def chart(request: Any, code: str, kind: str) -> HttpResponse:
    if kind not in _CHART_TYPES:
        raise Http404
    content = drawn(chart_spec(_standing(request, code)), kind)
    response = HttpResponse(content, content_type=_CHART_TYPES[kind])
    response["Cache-Control"] = "private, max-age=60"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response


def require_reason(indicator: Indicator, data: dict[str, Any]) -> None:
    """A figure that stands beside one of the same period and kind corrects it, and says why."""
    stretch = data["stretch"]
    known = figure_on_record(indicator, stretch.start, stretch.last_day, data["kind"])
    if known and not data["reason"].strip():
        raise ActionRefused(
            _("Kỳ này đã có số %(value)s do %(who)s nhập. Đề nghị ghi lý do đính chính.")
            % {"value": format_number(known.value), "who": known.entered_by}
        )


@acting
@once
def add_figure(request: Any, code: str) -> HttpResponse:
    standing = _standing(request, code)
    indicator = standing.target.indicator
    require(can_add_observation(request.office, indicator), NO_FIGURES)
    form = ObservationForm(request.POST or None)

    def act() -> HttpResponse:
        data = form.cleaned_data
        require_reason(indicator, data)
        add_observation(
            by=request.office,
            at=timezone.now(),
            indicator=indicator,
            period_from=data["stretch"].start,
            period_to=data["stretch"].last_day,
            value=data["value"],
            kind=data["kind"],
            source=data["source"],
            quote=data["quote"],
            released_on=data["released_on"],
            reason=data["reason"],
        )
        messages.success(request, _("Đã ghi số liệu; số cũ của cùng kỳ vẫn được giữ."))
        return redirect("indicators:page", code)

    answer = settled(request, form, act)
    if isinstance(answer, HttpResponse):
        return answer
    return render(request, "indicators/figure.html", {"form": form, "standing": standing}, status=answer)
