"""Pages for when something went wrong, and what was understood of a number or a day."""

from __future__ import annotations

import logging
import sys
from uuid import uuid4

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.ui.trouble import trouble
from lotrinh.apps.ui.understood import understood_day, understood_number

log = logging.getLogger("lotrinh.incident")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return trouble(
        request,
        400,
        _("Không hiểu yêu cầu này"),
        _("Địa chỉ hoặc nội dung gửi lên không đúng. Đề nghị quay lại trang trước và thử lại."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Shows what the policy said, when it said something in its own words."""
    said = (
        str(exception)
        if exception and str(exception)
        else _("Đơn vị của người dùng không có quyền ở trang này.")
    )
    return trouble(
        request,
        403,
        _("Không có quyền thực hiện"),
        said,
        _(
            "Nếu cần làm việc này, đề nghị chuyển sang vị trí công tác khác ở góc trên bên phải hoặc liên hệ người quản trị."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return trouble(
        request,
        404,
        _("Không tìm thấy trang"),
        _("Có thể văn bản đã được thay thế – thử tìm theo số hiệu."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Gives a code to quote; under it the cause is in the log, never on the page."""
    code = uuid4().hex[:8].upper()
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return busy(request, code)
    log.error("Sự cố %s tại %s %s", code, request.method, request.path, exc_info=True)
    return trouble(
        request,
        500,
        _("Hệ thống gặp sự cố"),
        _("Nội dung đang nhập vẫn được giữ trên máy này. Đề nghị thử lại sau ít phút."),
        _("Nếu còn gặp, đề nghị báo người quản trị mã sự cố %(code)s.") % {"code": code},
    )


def busy(request: HttpRequest, code: str) -> HttpResponse:
    """503: the database is locked, full or away. Nothing was saved; what was typed is shown and can be sent again."""
    log.error("Cơ sở dữ liệu chưa đáp ứng %s tại %s %s", code, request.method, request.path, exc_info=True)
    response = trouble(
        request,
        503,
        _("Hệ thống đang bận"),
        _("Chưa ghi được; không có gì bị thay đổi. Đề nghị đợi một phút rồi thử lại."),
        _("Nếu còn gặp, đề nghị báo người quản trị mã sự cố %(code)s.") % {"code": code},
        send_again=_("Gửi lại"),
    )
    response["Retry-After"] = "30"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or the cookie is blocked; what was typed is kept by keep-typed.js."""
    return trouble(
        request,
        403,
        _("Trang đã mở quá lâu"),
        _("Phiên làm việc đã thay đổi từ khi mở trang nên biểu mẫu chưa được gửi."),
        _("Đề nghị quay lại, tải lại trang rồi gửi lại; nội dung đang nhập được giữ trên máy này."),
    )


@require_safe
def number_echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        understood_number(request.GET.get("q", "")[:60]), content_type="text/plain; charset=utf-8"
    )


@require_safe
def day_echo(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        understood_day(request.GET.get("q", "")[:60]), content_type="text/plain; charset=utf-8"
    )
