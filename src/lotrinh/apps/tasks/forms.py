"""What people type about tasks: filters, progress, claims, decisions, extensions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.ui.asking import Form, VersionedForm
from lotrinh.apps.ui.fields import VietnameseDateField, VietnameseDecimalField

_MB = 1024 * 1024
_SMALL = forms.Textarea({"rows": 2, "class": "low"})

STATUS_CHOICES = [
    ("", _("mọi tình trạng")),
    ("open_late", _("chưa hoàn thành quá hạn")),
    ("due_soon", _("đến hạn trong 7 ngày")),
    ("open_in_time", _("chưa hoàn thành trong hạn")),
    ("done_on_time", _("hoàn thành đúng hạn")),
    ("done_late", _("hoàn thành quá hạn")),
    ("not_assessable", _("chưa đánh giá được")),
]


class TaskFilter(Form):
    """Kept in the address; every field may be absent. Agencies and directives are those on the board; the counters
    above the list choose the status."""

    q = forms.CharField(label=_("Tìm trong nhiệm vụ"), required=False, max_length=200)
    co_quan = forms.ChoiceField(label=_("Cơ quan chủ trì"), required=False)
    van_ban = forms.ChoiceField(label=_("Văn bản"), required=False)
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=STATUS_CHOICES, widget=forms.HiddenInput
    )

    def __init__(
        self, *args: Any, agencies: list[tuple[str, str]], directives: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["co_quan"].choices = [("", _("mọi cơ quan")), *agencies]  # type: ignore[attr-defined]
        self.fields["van_ban"].choices = [("", _("mọi văn bản")), *directives]  # type: ignore[attr-defined]


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once; gives a list, empty where none was chosen."""

    widget = ManyFilesInput
    default_error_messages = {
        "empty": _("Tệp trống."),
        "too_large": _("Tệp %(name)s phải nhỏ hơn %(limit)s MB. Tệp này là %(size)s MB."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        return [self._checked(one, initial) for one in chosen]

    def _checked(self, one: Any, initial: Any) -> Any:
        file = super().clean(one, initial)
        if file.size > settings.MAX_UPLOAD:
            told = {"name": file.name, "limit": settings.MAX_UPLOAD // _MB, "size": file.size // _MB}
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large", params=told)
        return file


class ProgressForm(VersionedForm):
    """Four fields and a file, so that an entry takes less than a minute."""

    done = forms.CharField(label=_("Việc đã làm trong kỳ"), widget=_SMALL)
    result = forms.CharField(label=_("Kết quả"), required=False, widget=_SMALL)
    figure = VietnameseDecimalField(
        label=_("Số liệu của kết quả"),
        required=False,
        help_text=_("Chỉ ghi khi kết quả là một con số, ví dụ 1.234,5."),
    )
    figure_unit = forms.CharField(label=_("Đơn vị tính"), required=False, max_length=40)
    difficulty = forms.CharField(label=_("Khó khăn, vướng mắc"), required=False, widget=_SMALL)
    proposal = forms.CharField(label=_("Đề xuất, kiến nghị"), required=False, widget=_SMALL)
    evidence = ManyFilesField(
        label=_("Tệp minh chứng"),
        required=False,
        help_text=_("Văn bản, ảnh, bảng số liệu; mỗi tệp dưới 50 MB."),
    )
    not_secret = forms.BooleanField(
        label=_("Văn bản không chứa bí mật nhà nước"),
        required=False,
        help_text=_("Cần đánh dấu khi tệp là ảnh hoặc bản quét mà máy không đọc được; sổ sự kiện ghi lại."),
    )
    is_for_new_rows = True
    entry = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("figure") is not None and not data.get("figure_unit"):
            self.add_error("figure_unit", _("Đề nghị ghi đơn vị tính của số liệu."))
        return data


class ClaimForm(Form):
    completed_on = VietnameseDateField(label=_("Ngày hoàn thành"))
    note = forms.CharField(
        label=_("Căn cứ"), help_text=_("Số, ngày của văn bản hoặc sản phẩm đã hoàn thành."), widget=_SMALL
    )


class DecisionForm(Form):
    """Accept, or return with a reason. `about` is what the person had before them when they decided."""

    about = forms.UUIDField(required=False, widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Quyết định"),
        choices=[("accept", _("Chấp nhận")), ("return", _("Trả lại"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Lý do, nội dung cần bổ sung"),
        required=False,
        widget=_SMALL,
        help_text=_("Bắt buộc khi trả lại."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") == "return" and not data.get("reason"):
            self.add_error("reason", _("Đề nghị ghi rõ lý do để cơ quan chủ trì biết cần bổ sung gì."))
        return data


class ExtensionForm(Form):
    until = VietnameseDateField(label=_("Xin gia hạn đến hết ngày"))
    reason = forms.CharField(label=_("Lý do"), widget=_SMALL)


class MarkForm(Form):
    """Pausing, going on, stopping: always with the reason and the document that allows it."""

    mark = forms.ChoiceField(
        label=_("Thay đổi"),
        choices=[("pause", _("Tạm dừng")), ("resume", _("Tiếp tục")), ("stop", _("Dừng hẳn"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Lý do và văn bản cho phép"), widget=_SMALL)


class ResponsibleForm(Form):
    """To whom the task went where the printed agency's work was split; `choices` are numbered bodies."""

    organisation = forms.TypedChoiceField(label=_("Cơ quan đang chịu trách nhiệm"), coerce=int)
    reason = forms.CharField(label=_("Căn cứ"), widget=_SMALL)

    def __init__(self, *args: Any, bodies: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]
            (number, body.name) for number, body in enumerate(bodies)
        ]

    @property
    def chosen(self) -> Organisation:
        return self.bodies[self.cleaned_data["organisation"]]
