"""What people type about organisations: the filter of the register, a new body, its facts, names and end."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.organisations.models import IDENTIFIER, KINDS, LEVELS, Organisation, Province
from lotrinh.apps.organisations.queries import organisations_on
from lotrinh.apps.organisations.queries.register import territories_of
from lotrinh.apps.ui.asking import Form, VersionedForm
from lotrinh.apps.ui.fields import VietnameseDateField

_WIDE = forms.TextInput({"class": "wide"})


class RegisterFilter(Form):
    """Kept in the address; every field may be absent."""

    ngay = VietnameseDateField(label=_("Tại ngày"), required=False)
    q = forms.CharField(label=_("Tên có"), required=False, max_length=100)
    cap = forms.ChoiceField(label=_("Cấp"), required=False)
    dia_ban = forms.ChoiceField(label=_("Địa bàn"), required=False)
    tat_ca = forms.ChoiceField(label=_("Cơ quan"), required=False)

    def __init__(self, *args: Any, territories: list[Province], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(row.pk), row.full_name) for row in territories]
        self.fields["cap"].choices = [("", _("mọi cấp")), *LEVELS.items()]  # type: ignore[attr-defined]
        self.fields["dia_ban"].choices = [("", _("mọi địa bàn")), *places]  # type: ignore[attr-defined]
        self.fields["tat_ca"].choices = [  # type: ignore[attr-defined]
            ("", _("hoạt động vào ngày ấy")),
            ("1", _("tất cả, kể cả đã kết thúc")),
        ]


class FactsForm(Form):
    """The facts that are corrected without a new name or an end."""

    code = forms.CharField(
        label=_("Ký hiệu"),
        required=False,
        max_length=30,
        help_text=_("Như ghi trong số, ký hiệu văn bản, ví dụ SCT."),
    )
    identifier = forms.CharField(
        label=_("Mã định danh"),
        required=False,
        max_length=60,
        validators=[IDENTIFIER],
        help_text=_("Theo Quyết định 20/2020/QĐ-TTg, ví dụ 000.00.15.H56."),
    )
    kind = forms.ChoiceField(label=_("Loại cơ quan"), choices=list(KINDS.items()), initial="department")
    level = forms.ChoiceField(label=_("Cấp"), choices=list(LEVELS.items()), initial="province")
    parent = forms.ModelChoiceField(
        label=_("Cơ quan cấp trên"), required=False, queryset=Organisation.objects.none()
    )
    territory = forms.ModelChoiceField(label=_("Địa bàn"), required=False, queryset=Province.objects.none())
    field_of_work = forms.CharField(
        label=_("Lĩnh vực"),
        required=False,
        max_length=500,
        widget=_WIDE,
        help_text=_("Ngành, lĩnh vực quản lý, cách nhau dấu chấm phẩy."),
    )
    valid_from = VietnameseDateField(label=_("Hoạt động từ ngày"), required=False)
    collective = forms.BooleanField(
        label=_("Tên chung của nhiều cơ quan, ví dụ “UBND các xã, phường”"), required=False
    )

    def __init__(
        self, *args: Any, province: UUID, today: date, body: Organisation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        parents = organisations_on(province, today)
        if body is not None:
            above = [body.parent_id] if body.parent_id else []
            parents = (parents | Organisation.objects.filter(pk__in=above)).exclude(pk=body.pk)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]
        places = [row.pk for row in territories_of(province)]
        self.fields["territory"].queryset = Province.objects.filter(pk__in=places)  # type: ignore[attr-defined]
        if body is not None and body.kind not in KINDS:
            self.fields["kind"].choices = [(body.kind, body.kind), *KINDS.items()]  # type: ignore[attr-defined]


class EditForm(FactsForm, VersionedForm):
    """The facts of a body that is in the register."""


class AddForm(FactsForm):
    """A body with its first names."""

    name = forms.CharField(label=_("Tên đầy đủ"), max_length=200, widget=_WIDE)
    short_name = forms.CharField(label=_("Tên viết tắt"), required=False, max_length=60)
    field_order = ("name", "short_name")


class RenameForm(VersionedForm):
    name = forms.CharField(label=_("Tên đầy đủ mới"), max_length=200, widget=_WIDE)
    short_name = forms.CharField(label=_("Tên viết tắt mới"), required=False, max_length=60)
    effective = VietnameseDateField(label=_("Dùng từ ngày"))
    legal_basis = forms.CharField(
        label=_("Văn bản căn cứ"), max_length=200, help_text=_("Số, ký hiệu và ngày của văn bản.")
    )


class EndForm(VersionedForm):
    last = VietnameseDateField(label=_("Ngày cuối còn hoạt động"))
    legal_basis = forms.CharField(
        label=_("Văn bản căn cứ"), max_length=200, help_text=_("Số, ký hiệu và ngày của văn bản.")
    )
