"""The forms all screens build on: what is missing is named, and the browser's own bubbles stay out of the way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.apps.ui.choosing import with_choices


def within_sentence(label: str) -> str:
    """A label as it stands inside a sentence; abbreviations keep their capitals.

    >>> within_sentence("Ngày hoàn thành"), within_sentence("UBND tỉnh")
    ('ngày hoàn thành', 'UBND tỉnh')
    """
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def name_what_is_missing(fields: dict[str, forms.Field]) -> None:
    """Says "Nhập kết quả đã làm." or "Chọn tình trạng." in place of one sentence for all fields."""
    for name, field in fields.items():
        label = within_sentence(str(field.label or name))
        if isinstance(field, forms.ChoiceField | forms.FileField | forms.ModelChoiceField):
            field.error_messages["required"] = _("Chọn %(label)s.") % {"label": label}
        elif isinstance(field, forms.CharField | forms.IntegerField):
            field.error_messages["required"] = _("Nhập %(label)s.") % {"label": label}


class Form(forms.Form):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_what_is_missing(self.fields)


class ModelForm(forms.ModelForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_what_is_missing(self.fields)


class VersionedForm(Form):
    """Edits a row against the version the person saw; give it `initial` from the row, `version` with it.

    Where somebody else saved in between, the view answers with `choosing.conflict_answer`, and this form takes what the
    person chose to keep there.
    """

    is_for_new_rows = False
    """True where the same form also makes a row, which has no version yet."""

    # Asked for in full_clean: nobody can type it, so its absence is told of the form and not of a field.
    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=0, required=False, label=gettext_lazy("Lần sửa")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = with_choices(self)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.is_for_new_rows and self.cleaned_data.get("version") is None:
            self.add_error(
                None, _("Biểu mẫu không cho biết đã xem lần sửa nào. Đề nghị mở lại trang rồi nhập.")
            )
