"""`lotrinh serve`: prepares tables, files and keys, then serves the site in one process."""

from __future__ import annotations

import argparse
import os
import sys
import time
from typing import Any

from lotrinh.cli.main import USAGE
from lotrinh.cli.site import bring_up_to_date, open_site, publish_static

_LARGEST_BODY = 64 * 1024 * 1024


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "serve",
        help="chạy trang web",
        description="Chuẩn bị cơ sở dữ liệu và chạy trang web trong một tiến trình.",
        epilog="Ví dụ: lotrinh serve --example --port 8000",
    )
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định 127.0.0.1)")
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT", "8000")), help="cổng (mặc định 8000)"
    )
    parser.add_argument("--data", help="thư mục dữ liệu (mặc định LOTRINH_DATA hoặc var)")
    parser.add_argument(
        "--example", action="store_true", help="nạp tỉnh ví dụ và cho đăng nhập bằng một lần bấm"
    )
    parser.add_argument("--threads", type=int, default=6, help="số luồng phục vụ (mặc định 6)")
    parser.set_defaults(run=run)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(args: argparse.Namespace) -> int:
    """Exit code 0 after a stop by Ctrl+C or SIGTERM."""
    begun = time.monotonic()
    _say("[1/4] Mở dữ liệu")
    open_site(data=args.data, example=args.example)
    if not _may_listen(args.host):
        return USAGE
    _say(
        "[2/4] "
        + ("Đã tạo hoặc cập nhật bảng dữ liệu" if bring_up_to_date() else "Bảng dữ liệu đã đúng phiên bản")
    )
    _say("[3/4] " + ("Đã dọn sẵn giao diện" if publish_static() else "Giao diện đã sẵn"))
    if args.example:
        from lotrinh.cli.demo import load_once

        _say("[4/4] Tỉnh ví dụ")
        load_once(_say)
    else:
        _say("[4/4] Không nạp dữ liệu mẫu")
    _invite_to_set_up(_address_for_people(args.host, args.port))
    _say(
        f"Sẵn sàng sau {time.monotonic() - begun:.1f} giây: http://{args.host}:{args.port} (dừng bằng Ctrl+C)"
    )
    return _listen(args.host, args.port, args.threads)


def _may_listen(host: str) -> bool:
    """Without HTTPS on this machine only; says which of the two it is."""
    from lotrinh.server.environment import environment, is_this_machine

    if environment().https:
        return True
    if not is_this_machine(host):
        _say(f"Không mở ở {host} khi chưa có HTTPS. Đặt một máy chủ HTTPS phía trước và LOTRINH_HTTPS=true.")
        return False
    _say("Chưa có HTTPS: trang chỉ mở trên máy này, cookie không đánh dấu Secure")
    return True


def _address_for_people(host: str, port: int) -> str:
    """Behind HTTPS the first name the operator declared; else where this process listens."""
    from django.conf import settings

    from lotrinh.server.environment import environment, is_this_machine

    named = [name for name in settings.ALLOWED_HOSTS if not is_this_machine(name)]
    return f"https://{named[0]}" if environment().https and named else f"http://{host}:{port}"


def _invite_to_set_up(address: str) -> None:
    """An empty site is opened by whoever reads this console, and by nobody else."""
    from django.urls import reverse

    from lotrinh.apps.accounts.models import User
    from lotrinh.apps.accounts.setting_up import close_setup, setup_word
    from lotrinh.apps.organisations.models import Province

    if not Province.objects.exists():
        _say("Trang chưa thiết lập. Mở địa chỉ sau trong trình duyệt; mã chỉ dùng được một lần:")
        _say(f"    {address}{reverse('accounts:setup')}?ma={setup_word()}")
        return
    close_setup()
    if not User.objects.filter(is_active=True).exists():
        _say("Chưa có tài khoản nào. Tạo quản trị đầu tiên bằng: lotrinh admin")


def _listen(host: str, port: int, threads: int) -> int:
    import signal

    from waitress.server import create_server

    from lotrinh.server.wsgi import application

    try:
        # A request body larger than inbuf_overflow would be spooled to a temporary file, yet nothing of an upload may
        # touch a disk before the secrecy guard has passed.
        server = create_server(
            application,
            host=host,
            port=port,
            threads=threads,
            max_request_body_size=_LARGEST_BODY,
            inbuf_overflow=_LARGEST_BODY + 1,
            ident=None,
        )
    except OSError as error:
        _say(f"Không mở được cổng {port}: {error.strerror}. Chọn cổng khác, ví dụ: PORT=8001 make run")
        return 1

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
    return 0
