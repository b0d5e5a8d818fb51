"""Filtering the list, entering a document one has no file of, and hanging a document under another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import KIND_NAMES, Directive, DirectiveLink
from lotrinh.apps.directives.queries import Filters
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.ui.asking import Form, VersionedForm
from lotrinh.apps.ui.fields import VietnameseDateField

_ANY = [("", _("Tất cả"))]


class FilterForm(Form):
    """Kept in the address; what it does not know it leaves out."""

    q = forms.CharField(label=_("Số, trích yếu, cơ quan"), required=False, max_length=200)
    loai = forms.ChoiceField(label=_("Loại"), required=False, choices=[*_ANY, *KIND_NAMES.items()])
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[*_ANY, *Directive.State.choices]
    )

    def filters(self) -> Filters:
        self.is_valid()
        asked = self.cleaned_data
        return Filters(asked.get("q", ""), asked.get("loai", ""), asked.get("tinh_trang", ""))


class ReferenceForm(Form):
    """A document known by number, day, issuer and title, and the place it takes in the cascade."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=list(KIND_NAMES.items()))
    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, widget=forms.TextInput(attrs={"class": "medium"})
    )
    issued_on = VietnameseDateField(label=_("Ngày ban hành"))
    issuer_name = forms.CharField(
        label=_("Cơ quan ban hành"), max_length=200, widget=forms.TextInput(attrs={"class": "wide"})
    )
    title = forms.CharField(label=_("Trích yếu"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    relation = forms.ChoiceField(
        label=_("Văn bản này"),
        required=False,
        choices=[("", _("chưa ghi quan hệ")), *DirectiveLink.Relation.choices],
    )
    parent = forms.ChoiceField(label=_("văn bản"), required=False)

    def __init__(self, *args: Any, directives: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("Chọn văn bản")), *directives]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if bool(typed.get("relation")) != bool(typed.get("parent")):
            self.add_error("parent", _("Chọn cả quan hệ và văn bản kia, hoặc bỏ trống cả hai."))
        return typed


class ScopeForm(VersionedForm):
    """Who may see the document: a class, the agencies added by hand, and why."""

    classification = forms.ChoiceField(
        label=_("Phạm vi xem"), choices=Directive.Classification.choices, widget=forms.RadioSelect
    )
    readers = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Cơ quan được xem thêm"),
        help_text=_(
            "Ngoài các cơ quan văn bản đã nêu: đầu mối, văn phòng, chủ trì, phối hợp, nơi nạp văn bản."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(label=_("Lý do"), max_length=500)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["readers"].queryset = organisations  # type: ignore[attr-defined]


class LinkForm(Form):
    """Hangs the document one stands on under another."""

    relation = forms.ChoiceField(label=_("Văn bản này"), choices=DirectiveLink.Relation.choices)
    parent = forms.ChoiceField(label=_("văn bản"))

    def __init__(self, *args: Any, directives: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("Chọn văn bản")), *directives]  # type: ignore[attr-defined]
