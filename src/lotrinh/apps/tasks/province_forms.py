"""What people type about their province: its new names, the day, the legal basis, and with which others it merged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.organisations.actions import ProvinceChange
from lotrinh.apps.organisations.models import Province
from lotrinh.apps.organisations.queries.provinces import ProposedChange, bare_name
from lotrinh.apps.ui.asking import Form, VersionedForm
from lotrinh.apps.ui.fields import VietnameseDateField

_WIDE = forms.TextInput({"class": "wide"})
KINDS = {"merge": _("hợp nhất tỉnh"), "rename": _("chỉ đổi tên, mã; địa bàn giữ nguyên")}


class DayFilter(Form):
    """The day the names are shown for, kept in the address."""

    ngay = VietnameseDateField(label=_("Tại ngày"), required=False)


class ProvinceForm(VersionedForm):
    kind = forms.ChoiceField(label=_("Thay đổi"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Tên mới"), max_length=100, widget=_WIDE, help_text=_("Ví dụ: tỉnh Mẫu, thành phố Mẫu.")
    )
    short_name = forms.CharField(label=_("Tên viết tắt"), required=False, max_length=30)
    code = forms.CharField(
        label=_("Mã tỉnh"),
        required=False,
        max_length=10,
        help_text=_("Mã đơn vị hành chính từ ngày ấy; giữ nguyên nếu không đổi."),
    )
    effective = VietnameseDateField(label=_("Có hiệu lực từ ngày"))
    joined = forms.CharField(
        label=_("Tỉnh khác cùng hợp nhất"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Mỗi dòng một tỉnh; không ghi lại tỉnh này."),
    )
    legal_basis = forms.CharField(
        label=_("Văn bản căn cứ"),
        max_length=200,
        widget=_WIDE,
        help_text=_("Số, ký hiệu và ngày của văn bản."),
    )
    reason = forms.CharField(label=_("Lý do ghi"), max_length=500, widget=_WIDE)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_joined(self) -> str:
        """One name a line, without blanks around it and without doubles."""
        lines = [" ".join(line.split())[:100] for line in self.cleaned_data["joined"].splitlines()]
        first = {bare_name(line): line for line in reversed(lines) if line}
        return "\n".join(reversed(first.values()))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") == "rename" and data.get("joined"):
            self.add_error("joined", _("Chỉ đổi tên thì không có tỉnh khác cùng hợp nhất; bỏ các tên này."))
        return data

    def change(self) -> ProvinceChange:
        data = self.cleaned_data
        return ProvinceChange(
            name=data["name"],
            short_name=data["short_name"],
            code=data["code"],
            effective=data["effective"],
            legal_basis=data["legal_basis"],
            merges=data["kind"] == "merge",
            joined=tuple(data["joined"].splitlines()),
        )


def beginning_of(province: Province, proposed: ProposedChange | None) -> dict[str, Any]:
    """What the table proposes, else the names as they are."""
    if proposed is None:
        return {
            "name": province.full_name,
            "short_name": province.short_name,
            "code": province.code,
            "kind": "merge",
            "version": province.version,
        }
    return {
        "name": proposed.name,
        "short_name": province.short_name,
        "code": proposed.code,
        "kind": "merge" if proposed.merges else "rename",
        "effective": proposed.effective,
        "legal_basis": proposed.legal_basis[:200],
        "joined": proposed.joined,
        "version": province.version,
    }
