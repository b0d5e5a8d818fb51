"""The mail server of the site: kept, and tried with a letter to oneself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lotrinh.apps.accounts.gates import administering
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.accounts.setting_up import next_page, road
from lotrinh.apps.accounts.views.setup_forms import MailForm
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.notices.actions import note_test_letter, set_mail_server
from lotrinh.apps.notices.models import MailServer
from lotrinh.apps.notices.post import Server, try_letter
from lotrinh.apps.notices.queries import mail_server
from lotrinh.apps.ui.downloads import paper_language


@require_http_methods(["GET", "POST"])
@administering
def mail(request: Any) -> HttpResponse:
    """What is typed is kept first, then tried: a server that refuses can be corrected field by field."""
    row = mail_server()
    form = MailForm(request.POST) if request.method == "POST" else MailForm.of(row, request.user.email)
    if request.method == "POST" and form.is_valid() and (saved := _saved(request.office, form)):
        if fault := _tried(request.office, saved, form.cleaned_data["to"]):
            form = _again(form, saved, fault)
        else:
            told = _("Máy chủ đã nhận thư gửi tới %(to)s. Đề nghị kiểm tra hộp thư.")
            messages.success(request, told % {"to": form.cleaned_data["to"]})
            return redirect(next_page(request, "mail", "accounts:mail"))
    page = {
        "form": form,
        "server": mail_server(),
        "by_environment": bool(settings.MAIL_IS_SET),
        "road": road(request, "mail"),
    }
    return render(request, "accounts/mail.html", page)


def _saved(by: Office, form: MailForm) -> MailServer | None:
    data = form.cleaned_data
    try:
        return set_mail_server(
            by=by,
            at=timezone.now(),
            province_id=by.province_id,
            version=data["version"],
            host=data["host"],
            port=data["port"],
            security=data["security"],
            username=data["username"],
            password=data["password"] or (None if data["username"] else ""),
            sender=data["sender"],
        )
    except ActionRefused as refused:
        form.add_error(None, refused.message)
        return None


def _tried(by: Office, row: MailServer, to: str) -> str:
    with paper_language():
        subject = _("Thư thử của Lộ Trình")
        body = _("Máy chủ thư đã đặt đúng: thư của Lộ Trình đến được địa chỉ này.")
    fault = try_letter(Server.of(row), to, subject, body)
    if not fault:
        note_test_letter(by=by, at=timezone.now(), province_id=by.province_id, row=row, to=to)
    return fault


def _again(form: MailForm, row: MailServer, fault: str) -> MailForm:
    """The form with what was typed and why the letter did not go; it is now the next version that is corrected."""
    again = MailForm({**{name: form.data.get(name, "") for name in form.fields}, "version": str(row.version)})
    again.is_valid()
    again.add_error(None, fault)
    return again
