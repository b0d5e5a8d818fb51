"""The minutes of a signed head, to be printed, signed by hand and kept away from the system."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from lotrinh.apps.journal.models import SignedHead
from lotrinh.apps.journal.sealing import head_holds
from lotrinh.apps.journal.templatetags.journal import exact
from lotrinh.values.numerals import format_date, format_number


@dataclass(frozen=True, slots=True)
class Minutes:
    """An official paper: Vietnamese in both interfaces. `facts` are label, value and whether it is to be compared."""

    title: str
    opening: str
    facts: tuple[tuple[str, str, bool], ...]
    closing: str
    signers: tuple[str, ...]


def minutes_of(head: SignedHead, province: str, first: int) -> Minutes:
    """`first` is the first event that no earlier head covers."""
    day = format_date(head.day)
    cut = head.kind == SignedHead.Kind.CUT
    what = "điểm cắt" if cut else "đầu chuỗi"
    return Minutes(
        title=f"Biên bản {what} nhật ký ngày {day}",
        opening=f"Sổ sự kiện của {province} trên hệ thống Lộ Trình, tính đến hết ngày {day}, có trạng thái như sau.",
        facts=(
            ("Sự kiện", f"từ số {format_number(first)} đến số {format_number(head.number)}", False),
            ("Mã băm SHA-256 của sự kiện cuối", in_groups(head.hash), True),
            ("Chữ ký Ed25519", in_groups(head.signature), True),
            ("Dấu của khóa ký", in_groups(head.key), True),
            ("Ký lúc", exact(head.signed_at), False),
            ("Kiểm khi in", "chữ ký đúng" if head_holds(head) else "CHỮ KÝ SAI", False),
        ),
        closing=(
            "Muốn đối chiếu về sau: chạy lotrinh journal heads --day "
            f"{head.day:%Y-%m-%d}, mã băm và chữ ký in ra phải giống biên bản này; rồi chạy lotrinh journal verify. "
            "Khác một ký tự nghĩa là sổ đã bị sửa sau khi ký."
        ),
        signers=("Người lập", "Người chứng kiến"),
    )


def in_groups(digits: str) -> str:
    """
    >>> in_groups("0123456789abcdef0123")
    '01234567 89abcdef 0123'
    """
    return " ".join(wrap(digits, 8))
