"""The header of a document as an officer corrects it, and who is to follow it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import KIND_NAMES, Directive
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.ui.asking import VersionedForm
from lotrinh.apps.ui.fields import VietnameseDateField

_LONG = forms.TextInput(attrs={"class": "wide"})


class HeaderForm(VersionedForm):
    """Number, day, issuer and title; files taken from web pages often lack them."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=list(KIND_NAMES.items()))
    number = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "medium"}),
    )
    issued_on = VietnameseDateField(label=_("Ngày ban hành"), required=False)
    issuer_name = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, required=False, widget=_LONG)
    title = forms.CharField(label=_("Trích yếu"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    keys = ("kind", "number", "issued_on", "issuer_name", "title")

    @classmethod
    def initial_of(cls, directive: Directive) -> dict[str, Any]:
        return {key: getattr(directive, key) for key in (*cls.keys, "version", "classification")}

    def changes(self, directive: Directive) -> dict[str, Any]:
        """Only what differs from the document as it stands."""
        typed = self.cleaned_data
        return {key: typed[key] for key in self.keys if typed[key] != getattr(directive, key)}


class ConfirmForm(HeaderForm):
    """Adds the focal agency and the issuer's office; nothing is guessed."""

    focal = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Cơ quan đầu mối"),
        help_text=_("Theo dõi, đôn đốc, tổng hợp báo cáo và công nhận kết quả của các cơ quan khác."),
        empty_label=_("Chọn cơ quan"),
    )
    issuer_office = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Văn phòng cơ quan ban hành"),
        help_text=_("Công nhận kết quả những việc do chính cơ quan đầu mối chủ trì."),
        empty_label=_("Chọn cơ quan"),
    )

    classification = forms.ChoiceField(
        label=_("Phạm vi xem"),
        choices=Directive.Classification.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Công khai: mọi tài khoản của tỉnh, kể cả doanh nghiệp, người dân và cơ quan giám sát. "
            "Nội bộ: các cơ quan của tỉnh. Hạn chế: lãnh đạo tỉnh và các cơ quan văn bản nêu."
        ),
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focal"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["issuer_office"].queryset = organisations  # type: ignore[attr-defined]
