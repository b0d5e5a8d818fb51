"""Filtering the list, entering a document one has no file of, and hanging a document under another."""

from __future__ import annotations

from typing import Any

from django import forms

from lotrinh.apps.directives.models import KIND_NAMES, Directive, DirectiveLink
from lotrinh.apps.directives.queries import Filters
from lotrinh.apps.ui.fields import VietnameseDateField

_ANY = [("", "Tất cả")]


class FilterForm(forms.Form):
    """Kept in the address; what it does not know it leaves out."""

    q = forms.CharField(label="Số, trích yếu, cơ quan", required=False, max_length=200)
    loai = forms.ChoiceField(label="Loại", required=False, choices=[*_ANY, *KIND_NAMES.items()])
    tinh_trang = forms.ChoiceField(
        label="Tình trạng", required=False, choices=[*_ANY, *Directive.State.choices]
    )

    def filters(self) -> Filters:
        self.is_valid()
        asked = self.cleaned_data
        return Filters(asked.get("q", ""), asked.get("loai", ""), asked.get("tinh_trang", ""))


class ReferenceForm(forms.Form):
    """A document known by number, day, issuer and title, and the place it takes in the cascade."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=list(KIND_NAMES.items()))
    number = forms.CharField(
        label="Số, ký hiệu", max_length=60, widget=forms.TextInput(attrs={"class": "medium"})
    )
    issued_on = VietnameseDateField(label="Ngày ban hành")
    issuer_name = forms.CharField(
        label="Cơ quan ban hành", max_length=200, widget=forms.TextInput(attrs={"class": "wide"})
    )
    title = forms.CharField(label="Trích yếu", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    relation = forms.ChoiceField(
        label="Văn bản này",
        required=False,
        choices=[("", "chưa ghi quan hệ"), *DirectiveLink.Relation.choices],
    )
    parent = forms.ChoiceField(label="văn bản", required=False)

    def __init__(self, *args: Any, directives: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", "Chọn văn bản"), *directives]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if bool(typed.get("relation")) != bool(typed.get("parent")):
            self.add_error("parent", "Chọn cả quan hệ và văn bản kia, hoặc bỏ trống cả hai.")
        return typed


class LinkForm(forms.Form):
    """Hangs the document one stands on under another."""

    relation = forms.ChoiceField(label="Văn bản này", choices=DirectiveLink.Relation.choices)
    parent = forms.ChoiceField(label="văn bản")

    def __init__(self, *args: Any, directives: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", "Chọn văn bản"), *directives]  # type: ignore[attr-defined]
