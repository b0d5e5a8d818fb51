"""The review of accounts the law asks for: who holds what, when they were last here, what protects the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.accounts.models import KINDS, Office, User
from lotrinh.apps.accounts.passwords import SECOND_STEPS
from lotrinh.apps.accounts.queries import held_on
from lotrinh.apps.journal.actions import months_before
from lotrinh.apps.journal.models import Event
from lotrinh.writing.report import Column
from lotrinh.writing.workbook import ListCell

STATES: dict[str, Promise] = {
    "open": _("đang dùng"),
    "unused": _("lâu không dùng"),
    "invited": _("chưa nhận lời mời"),
    "no_office": _("không còn vị trí"),
    "closed": _("đã đóng"),
}
CONCERNS: dict[str, Promise] = {
    "unused": _("Quá số ngày không dùng; đóng, hoặc mở lại khi người dùng đề nghị."),
    "no_office": _("Không giữ vị trí nào; đóng nếu đã chuyển công tác."),
    "no_second_step": _("Quản trị chưa bật xác thực hai bước."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One account as the review shows it."""

    user: User
    offices: list[Office]
    state: str
    second_steps: int
    sessions: int
    unused_days: int
    concern: str

    @property
    def state_label(self) -> Promise:
        return STATES[self.state]

    @property
    def concern_label(self) -> Promise | str:
        return CONCERNS.get(self.concern, "")


def people_of(province: UUID, words: str = "") -> QuerySet[User]:
    """Everybody who ever held an office in the province; `words` looks into names."""
    ids = Office.objects.filter(province=province).values("user")
    rows = User.objects.filter(pk__in=ids)
    if words:
        rows = rows.filter(Q(username__icontains=words) | Q(label__icontains=words))
    return rows.order_by("label", "username")


def lines_of(users: Iterable[User], province: UUID, at: datetime) -> list[Line]:
    """Four queries, however many people."""
    day = timezone.localdate(at)
    rows = list(users)
    held = Office.objects.filter(held_on(day), province=province).select_related(
        "organisation", "delegated_by__user"
    )
    by_user: dict[UUID, list[Office]] = {row.pk: [] for row in rows}
    for office in held.filter(user__in=rows).order_by("organisation__name", "pk"):
        by_user[office.user_id].append(office)
    steps = Counter(
        Authenticator.objects.filter(user__in=rows, type__in=SECOND_STEPS).values_list("user", flat=True)
    )
    sessions = Counter(UserSession.objects.filter(user__in=rows).values_list("user", flat=True))
    return [_line(row, by_user[row.pk], steps[row.pk], sessions[row.pk], at) for row in rows]


def _line(user: User, offices: list[Office], steps: int, sessions: int, at: datetime) -> Line:
    state = _state(user, offices, at)
    concern = state if state in CONCERNS else ""
    if not concern and state == "open" and not steps and any(office.has_role("admin") for office in offices):
        concern = "no_second_step"
    return Line(user, offices, state, steps, sessions, user.unused_days(at), concern)


def _state(user: User, offices: list[Office], at: datetime) -> str:
    if not user.is_active:
        return "closed"
    if user.unused_days(at) >= settings.UNUSED_DAYS:
        return "unused"
    if not offices:
        return "no_office"
    return "invited" if user.last_login is None and not user.has_usable_password() else "open"


@dataclass(frozen=True, slots=True)
class Review:
    """When the accounts were last looked through, and by when they must be again."""

    last: datetime | None
    due: date
    is_due: bool


def review_of(province: UUID, at: datetime) -> Review:
    """Counted from the last review in the record; before the first, from the day the province was set up."""
    told = Event.objects.filter(subject=province, province=province)
    last = told.filter(action="review_accounts").order_by("-number").values_list("at", flat=True).first()
    since = last or told.order_by("number").values_list("at", flat=True).first() or at
    due = timezone.localdate(months_before(since, -settings.REVIEW_MONTHS))
    return Review(last, due, timezone.localdate(at) >= due)


COLUMNS = (
    Column("STT", 4, "center", ordinal=True),
    Column("Tên đăng nhập", 14),
    Column("Tên hiển thị", 22),
    Column("Vị trí công tác", 40),
    Column("Đăng nhập gần nhất", 14),
    Column("Số ngày không dùng", 8, "right"),
    Column("Xác thực hai bước", 10),
    Column("Tình trạng", 14),
    Column("Cần xem xét", 30),
)


def cells_of(lines: Iterable[Line]) -> list[tuple[ListCell, ...]]:
    return [(number, *_cells(line)) for number, line in enumerate(lines, 1)]


def _cells(line: Line) -> tuple[ListCell, ...]:
    last = line.user.last_login
    return (
        line.user.username,
        line.user.label,
        "; ".join(_office(office) for office in line.offices),
        timezone.localtime(last).strftime("%d/%m/%Y %H:%M") if last else "chưa đăng nhập",
        line.unused_days,
        "có" if line.second_steps else "chưa",
        str(line.state_label),
        str(line.concern_label),
    )


def _office(office: Office) -> str:
    kind = "" if office.kind == "held" else f", {KINDS[office.kind]}"
    return f"{office.organisation.name} ({office.role_labels}{kind})"
