"""Forms of signing in, of passwords, of people and of lending an office."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.actions import note_failure
from lotrinh.apps.accounts.attempts import admit, forget, locked_sentence
from lotrinh.apps.accounts.models import KINDS, ROLES, Office, User
from lotrinh.apps.accounts.queries import colleagues_of
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.ui.asking import Form, VersionedForm
from lotrinh.apps.ui.fields import VietnameseDateField

_WRONG = _("Tên đăng nhập hoặc mật khẩu chưa đúng. Đề nghị kiểm tra bàn phím và nhập lại.")


class SignInForm(Form):
    """The same sentence for an unknown name and a wrong password, so that names are not given away."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "username webauthn", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None
        self.locked_until: datetime | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "username" in data and "password" in data:
            self.user = self._whoever(data["username"], data["password"])
        return data

    def _whoever(self, username: str, password: str) -> User:
        now = timezone.now()
        self.locked_until = admit("sign-in", username, at=now)
        if self.locked_until:
            raise forms.ValidationError(locked_sentence(self.locked_until))
        user = authenticate(self.request, username=username, password=password)
        if not isinstance(user, User):
            note_failure(at=now, username=username, way="sign-in")
            raise forms.ValidationError(_WRONG)
        forget("sign-in", username)
        return user


class ChooseForm(Form):
    """A new password, twice."""

    new_password1 = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_(
            "Ít nhất 14 ký tự, có chữ hoa, chữ thường, chữ số và dấu; một câu dài dễ nhớ là tốt nhất. "
            "Tài khoản đã bật xác thực hai bước: ít nhất 8 ký tự."
        ),
    )
    new_password2 = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password2(self) -> str:
        first, second = self.cleaned_data.get("new_password1", ""), self.cleaned_data["new_password2"]
        if first != second:
            raise forms.ValidationError(_("Hai lần nhập không giống nhau."))
        validate_password(second, self.user)
        return str(second)


class ChangeForm(ChooseForm):
    """The present password first, counted like a sign-in."""

    old_password = forms.CharField(
        label=_("Mật khẩu hiện nay"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    field_order = ("old_password", "new_password1", "new_password2")

    def clean_old_password(self) -> str:
        now, name = timezone.now(), self.user.username
        if until := admit("sign-in", name, at=now):
            raise forms.ValidationError(locked_sentence(until))
        if not self.user.check_password(self.cleaned_data["old_password"]):
            note_failure(at=now, username=name, way="sign-in")
            raise forms.ValidationError(_("Mật khẩu hiện nay chưa đúng."))
        forget("sign-in", name)
        return str(self.cleaned_data["old_password"])


class ForgottenForm(Form):
    email = forms.EmailField(
        label=_("Thư điện tử công vụ"), widget=forms.EmailInput({"autocomplete": "email"})
    )


def _role_choices(*left_out: str) -> list[tuple[str, str | Promise]]:
    return [(code, name) for code, name in ROLES.items() if code not in left_out]


class OfficeForm(Form):
    """An office for somebody."""

    organisation = forms.ModelChoiceField(label=_("Cơ quan"), queryset=Organisation.objects.none())
    title = forms.CharField(label=_("Chức vụ"), max_length=200, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Vai trò"), choices=_role_choices(), widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[(code, name) for code, name in KINDS.items() if code != "delegated"],
        widget=forms.RadioSelect,
        initial="held",
    )
    valid_from = VietnameseDateField(label=_("Từ ngày"), required=False)
    valid_to = VietnameseDateField(label=_("Đến hết ngày"), required=False)
    legal_basis = forms.CharField(label=_("Văn bản giao"), max_length=300, required=False)

    def __init__(self, by: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            province_id=by.province_id, valid_to__isnull=True, collective=False
        ).order_by("name")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
        if data.get("kind") == "acting" and not (last and data.get("legal_basis")):
            self.add_error("kind", _("Giao phụ trách cần có văn bản giao và ngày kết thúc."))
        return data


class GiveForm(VersionedForm, OfficeForm):
    """One more office, against those the person was seen to hold (`queries.offices_seen`)."""


class InviteForm(OfficeForm):
    """A new person with their first office."""

    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}$",
        label=_("Tên đăng nhập"),
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm. Ví dụ: vanthu.sct"),
        error_messages={"invalid": _("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch.")},
    )
    label = forms.CharField(
        label=_("Tên hiển thị"), max_length=200, help_text=_("Ví dụ: Chuyên viên Sở Công Thương")
    )
    email = forms.EmailField(label=_("Thư điện tử công vụ"))
    field_order = ("username", "label", "email", "organisation", "title", "roles", "kind")

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"])
        if User.objects.filter(username=name).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có. Đề nghị chọn tên khác."))
        return name

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=address).exists():
            raise forms.ValidationError(_("Địa chỉ này đã thuộc một tài khoản khác."))
        return address


class ReasonForm(Form):
    """Why an account is closed, or a second step taken away."""

    reason = forms.CharField(label=_("Lý do"), max_length=500)


class EndForm(VersionedForm, ReasonForm):
    """The last day of an office."""

    last = VietnameseDateField(label=_("Ngày cuối còn giữ"))
    field_order = ("last", "reason")


class DelegateForm(Form):
    """Lending one's own office to a colleague."""

    to = forms.ModelChoiceField(label=_("Người được ủy quyền"), queryset=User.objects.none())
    roles = forms.MultipleChoiceField(label=_("Vai trò"), widget=forms.CheckboxSelectMultiple)
    valid_from = VietnameseDateField(label=_("Từ ngày"))
    valid_to = VietnameseDateField(label=_("Đến hết ngày"))
    legal_basis = forms.CharField(
        label=_("Văn bản ủy quyền"), max_length=300, help_text=_("Số, ký hiệu và ngày của văn bản.")
    )

    def __init__(self, office: Office, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues_of(office, timezone.localdate())  # type: ignore[attr-defined]
        lendable = [(code, name) for code, name in _role_choices("admin") if code in office.roles]
        self.fields["roles"].choices = lendable  # type: ignore[attr-defined]
