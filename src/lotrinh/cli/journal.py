"""`lotrinh journal`: verifies the record, prints its signed heads, prunes what is old enough, changes the signing key."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from lotrinh.cli.main import OK, PROBLEMS, REFUSED, USAGE
from lotrinh.cli.site import open_site


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "journal",
        help="kiểm tra, ký, cắt sổ sự kiện",
        description="verify: kiểm chuỗi; heads: ký những ngày đã qua rồi in các bản đầu chuỗi; prune: cắt phần quá hạn giữ; "
        "rotate-key: thay khóa ký; reseal: niêm lại sau khi đã làm rõ vì sao mất dấu niêm.",
        epilog="Ví dụ: lotrinh journal verify --daily; lotrinh journal heads --day 2026-11-22 --json",
    )
    parser.add_argument("work", choices=sorted(_WORKS), help="việc cần làm với sổ sự kiện")
    parser.add_argument(
        "--daily", action="store_true", help="verify: chỉ kiểm phần sau bản đầu chuỗi ký gần nhất"
    )
    parser.add_argument("--day", type=date.fromisoformat, help="heads: chỉ in bản của ngày này (2026-11-22)")
    parser.add_argument(
        "--json", action="store_true", help="heads: in JSON kèm khóa công khai để kiểm ở nơi khác"
    )
    parser.add_argument("--months", type=int, help="prune: số tháng giữ lại (mặc định 24, ít nhất 3)")
    parser.add_argument("--reason", default="", help="lý do và văn bản cho phép, được ghi vào sổ sự kiện")
    parser.add_argument("--data", help="thư mục dữ liệu")
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class Operator:
    """Who gives a command on the server: no account of the site, so the machine's user stands in the record."""

    name: str
    user_id: UUID | None = None
    office_id: UUID | None = None

    @property
    def user_label(self) -> str:
        return f"Người vận hành máy chủ ({self.name})"

    @property
    def label(self) -> str:
        return self.user_label


def run(args: argparse.Namespace) -> int:
    """0 all well, 1 a chain does not hold, 2 a reason is missing, 3 refused."""
    open_site(data=args.data)
    from lotrinh.apps.journal.errors import ActionRefused

    if args.work in _WITH_REASON and not args.reason.strip():
        print("Cần --reason: lý do và văn bản cho phép.", file=sys.stderr)
        return USAGE
    try:
        return _WORKS[args.work](args)
    except ActionRefused as refused:
        print(refused.message, file=sys.stderr)
        return REFUSED


def _provinces() -> list[tuple[UUID, str]]:
    """Every chain with the name of its province; the name of a province whose row is gone is its key."""
    from lotrinh.apps.journal.queries import chained_provinces
    from lotrinh.apps.organisations.models import Province

    names = {row.pk: row.full_name for row in Province.objects.all()}
    return [(key, names.get(key, str(key))) for key in chained_provinces()]


def _verify(args: argparse.Namespace) -> int:
    from lotrinh.apps.journal.faults import in_words
    from lotrinh.apps.journal.queries import verify_chain

    broken = False
    for province, name in _provinces():
        begun = time.monotonic()
        verdict = verify_chain(province, since_signed=args.daily)
        broken = broken or verdict.fault is not None
        print(f"{name}: {in_words(verdict)} ({time.monotonic() - begun:.1f} giây)")
    return PROBLEMS if broken else OK


def _heads(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lotrinh.apps.journal.actions import sign_ended_days
    from lotrinh.apps.journal.keys import public_keys
    from lotrinh.apps.journal.queries import heads_of
    from lotrinh.apps.journal.sealing import as_told, head_holds

    sign_ended_days(at=timezone.now())
    heads = [
        (name, head)
        for province, name in _provinces()
        for head in heads_of(province)
        if args.day in (None, head.day)
    ]
    if args.json:
        keys = [{"key": key.fingerprint, "public": key.public, "since": key.since} for key in public_keys()]
        told = {"heads": [as_told(head) for _name, head in heads], "keys": keys}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for name, head in heads:
            mark = "chữ ký đúng" if head_holds(head) else "CHỮ KÝ SAI"
            print(
                f"{name}  {head.day:%d/%m/%Y}  {head.get_kind_display()}  số {head.number}  {head.hash}  {mark}"
            )
    return OK if all(head_holds(head) for _name, head in heads) else PROBLEMS


def _prune(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lotrinh.apps.journal.actions import KEPT_MONTHS, prune_journal

    months = KEPT_MONTHS if args.months is None else args.months
    for province, name in _provinces():
        cut = prune_journal(
            by=_operator(), at=timezone.now(), province=province, months=months, reason=args.reason
        )
        if cut is None:
            print(f"{name}: không có sự kiện nào cũ hơn {months} tháng.")
        else:
            print(f"{name}: đã cắt đến hết sự kiện số {cut.number} ({cut.day:%d/%m/%Y}); điểm cắt đã ký.")
    return OK


def _rotate(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lotrinh.apps.journal.actions import rotate_journal_key

    key = rotate_journal_key(by=_operator(), at=timezone.now(), reason=args.reason)
    print(f"Khóa ký mới {key.fingerprint}, do khóa {key.endorsed_by} giới thiệu; khóa cũ đã hủy.")
    return OK


def _reseal(args: argparse.Namespace) -> int:
    from django.utils import timezone

    from lotrinh.apps.journal.actions import reseal_journal
    from lotrinh.apps.journal.faults import in_words

    for province, name in _provinces():
        before = reseal_journal(by=_operator(), at=timezone.now(), province=province, reason=args.reason)
        print(f"{name}: đã niêm lại. Trước đó: {in_words(before)}")
    return OK


def _operator() -> Operator:
    return Operator(getpass.getuser())


_WORKS: dict[str, Callable[[argparse.Namespace], int]] = {
    "verify": _verify,
    "heads": _heads,
    "prune": _prune,
    "rotate-key": _rotate,
    "reseal": _reseal,
}
_WITH_REASON = {"prune", "rotate-key", "reseal"}
