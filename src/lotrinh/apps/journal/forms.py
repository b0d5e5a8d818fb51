"""The filter of the record's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.journal.labels import ACTION_LABELS
from lotrinh.apps.ui.asking import Form
from lotrinh.apps.ui.fields import VietnameseDateField


class EventFilter(Form):
    """Kept in the address; every field may be absent."""

    nguoi = forms.CharField(label=_("Người, cơ quan thực hiện"), required=False, max_length=200)
    doi_tuong = forms.CharField(label=_("Đối tượng"), required=False, max_length=200)
    viec = forms.ChoiceField(label=_("Việc"), required=False)
    tu = VietnameseDateField(label=_("Từ ngày"), required=False)
    den = VietnameseDateField(label=_("Đến hết ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(ACTION_LABELS.items(), key=lambda pair: str(pair[1]))
        self.fields["viec"].choices = [("", _("mọi việc")), *named]  # type: ignore[attr-defined]
