"""Sending by the site's mail server, and saying in words why a letter did not go."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from lotrinh.apps.notices.models import MailServer
from lotrinh.apps.notices.queries import mail_server
from lotrinh.apps.notices.sealing import unseal

TEST_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Server:
    """What is needed to send; `password` is plain and never kept longer than the sending."""

    host: str
    port: int
    security: str
    username: str
    password: str
    sender: str

    @classmethod
    def of(cls, row: MailServer) -> Server:
        password = unseal(row.password) or ""
        return cls(row.host, row.port, row.security, row.username, password, row.sender)

    def backend(self, seconds: int | None = None, *, quiet: bool = False) -> EmailBackend:
        return EmailBackend(
            host=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.security == "starttls",
            use_ssl=self.security == "tls",
            timeout=seconds or settings.EMAIL_TIMEOUT,
            fail_silently=quiet,
        )


class SiteBackend(BaseEmailBackend):
    """Every letter of the site where the environment names no server: by the site's own, or nowhere."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        row = mail_server()
        if row is None:
            return 0
        server = Server.of(row)
        for message in email_messages:
            if message.from_email == settings.DEFAULT_FROM_EMAIL:
                message.from_email = server.sender
        return server.backend(quiet=self.fail_silently).send_messages(email_messages) or 0


def try_letter(server: Server, to: str, subject: str, body: str) -> str:
    """Sends one letter now; what went wrong in words, "" where the server took it."""
    if _is_forbidden(server.host):
        return _("Địa chỉ %(host)s không dùng làm máy chủ thư được.") % {"host": server.host}
    letter = EmailMessage(subject, body, server.sender, [to], connection=server.backend(TEST_SECONDS))
    try:
        letter.send()
    except UnicodeError:
        return _("Tên đăng nhập và mật khẩu thư chỉ dùng được chữ không dấu, chữ số và dấu.")
    except (OSError, smtplib.SMTPException) as fault:
        return why(fault, server, to)
    return ""


def _is_forbidden(host: str) -> bool:
    """Addresses of the machine's own cloud, never a mail server."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return False
    return address.is_link_local or address.is_multicast or address.is_unspecified


def why(fault: Exception, server: Server, to: str) -> str:
    """What to look at, for each way a letter can fail."""
    facts = {"host": server.host, "port": server.port, "to": to, "sender": server.sender}
    facts |= {"seconds": TEST_SECONDS, "told": _told(fault)}
    return _sentence(fault) % facts


def _sentence(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPServerDisconnected) and isinstance(fault.__context__, TimeoutError):
        fault = fault.__context__
    match fault:
        case smtplib.SMTPAuthenticationError():
            return _("Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu. Kiểm tra lại hai ô này (%(told)s).")
        case smtplib.SMTPNotSupportedError():
            return _(
                "Máy chủ %(host)s ở cổng %(port)s không dùng được kiểu bảo mật hoặc cách đăng nhập này. "
                "Chọn kiểu bảo mật khác."
            )
        case smtplib.SMTPRecipientsRefused():
            return _("Máy chủ không nhận gửi tới %(to)s. Kiểm tra địa chỉ nhận (%(told)s).")
        case smtplib.SMTPSenderRefused():
            return _("Máy chủ không cho gửi từ %(sender)s. Dùng địa chỉ của tài khoản đăng nhập (%(told)s).")
        case smtplib.SMTPServerDisconnected():
            return _(
                "Máy chủ %(host)s ngắt kết nối ở cổng %(port)s. Thường do sai kiểu bảo mật: cổng 465 dùng TLS, "
                "cổng 587 dùng STARTTLS."
            )
        case smtplib.SMTPException():
            return _("Máy chủ thư báo lỗi: %(told)s.")
        case ssl.SSLCertVerificationError():
            return _("Chứng thư của máy chủ %(host)s không hợp lệ: tên không khớp, hết hạn hoặc tự ký.")
        case ssl.SSLError():
            return _(
                "Không mở được kết nối TLS với %(host)s ở cổng %(port)s. Chọn kiểu bảo mật khác: cổng 465 dùng TLS, "
                "cổng 587 dùng STARTTLS."
            )
        case socket.gaierror():
            return _("Không tìm thấy máy chủ %(host)s. Kiểm tra lại tên máy chủ.")
        case ConnectionRefusedError():
            return _("Máy chủ %(host)s từ chối kết nối ở cổng %(port)s. Kiểm tra lại cổng.")
        case TimeoutError():
            return _(
                "Máy chủ %(host)s không trả lời ở cổng %(port)s sau %(seconds)s giây. "
                "Kiểm tra cổng, tường lửa và kiểu bảo mật."
            )
    return _("Không gửi được thư qua %(host)s: %(told)s.")


def _told(fault: Exception) -> str:
    """What the server said, in one short line."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused) and fault.recipients:
        code, words = next(iter(fault.recipients.values()))
    elif isinstance(fault, smtplib.SMTPResponseException):
        code, words = fault.smtp_code, _bytes(fault.smtp_error)
    else:
        return str(fault.strerror if isinstance(fault, OSError) and fault.strerror else fault)[:200]
    return " ".join(f"{code} {words.decode('utf-8', 'replace')}".split())[:200]


def _bytes(words: bytes | str) -> bytes:
    return words.encode() if isinstance(words, str) else words
