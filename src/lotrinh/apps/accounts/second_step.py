"""Forms of the second step: codes, keys, and the password asked again, each counted like a sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.actions import note_failure
from lotrinh.apps.accounts.attempts import admit, forget, locked_sentence, once
from lotrinh.apps.ui.asking import name_what_is_missing

_DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
_CODE = _("Mã sáu số hoặc mã dự phòng")
_NAME = _("Tên khóa")


class Counted:
    """A form whose wrong answers lock; what is asked is named where it is missing."""

    user: Any
    fields: dict[str, forms.Field]
    use_required_attribute = False
    way = ""

    def checked(self, check: Any, *given: Any) -> Any:
        """The check's answer, if there is a try left for it; a wrong answer is told to the record."""
        now = timezone.now()
        if until := admit(self.way, self.user.username, at=now):
            raise forms.ValidationError(locked_sentence(until))
        try:
            answer = check(*given)
        except forms.ValidationError:
            note_failure(at=now, username=self.user.username, way=self.way)
            raise
        forget(self.way, self.user.username)
        return answer


class PasswordAgainForm(Counted, ReauthenticateForm):
    """Opens a lock, or comes before a change of what protects the account."""

    way = "sign-in"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.PasswordInput({"autocomplete": "current-password", "autofocus": True})
        self.fields["password"] = forms.CharField(label=_("Mật khẩu"), strip=False, widget=widget)
        name_what_is_missing(self.fields)

    def clean_password(self) -> str:
        return str(self.checked(super().clean_password))


class CodeAsked(Counted):
    """A code from the telephone or from the list of recovery codes."""

    way = "code"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(label=_CODE, max_length=20, widget=forms.TextInput(_DIGITS))
        name_what_is_missing(self.fields)

    def clean_code(self) -> str:
        return str(self.checked(self._used_once))

    def _used_once(self) -> str:
        """A code opens once, also where two people type it in the same instant."""
        code = str(super().clean_code())  # type: ignore[misc]
        if not once("used-code", f"{self.user.pk} {''.join(code.split())}", at=timezone.now()):
            raise forms.ValidationError(_("Mã này đã dùng. Đề nghị đợi mã mới."))
        return code


class CodeForm(CodeAsked, AuthenticateForm):
    """After the password."""


class CodeAgainForm(CodeAsked, CodeReauthenticateForm):
    """The same, before a change of what protects the account."""


class ActivateForm(Counted, ActivateTOTPForm):
    way = "code"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})
        self.fields["code"] = forms.CharField(label=_("Mã sáu số"), max_length=10, widget=widget)
        name_what_is_missing(self.fields)

    def clean_code(self) -> str:
        return str(self.checked(super().clean_code))


class AddKeyForm(AddWebAuthnForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _NAME
        alone = self.fields["passwordless"]
        alone.label = _("Đăng nhập chỉ bằng khóa này")
        alone.help_text = _("Máy phải hỏi vân tay, khuôn mặt hoặc mã PIN; khi đó không cần mật khẩu.")


class RenameKeyForm(EditWebAuthnForm):
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _NAME
        name_what_is_missing(self.fields)
