"""What people type about mergers: the act, its rows of bodies, the reason for taking one back, a month's day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.organisations.actions import Move
from lotrinh.apps.organisations.models import Organisation, Succession
from lotrinh.apps.ui.asking import Form
from lotrinh.apps.ui.fields import VietnameseDateField


class ActForm(Form):
    """What all rows of one act share."""

    title = forms.CharField(
        label=_("Nội dung sắp xếp"),
        max_length=300,
        widget=forms.TextInput({"class": "wide"}),
        help_text=_("Ví dụ: Hợp nhất các sở theo nghị quyết của HĐND tỉnh."),
    )
    legal_basis = forms.CharField(
        label=_("Văn bản căn cứ"),
        max_length=200,
        widget=forms.TextInput({"class": "wide"}),
        help_text=_("Số, ký hiệu và ngày của văn bản."),
    )
    effective = VietnameseDateField(label=_("Có hiệu lực từ ngày"))
    month_only = forms.BooleanField(
        label=_("Chỉ biết tháng, chưa rõ ngày"),
        required=False,
        help_text=_(
            "Trong tháng ấy hệ thống không tự quyết ai chịu trách nhiệm; từ tháng sau mới tính là đã chuyển."
        ),
    )
    move_people = forms.BooleanField(
        label=_("Chuyển người đang giữ vị trí sang cơ quan kế thừa"),
        required=False,
        help_text=_("Chỉ với cơ quan kết thúc hoạt động và có một cơ quan kế thừa."),
    )


class RowForm(Form):
    """One body and who takes over from it; a successor that is not in the register is set up with the act."""

    predecessor = forms.ModelChoiceField(
        label=_("Cơ quan cũ"), queryset=Organisation.objects.none(), required=False
    )
    successor = forms.ModelChoiceField(
        label=_("Cơ quan kế thừa"), queryset=Organisation.objects.none(), required=False
    )
    new_name = forms.CharField(label=_("hoặc lập cơ quan mới tên"), max_length=200, required=False)
    field = forms.CharField(
        label=_("Lĩnh vực"), max_length=200, required=False, help_text=_("Để trống khi chuyển toàn bộ.")
    )
    ends = forms.BooleanField(label=_("Cơ quan cũ kết thúc hoạt động"), required=False, initial=True)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("predecessor", "successor"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]
        for field in self.fields.values():
            # In a table the heading of the column is no label of the field.
            field.widget.attrs["aria-label"] = f"{field.label} {(self.prefix or '').rsplit('-', 1)[-1]}"

    @property
    def is_blank(self) -> bool:
        data = getattr(self, "cleaned_data", {})
        return not (data.get("predecessor") or data.get("successor") or data.get("new_name"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        heir = data.get("successor") or data.get("new_name")
        if data.get("predecessor") and not heir:
            self.add_error("successor", _("Chọn cơ quan kế thừa hoặc ghi tên cơ quan mới."))
        if heir and not data.get("predecessor"):
            self.add_error("predecessor", _("Chọn cơ quan cũ."))
        if data.get("successor") and data.get("new_name"):
            self.add_error("new_name", _("Đã chọn cơ quan kế thừa; bỏ tên này hoặc bỏ cơ quan đã chọn."))
        if data.get("predecessor") and data.get("predecessor") == data.get("successor"):
            self.add_error("successor", _("Cơ quan không thể kế thừa chính mình."))
        return data


@dataclass(frozen=True, slots=True)
class RowStart:
    """How one row of the form begins."""

    predecessor: Organisation | None = None
    successor: Organisation | None = None
    new_name: str = ""
    field: str = ""
    ends: bool = True

    def as_initial(self) -> dict[str, Any]:
        return {
            "predecessor": self.predecessor,
            "successor": self.successor,
            "new_name": self.new_name,
            "field": self.field,
            "ends": self.ends,
        }


def rows_formset(data: Any, starts: Iterable[RowStart], bodies: Any) -> Any:
    """As many rows as there are beginnings, and two blank ones."""
    initial = [start.as_initial() for start in starts]
    formset = forms.formset_factory(RowForm, extra=2, max_num=200, absolute_max=200)
    return formset(data, initial=initial, prefix="dong", form_kwargs={"bodies": bodies})


def moves_of(act: dict[str, Any], rows: Iterable[RowForm]) -> list[Move]:
    """The filled rows as moves; one new name in several rows is one new body."""
    precision = Succession.Precision.MONTH if act["month_only"] else Succession.Precision.DAY
    founded: dict[str, Organisation] = {}
    moves = []
    for row in rows:
        if row.is_blank:
            continue
        data = row.cleaned_data
        heir = data["successor"]
        if heir is None:
            name = data["new_name"].strip()
            heir = founded.setdefault(name, founded_from(data["predecessor"], name, act["effective"]))
        moves.append(
            Move(
                predecessor=data["predecessor"],
                successor=heir,
                effective=act["effective"],
                legal_basis=act["legal_basis"],
                field=data["field"].strip(),
                precision=precision,
                ends=data["ends"],
            )
        )
    return moves


def founded_from(old: Organisation, name: str, day: date) -> Organisation:
    """A body not saved yet, of the kind, level and place of the one it takes over from."""
    return Organisation(
        province_id=old.province_id,
        territory_id=old.territory_id,
        parent_id=old.parent_id,
        name=name,
        kind=old.kind,
        level=old.level,
        collective=old.collective,
        valid_from=day,
    )


class TakeBackForm(Form):
    reason = forms.CharField(label=_("Lý do hoàn tác"), max_length=500)


class DayForm(Form):
    """The day of a takeover of which only the month was known."""

    day = VietnameseDateField(label=_("Ngày có hiệu lực"))
    legal_basis = forms.CharField(label=_("Văn bản căn cứ"), max_length=200)
