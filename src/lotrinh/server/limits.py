"""Which requests are limited, and the answer to one too many: uploads, exports, compiled reports, searches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotrinh.apps.journal.allowances import take
from lotrinh.apps.ui.downloads import LIST_KINDS
from lotrinh.apps.ui.trouble import trouble

SENT = {
    "intake:upload": "upload",
    "tasks:report": "upload",
    "tasks:draft": "upload",
    "accounts:list-check": "upload",
    "reporting:create": "compile",
}
"""What is counted when a form is sent; of uploads the files are, of a form without files nothing."""
FILES = frozenset({"reporting:download", "accounts:list-export", "accounts:list-template"})
"""Addresses that are nothing but a file. A list is one where the address asks for a kind of file (`dang`)."""
SEARCHED = frozenset({"directives:list", "tasks:list", "indicators:list", "accounts:review", "journal:list"})
"""Lists that are searched where the address holds words."""
WORDS = ("q", "doi_tuong", "nguoi")
SENTENCES: dict[str, Promise] = {
    "upload": gettext_lazy("Mỗi người nạp nhiều nhất %(most)s tệp trong %(minutes)s phút."),
    "export": gettext_lazy("Mỗi người tải nhiều nhất %(most)s tệp trong %(minutes)s phút."),
    "compile": gettext_lazy("Mỗi người lập nhiều nhất %(most)s báo cáo trong %(minutes)s phút."),
    "search": gettext_lazy("Mỗi người tìm nhiều nhất %(most)s lần trong %(minutes)s phút."),
}


class LimitMiddleware:
    """Counts per person, before the view does anything; who is not signed in gets no further than the sign-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, named: Any
    ) -> HttpResponseBase | None:
        kind, number = asked(request)
        if not number or not request.user.is_authenticated:
            return None
        until = take(kind, request.user.pk, at=timezone.now(), number=number)
        return too_many(request, kind, until) if until else None


def asked(request: HttpRequest) -> tuple[str, int]:
    """What the request would take of which allowance."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method == "POST":
        kind = SENT.get(name, "")
        return kind, _files_in(request) if kind == "upload" else bool(kind)
    if name in FILES or request.GET.get("dang") in LIST_KINDS:
        return "export", 1
    return "search", int(name in SEARCHED and any(request.GET.get(key, "").strip() for key in WORDS))


def _files_in(request: HttpRequest) -> int:
    """Not looked at where the whole is larger than is taken: the view refuses it without reading it."""
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if size > settings.MAX_UPLOAD:
        return 1
    return sum(len(files) for _name, files in request.FILES.lists())


def too_many(request: HttpRequest, kind: str, until: datetime) -> HttpResponse:
    most, seconds = settings.LIMITS[kind]
    told = {"most": most, "minutes": seconds // 60}
    answer = trouble(
        request,
        429,
        _("Quá nhiều lần trong thời gian ngắn"),
        SENTENCES[kind] % told,
        _("Đề nghị thử lại sau %(time)s.") % {"time": timezone.localtime(until).strftime("%H:%M:%S")},
    )
    wait = int((until - timezone.now()).total_seconds()) + 1
    answer.headers["Retry-After"] = str(max(wait, 1))
    return answer
