"""A task or target made from a passage: by offsets where the text was selected, by its words where it was pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import Directive, Proposal
from lotrinh.apps.intake.queries import find_passage
from lotrinh.apps.ui.asking import Form

KINDS = [(Proposal.Kind.TASK.value, _("Nhiệm vụ")), (Proposal.Kind.TARGET.value, _("Chỉ tiêu"))]


class SelectionForm(Form):
    """What the script sends: a stretch of the text and what to make of it."""

    kind = forms.ChoiceField(choices=KINDS)
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)

    def span(self) -> tuple[int, int]:
        return self.cleaned_data["start"], self.cleaned_data["end"]


class PassageForm(Form):
    """What a person without a script does: copies the passage out of the original."""

    kind = forms.ChoiceField(label=_("Tạo"), choices=KINDS)
    passage = forms.CharField(
        label=_("Đoạn trong bản gốc"),
        max_length=4000,
        help_text=_("Chép nguyên văn một đoạn trong bản gốc."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, directive: Directive, **kwargs: Any) -> None:
        self.directive = directive
        super().__init__(*args, **kwargs)

    def clean_passage(self) -> tuple[int, int]:
        found = find_passage(self.directive, self.cleaned_data["passage"])
        if found is None:
            raise forms.ValidationError(_("Không thấy đoạn này trong bản gốc. Đề nghị chép lại nguyên văn."))
        return found

    def span(self) -> tuple[int, int]:
        start, end = self.cleaned_data["passage"]
        return start, end
