"""Setting targets and adding figures; a figure is never overwritten."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lotrinh.apps.calendars.locking import Write, pass_lock
from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.indicators.models import Indicator, Observation, Target
from lotrinh.apps.indicators.queries import figure_on_record
from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, standing
from lotrinh.apps.organisations.actions import next_code
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import find_by_name
from lotrinh.values.folding import search_key
from lotrinh.values.numerals import parse_date


@transaction.atomic
def ensure_indicator(
    *,
    by: Actor,
    at: datetime,
    province_id: Any,
    name: str,
    unit: str = "",
    scope: str = "",
    direction: str = "up",
) -> Indicator:
    """The indicator of that name and scope, made where it is new. Names are compared without case and marks."""
    hold(province_id)
    key = search_key(name)
    for row in Indicator.objects.filter(province_id=province_id, scope=scope):
        if search_key(row.name) == key:
            return row
    indicator = Indicator.objects.create(
        province_id=province_id,
        code=next_code(province_id, "CS"),
        name=name,
        unit=unit,
        scope=scope,
        direction=direction,
    )
    record(
        province=province_id,
        by=by,
        at=at,
        action="add_indicator",
        subject=indicator,
        after=snapshot(indicator, "code", "name"),
    )
    return indicator


@transaction.atomic
def set_target(
    *, by: Actor, at: datetime, directive: Directive, data: dict[str, Any], proposal: Proposal | None = None
) -> Target:
    """A target from a record in the words of reading.md; `data["indicator"]` must name what is measured."""
    name = (data.get("indicator") or "").strip()
    if not name:
        raise ActionRefused(_("Chỉ tiêu chưa có tên. Đề nghị bấm Sửa và ghi chỉ tiêu đo điều gì."))
    if data.get("value") is None:
        raise ActionRefused(_("Chỉ tiêu chưa có giá trị. Đề nghị bấm Sửa và ghi giá trị cần đạt."))
    province = directive.province_id
    indicator = ensure_indicator(
        by=by,
        at=at,
        province_id=province,
        name=name,
        unit=data.get("unit") or "",
        scope=data.get("scope") or "",
    )
    horizon = data.get("horizon") or {}
    span, sentence = data["span"], data.get("sentence") or data["span"]
    owners = data.get("owner") or []
    target = Target.objects.create(
        province_id=province,
        code=next_code(province, "CT"),
        indicator=indicator,
        directive=directive,
        proposal=proposal,
        start=span[0],
        end=span[1],
        sentence_start=sentence[0],
        sentence_end=sentence[1],
        provision=data.get("provision") or "",
        comparator=data.get("comparator") or "=",
        value=Decimal(data["value"]),
        value_to=Decimal(data["value_to"]) if data.get("value_to") else None,
        unit=data.get("unit") or "",
        aggregation=data.get("aggregation") or "level",
        horizon_from=parse_date(horizon.get("from") or ""),
        horizon_to=parse_date(horizon.get("to") or ""),
        owner=_owner(province, owners, directive),
    )
    record(province=province, by=by, at=at, action="set_target", subject=target, after=snapshot(target))
    return target


def _owner(province_id: Any, names: list[str], directive: Directive) -> Organisation | None:
    return find_by_name(province_id, names[0], directive.issued_on) if names else None


@transaction.atomic
def withdraw_target(*, by: Actor, at: datetime, target: Target, reason: str = "") -> None:
    """Takes back a target of a draft; what it was stays in the record."""
    target = standing(target, Target.objects.select_related("directive"), "self")
    if target.directive.state != Directive.State.DRAFT:
        raise ActionRefused(_("Văn bản đang thực hiện; chỉ tiêu không rút lại được."))
    record(
        province=target.province_id,
        by=by,
        at=at,
        action="withdraw_target",
        subject=target,
        before=snapshot(target),
        reason=reason,
    )
    target.delete()


@transaction.atomic
def add_observation(
    *,
    by: Actor,
    at: datetime,
    indicator: Indicator,
    period_from: date,
    period_to: date,
    value: Decimal,
    source: str,
    unit: str = "",
    kind: str = "",
    quote: str = "",
    released_on: date | None = None,
    reason: str = "",
) -> Observation:
    """One more figure; `period_to` is the period's last day. A correction is another call of this, with its reason;
    the record shows the figure it stands beside and who had entered that.
    """
    if period_to < period_from:
        raise ActionRefused(_("Ngày cuối kỳ đứng trước ngày đầu kỳ. Đề nghị xem lại hai ngày."))
    hold(indicator.province_id)
    through = pass_lock(
        Write(indicator.province_id, getattr(by, "organisation_id", None), indicator.pk, indicator.code),
        at,
        figures_of=period_to,
    )
    corrected = figure_on_record(indicator, period_from, period_to, kind)
    observation = Observation.objects.create(
        province_id=indicator.province_id,
        indicator=indicator,
        period_from=period_from,
        period_to=period_to,
        value=value,
        unit=unit or indicator.unit,
        kind=kind,
        source=source,
        quote=quote,
        released_on=released_on,
        entered_at=at,
        entered_by=by.label,
    )
    record(
        province=indicator.province_id,
        by=by,
        at=at,
        action="add_observation",
        subject=observation,
        before=snapshot(corrected) if corrected else None,
        after={**snapshot(observation), **through},
        reason=reason,
    )
    return observation
