"""What an event changed, field by field, in the words of the screens; columns nobody reads are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.journal.models import Event
from lotrinh.values.numerals import format_date, format_number, parse_date

# In the order people read them.
FIELD_LABELS: dict[str, Promise] = {
    "title": _("Nội dung"),
    "number": _("Số, ký hiệu"),
    "issued_on": _("Ngày ban hành"),
    "issuer_name": _("Cơ quan ban hành"),
    "lead": _("Chủ trì"),
    "coordinating": _("Phối hợp"),
    "product": _("Sản phẩm"),
    "printed": _("Văn bản ghi"),
    "responsible": _("Cơ quan chịu trách nhiệm"),
    "done": _("Việc đã làm"),
    "result": _("Kết quả"),
    "figure": _("Số liệu"),
    "figure_unit": _("Đơn vị tính"),
    "difficulty": _("Khó khăn, vướng mắc"),
    "proposal": _("Đề xuất, kiến nghị"),
    "completed_on": _("Ngày hoàn thành"),
    "note": _("Căn cứ"),
    "until": _("Gia hạn đến hết ngày"),
    "paused_on": _("Tạm dừng từ ngày"),
    "stopped_on": _("Dừng từ ngày"),
    "value": _("Giá trị"),
    "unit": _("Đơn vị"),
    "source": _("Nguồn"),
    "entered_by": _("Người nhập"),
    "quote": _("Câu nêu số liệu"),
    "released_on": _("Ngày công bố"),
    "label": _("Kỳ"),
    "period_from": _("Từ ngày"),
    "period_to": _("Đến ngày"),
    "cut_off": _("Chốt số liệu"),
    "figures_from": _("Số liệu từ ngày"),
    "figures_to": _("Số liệu đến ngày"),
    "scope_code": _("Phạm vi mở khóa"),
    "wanted_until": _("Xin mở khóa đến hết ngày"),
    "open_until": _("Mở khóa đến hết ngày"),
    "unlocked": _("Theo đề nghị mở khóa"),
}
_FIGURES = frozenset({"figure", "value"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Change:
    """One field; `before` or `after` is empty where there was or is nothing."""

    label: Promise
    before: str
    after: str


def changes_of(event: Event) -> list[Change]:
    """Fields whose shown value differs between before and after."""
    before, after = event.before or {}, event.after or {}
    found = []
    for name, label in FIELD_LABELS.items():
        old, new = shown(name, before.get(name)), shown(name, after.get(name))
        if old != new:
            found.append(Change(label, old, new))
    return found


def shown(name: str, value: Any) -> str:
    """A JSON value as it stands on screens.

    >>> shown("until", "2026-09-30"), shown("figure", "1234.5"), shown("lead", ["Sở A", "Sở B"]), shown("note", None)
    ('30/9/2026', '1.234,5', 'Sở A; Sở B', '')
    """
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    if value is None or isinstance(value, dict):
        return ""
    text = str(value)
    if name in _FIGURES:
        return format_number(Decimal(text))
    day = parse_date(text) if _DAY.fullmatch(text) else None
    return format_date(day) if day else text
