"""Forms of the first run: the first administrator, the bodies of the province, days off, the mail server."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.forms import ChooseForm
from lotrinh.apps.accounts.models import User
from lotrinh.apps.notices.models import PORTS, SECURITIES, MailServer
from lotrinh.apps.ui.asking import Form
from lotrinh.apps.ui.fields import VietnameseDateField
from lotrinh.lexicon.provinces import Province, province_of_code, provinces_on
from lotrinh.lexicon.standing_bodies import ProposedBody, proposed_bodies, standing_bodies
from lotrinh.values.folding import search_key

_HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?\Z")


def _provinces() -> list[tuple[str, str]]:
    today = timezone.localdate()
    found = sorted(provinces_on(today), key=lambda each: search_key(each.name))
    return [("", "–"), *((each.code, each.printed_on(today)) for each in found)]


def _agencies() -> list[tuple[str, str]]:
    return [(body.symbol, body.name) for body in standing_bodies() if body.symbol]


class FirstForm(ChooseForm):
    """The first administrator, with the province and the agency they belong to; the password twice."""

    province = forms.ChoiceField(label=_("Tỉnh, thành phố"), choices=_provinces)
    agency = forms.ChoiceField(
        label=_("Cơ quan của người quản trị"),
        choices=_agencies,
        initial="VPUBND",
        help_text=_("Cơ quan vận hành trang này. Các cơ quan khác thêm ở bước sau."),
    )
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}$",
        label=_("Tên đăng nhập"),
        initial="quantri",
        widget=forms.TextInput({"autocomplete": "username"}),
        help_text=_("Chữ thường không dấu, chữ số, dấu chấm. Ví dụ: vanthu.sct"),
        error_messages={"invalid": _("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch.")},
    )
    label = forms.CharField(
        label=_("Tên hiển thị"),
        max_length=200,
        initial=_("Quản trị hệ thống"),
        help_text=_("Chức danh, không cần họ tên."),
    )
    email = forms.EmailField(label=_("Thư điện tử công vụ"))
    field_order = ("province", "agency", "username", "label", "email", "new_password1", "new_password2")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(User(), *args, **kwargs)

    def clean_new_password2(self) -> str:
        """Judged with the names typed above, which it must not resemble."""
        self.user = User(
            username=self.cleaned_data.get("username", ""),
            label=self.cleaned_data.get("label", ""),
            email=self.cleaned_data.get("email", ""),
        )
        return super().clean_new_password2()

    def clean_province(self) -> Province:
        found = province_of_code(self.cleaned_data["province"], timezone.localdate())
        if found is None:
            raise forms.ValidationError(_("Chọn tỉnh, thành phố."))
        return found

    def body(self) -> ProposedBody:
        """The administrator's agency under its name in the province."""
        bodies = proposed_bodies(self.cleaned_data["province"], timezone.localdate())
        return next(body for body in bodies if body.symbol == self.cleaned_data["agency"])


class BodiesForm(Form):
    """Which of the proposed bodies the province has, and others by name."""

    bodies = forms.MultipleChoiceField(
        label=_("Cơ quan của tỉnh theo quy định"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label=_("Cơ quan khác"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "Mỗi dòng một tên đầy đủ, ví dụ: Ban Quản lý Khu kinh tế tỉnh Mẫu. Danh sách dài nạp bằng Excel."
        ),
    )

    def __init__(self, proposed: list[ProposedBody], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bodies"]
        field.choices = [(body.name, _described(body)) for body in proposed]  # type: ignore[attr-defined]
        field.initial = [body.name for body in proposed if body.chosen]
        if not proposed:
            del self.fields["bodies"]

    def clean_others(self) -> list[str]:
        names = [" ".join(line.split()) for line in self.cleaned_data["others"].splitlines()]
        if long := next((name for name in names if len(name) > 200), None):
            raise forms.ValidationError(_("“%(name)s…” dài quá 200 ký tự.") % {"name": long[:40]})
        return list(dict.fromkeys(name for name in names if name))


def _described(body: ProposedBody) -> str:
    return f"{body.name} – {body.field}" if body.field else body.name


class DayForm(Form):
    """A day that is worked or not against the general calendar."""

    day = VietnameseDateField(label=_("Ngày"))
    is_working = forms.ChoiceField(
        label=_("Ngày này"),
        choices=[("no", _("nghỉ")), ("yes", _("làm việc (làm bù)"))],
        widget=forms.RadioSelect,
        initial="no",
    )
    source = forms.CharField(
        label=_("Văn bản quy định"), max_length=200, help_text=_("Số, ký hiệu và ngày của văn bản.")
    )

    def clean_is_working(self) -> bool:
        return bool(self.cleaned_data["is_working"] == "yes")


class MailForm(Form):
    """The mail server; an empty password keeps the one that is there."""

    host = forms.CharField(
        label=_("Máy chủ thư"),
        max_length=253,
        help_text=_("Ví dụ: smtp.tinhmau.gov.vn; hỏi đơn vị quản lý thư công vụ."),
    )
    security = forms.ChoiceField(
        label=_("Bảo mật"), choices=list(SECURITIES.items()), widget=forms.RadioSelect, initial="starttls"
    )
    port = forms.IntegerField(
        label=_("Cổng"),
        required=False,
        min_value=1,
        max_value=65535,
        help_text=_("Để trống thì dùng cổng thường của kiểu bảo mật."),
        error_messages={
            "invalid": _("Cổng là một số, ví dụ 587."),
            "min_value": _("Cổng là số từ 1 đến 65535."),
            "max_value": _("Cổng là số từ 1 đến 65535."),
        },
    )
    username = forms.CharField(
        label=_("Tên đăng nhập thư"),
        max_length=254,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu thư"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Được giữ mã hóa. Đã đặt rồi thì để trống là giữ như cũ."),
    )
    sender = forms.EmailField(
        label=_("Địa chỉ gửi"),
        help_text=_("Người nhận thấy thư đến từ địa chỉ này."),
    )
    to = forms.EmailField(label=_("Gửi thử tới"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, row: MailServer | None, to: str) -> MailForm:
        names = ("host", "port", "security", "username", "sender", "version")
        found = {name: getattr(row, name) for name in names} if row else {"version": 0}
        return cls(initial={**found, "to": to})

    def clean_host(self) -> str:
        host = str(self.cleaned_data["host"])
        if not _HOST.match(host):
            raise forms.ValidationError(_("Tên máy chủ chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch."))
        return host

    def clean_username(self) -> str:
        return self._plain("username")

    def clean_password(self) -> str:
        return self._plain("password")

    def _plain(self, name: str) -> str:
        """What the mail protocol can carry."""
        text = str(self.cleaned_data[name])
        if not text.isascii():
            raise forms.ValidationError(
                _("Tên đăng nhập và mật khẩu thư chỉ dùng được chữ không dấu, chữ số và dấu.")
            )
        return text

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("port") and "port" not in self.errors:
            data["port"] = PORTS[data.get("security") or "starttls"]
        if data.get("password") and not data.get("username"):
            self.add_error("username", _("Nhập tên đăng nhập thư đi cùng mật khẩu."))
        return data
