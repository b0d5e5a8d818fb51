"""Forms that create something are answered once: sent again, by a double click or Back, they get the same answer.

Every form carries a key of its own (`{% csrf_token %}` writes it, ui/templatetags/sending.py). The key of a form that
was answered is kept for a day with a hash of what was in it, in the transaction of the action itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.journal.models import SentForm
from lotrinh.apps.ui.moments import clock
from lotrinh.apps.ui.sending import KEY, NOT_TYPED
from lotrinh.apps.ui.trouble import trouble

KEPT = timedelta(hours=24)
"""Longer than any session lives, so that a page that can still be sent finds its key."""
_SWEEP_EVERY = 64
View = Callable[..., HttpResponseBase]


def once(view: View) -> View:
    """For a view that changes something when its form is sent; stands below the gate that asks who acts.

    View, action and key are one transaction. A view that reads files in a child process first, which takes long,
    calls `answer_once` around its last step instead.
    """

    @wraps(view)
    def sent(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        return answer_once(request, lambda: view(request, *args, **kwargs))

    sent.answers_once = True  # type: ignore[attr-defined]
    return sent


def once_inside(view: View) -> View:
    """Marks a view that calls `answer_once` around its last step."""
    view.answers_once = True  # type: ignore[attr-defined]
    return view


def answer_once(request: HttpRequest, act: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `act` answers, or the answer it gave before to the same form."""
    key = _key_of(request)
    if key is None:
        return act()
    digest = digest_of(request)
    with transaction.atomic():
        now = timezone.now()
        if key.int % _SWEEP_EVERY == 0:
            SentForm.objects.filter(sent_at__lt=now - KEPT).delete()
        # Of two at the same moment the second waits here until the first is answered.
        row, is_first = SentForm.objects.get_or_create(
            user=request.user.pk, key=key, defaults={"digest": digest, "sent_at": now}
        )
        if not is_first and row.sent_at > now - KEPT:
            return _again(request, row) if row.digest == digest else _other_content(request, row)
        row.digest, row.sent_at = digest, now
        response = act()
        if _has_succeeded(request, response):
            _keep(row, response)
        else:
            row.delete()
        return response


def _key_of(request: HttpRequest) -> UUID | None:
    """Only of somebody signed in; who forges a key harms nobody but themselves."""
    try:
        key = UUID(request.POST.get(KEY, ""))
    except ValueError:
        return None
    return key if request.user.is_authenticated else None


def digest_of(request: Any) -> str:
    """One hash for what was sent, where, and as which office; files by their bytes."""
    office = getattr(request, "office", None)
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in NOT_TYPED)
    files = [
        (name, file.name, _hash_of(file))
        for name in sorted(request.FILES)
        for file in request.FILES.getlist(name)
    ]
    whole = [request.path, str(office.pk) if office else "", fields, files]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


def _hash_of(file: Any) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _has_succeeded(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A redirect; or what a script gets in its place. A page with the form on it is a question, no answer."""
    status = response.status_code
    return 300 <= status < 400 or (status == 200 and "X-Requested-With" in request.headers)


def _keep(row: SentForm, response: HttpResponseBase) -> None:
    row.status = response.status_code
    row.place = response.headers.get("Location", "")[:400]
    if response.status_code == 200 and isinstance(response, HttpResponse):
        row.page = response.content.decode()
    row.save()


def _again(request: HttpRequest, row: SentForm) -> HttpResponse:
    if row.status == 200:
        return HttpResponse(row.page)
    messages.success(
        request, _("Đã ghi lúc %(when)s; lần gửi lặp lại không ghi thêm.") % {"when": clock(row.sent_at)}
    )
    return HttpResponse(status=row.status, headers={"Location": row.place})


def _other_content(request: HttpRequest, row: SentForm) -> HttpResponse:
    """422: the form was answered, and now comes with something else in it; what was typed is shown and can be sent."""
    return trouble(
        request,
        422,
        _("Biểu mẫu này đã được gửi trước đó"),
        _("Lần gửi lúc %(when)s đã được ghi. Nội dung vừa gửi khác với lần đó nên chưa được ghi.")
        % {"when": clock(row.sent_at)},
        _(
            "Nếu là nội dung mới, bấm Gửi thành lần mới. Nếu muốn sửa lần trước, mở lại trang của nội dung đó."
        ),
        send_again=_("Gửi thành lần mới"),
        see=row.place,
    )
