"""`lotrinh admin`: makes the first administrator, with the province and the agency they belong to."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING, Any

from lotrinh.cli.site import bring_up_to_date, open_site

if TYPE_CHECKING:
    from lotrinh.apps.organisations.models import Organisation


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "admin",
        help="tạo tài khoản quản trị",
        description="Tạo tài khoản quản trị, cùng tỉnh và cơ quan nếu chưa có. Mật khẩu được hỏi, không ghi trên dòng lệnh.",
        epilog='Ví dụ: lotrinh admin --username quantri --province "tỉnh ..." --province-code 66 --agency "Sở ... tỉnh ..."',
    )
    parser.add_argument("--username", required=True, help="tên đăng nhập")
    parser.add_argument("--label", default="Quản trị hệ thống", help="tên hiển thị (chức danh)")
    parser.add_argument("--province", required=True, help="tên tỉnh, thành phố")
    parser.add_argument("--province-code", default="", help="mã tỉnh hai chữ số")
    parser.add_argument("--agency", required=True, help="cơ quan của quản trị, ghi đủ tên")
    parser.add_argument("--data", help="thư mục dữ liệu")
    parser.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    open_site(data=args.data)
    bring_up_to_date()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from lotrinh.apps.accounts.actions import SYSTEM, give_office, open_account
    from lotrinh.apps.accounts.models import User
    from lotrinh.apps.accounts.setting_up import close_setup

    if User.objects.filter(username=args.username).exists():
        print(f"Tên đăng nhập {args.username} đã có. Đề nghị chọn tên khác.", file=sys.stderr)
        return 3
    password = _password(args.password_stdin)
    if password is None:
        print("Hai lần nhập mật khẩu không giống nhau. Chưa tạo tài khoản.", file=sys.stderr)
        return 3
    try:
        validate_password(password, User(username=args.username, label=args.label))
    except ValidationError as error:
        print("Mật khẩu chưa dùng được: " + " ".join(error.messages), file=sys.stderr)
        return 3
    now = timezone.now()
    agency = _agency(args.province, args.province_code, args.agency)
    user = open_account(
        by=SYSTEM,
        at=now,
        province_id=agency.province_id,
        username=args.username,
        label=args.label,
        password=password,
    )
    give_office(by=SYSTEM, at=now, user=user, organisation=agency, roles=["admin", "officer", "head"])
    close_setup()
    print(f"Đã tạo tài khoản {args.username} ({args.label}) tại {agency.name}.")
    return 0


def _password(from_stdin: bool) -> str | None:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Mật khẩu (ít nhất 14 ký tự): ")
    return first if first == getpass.getpass("Nhập lại mật khẩu: ") else None


def _agency(province_name: str, province_code: str, name: str) -> Organisation:
    """The province and agency of those names, made where they are new."""
    from django.utils import timezone

    from lotrinh.apps.accounts.actions import SYSTEM
    from lotrinh.apps.organisations.actions import add_organisation, add_province
    from lotrinh.apps.organisations.models import Organisation
    from lotrinh.apps.organisations.queries import provinces_today

    now = timezone.now()
    province = provinces_today().filter(name=province_name).first() or add_province(
        by=SYSTEM, at=now, code=province_code, name=province_name
    )
    found = Organisation.objects.filter(province=province, name=name).first()
    return found or add_organisation(
        by=SYSTEM, at=now, province=province, name=name, kind="department", level="province"
    )
