"""The people of a province as a list for Excel, and what a list that comes back would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from lotrinh.apps.accounts.models import ROLES, Office, User
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries import directory_of
from lotrinh.apps.ui.lists import PlannedRow, changes_between, fault_of
from lotrinh.lexicon.lists import SEVERAL, list_of
from lotrinh.values.numerals import format_date, parse_date
from lotrinh.values.sheet import CellFault, ImportedList, ListRow

PEOPLE = list_of("people")


@dataclass(frozen=True, slots=True)
class PersonStep:
    """One row of the list with what it touches; `user` and `office` are None where they are to be made."""

    row: ListRow
    organisation: Organisation
    user: User | None
    office: Office | None
    planned: PlannedRow
    lender: Office | None = None

    @property
    def account(self) -> dict[str, Any]:
        return {key: self.row.get(key) for key in ("label", "email")}

    @property
    def kind(self) -> str:
        return self.row.get("kind") or "held"

    def office_values(self, titles: Mapping[str, str]) -> dict[str, Any]:
        """Of the office: only what the file has columns for."""
        values: dict[str, Any] = {}
        for key in ("title", "legal_basis"):
            if key in titles:
                values[key] = self.row.get(key)
        if "roles" in titles:
            values["roles"] = self.row.get("roles").split(SEVERAL)
        for key in ("valid_from", "valid_to"):
            if key in titles:
                values[key] = parse_date(self.row.get(key)) if self.row.get(key) else None
        return values


def rows_of(province: UUID, day: date) -> list[dict[str, str]]:
    """Offices that have not ended, lent ones too, of open accounts: one row each."""
    offices = _offices(province, day).select_related("user", "organisation", "delegated_by__user")
    return [_told(office) for office in offices.order_by("organisation__name", "user__username", "pk")]


def _offices(province: UUID, day: date) -> Any:
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    return Office.objects.filter(lasting, province=province, user__is_active=True)


def _told(office: Office) -> dict[str, str]:
    return {
        "username": office.user.username,
        "label": office.user.label,
        "email": office.user.email,
        "organisation": office.organisation.name,
        "title": office.title,
        "roles": SEVERAL.join(role for role in office.roles if role in ROLES),
        "valid_from": format_date(office.valid_from),
        "valid_to": format_date(office.valid_to),
        "kind": office.kind,
        "lender": office.delegated_by.user.username if office.delegated_by else "",
        "legal_basis": office.legal_basis,
    }


def plan_people(
    found: ImportedList, province: UUID, day: date, by: UUID | None
) -> tuple[list[PersonStep], list[CellFault]]:
    """What each row would do; `by` is the person who brings the list. Six queries, however many rows."""
    if found.faults:
        return [], list(found.faults)
    plan = _Plan(found, province, day, by)
    steps = [step for row in found.rows if (step := plan.step(row))]
    return ([], plan.faults) if plan.faults else (steps, [])


class _Plan:
    """Everything the rows are compared with, loaded once."""

    def __init__(self, found: ImportedList, province: UUID, day: date, by: UUID | None) -> None:
        self.found, self.day, self.by = found, day, by
        self.faults: list[CellFault] = []
        names = {row.get("username") for row in found.rows}
        addresses = {row.get("email").lower() for row in found.rows}
        self._directory = directory_of(province)
        self._users = {user.username: user for user in User.objects.filter(username__in=names)}
        ours = Office.objects.filter(province=province, user__username__in=names)
        self._ours = set(ours.values_list("user", flat=True))
        rows = _offices(province, day).select_related("user", "organisation", "delegated_by__user")
        self._offices = {
            (office.user_id, office.organisation_id, office.kind, _lender_of(office)): office
            for office in rows.filter(user__username__in=names)
        }
        lenders = {row.get("lender") for row in found.rows} - {""}
        self._lenders = {
            (office.user.username, office.organisation_id): office
            for office in rows.filter(user__username__in=lenders).exclude(kind="delegated").order_by("kind")
        }
        self._owners = _owners_of(addresses)
        self._people: dict[str, ListRow] = {}

    def step(self, row: ListRow) -> PersonStep | None:
        """None where something is wrong with the row."""
        before = len(self.faults)
        user = self._user(row)
        organisation = self._organisation(row)
        self._same_person(row)
        first, last = parse_date(row.get("valid_from")), parse_date(row.get("valid_to"))
        if first and last and last < first:
            self._fault(row, "valid_to", "ngày kết thúc phải từ ngày bắt đầu trở đi.")
        if len(self.faults) > before or organisation is None:
            return None
        kind, lender = row.get("kind") or "held", self._lenders.get((row.get("lender"), organisation.pk))
        key = (kind, row.get("lender") if kind == "delegated" else "")
        office = self._offices.get((user.pk, organisation.pk, *key)) if user else None
        self._check_kind(row, kind, office, lender)
        self._keep_own_role(row, office)
        planned = self._planned(row, organisation, user, office)
        return PersonStep(row, organisation, user, office, planned, lender)

    def _check_kind(self, row: ListRow, kind: str, office: Office | None, lender: Office | None) -> None:
        """An acting post has its document and its end; a lent one is part of what somebody here holds."""
        told = _told(office) if office else {}
        cell = {**told, **{key: row.get(key) for key in self.found.titles}}
        if kind != "delegated" and row.get("lender"):
            self._fault(row, "lender", "chỉ ghi khi hình thức là ủy quyền.")
        if kind == "held":
            return
        for key in ("legal_basis", "valid_to", *(("valid_from",) if kind == "delegated" else ())):
            if not cell.get(key):
                self._fault(row, key, "cần ghi khi giao phụ trách, giao quyền hoặc ủy quyền.")
        if kind == "delegated":
            self._check_lent(row, cell, lender)

    def _check_lent(self, row: ListRow, cell: Mapping[str, str], lender: Office | None) -> None:
        if lender is None or lender.user.username == row.get("username"):
            cause = (
                f'"{row.get("lender")}" không giữ vị trí nào ở cơ quan này để ủy quyền; ghi tên đăng nhập '
                "của người ủy quyền, khác người được ủy quyền."
            )
            self._fault(row, "lender", cause)
            return
        roles = set(cell.get("roles", "").split(SEVERAL))
        if "admin" in roles or roles - set(lender.roles):
            cause = "chỉ ủy quyền được những vai trò người ủy quyền đang giữ, trừ quản trị."
            self._fault(row, "roles", cause)
        last = parse_date(cell.get("valid_to", ""))
        if last and lender.valid_to and last > lender.valid_to:
            cause = f"người ủy quyền chỉ giữ vị trí đến hết ngày {format_date(lender.valid_to)}."
            self._fault(row, "valid_to", cause)

    def _fault(self, row: ListRow, key: str, cause: str) -> None:
        self.faults.append(fault_of(PEOPLE, self.found, row, key, cause))

    def _user(self, row: ListRow) -> User | None:
        user = self._users.get(row.get("username"))
        if user and user.pk not in self._ours:
            self._fault(row, "username", f'"{user.username}" đã có người dùng; hãy chọn tên khác.')
        if user and not user.is_active:
            self._fault(row, "username", f'tài khoản "{user.username}" đã đóng; hãy mở lại trước khi nạp.')
        owner = self._owners.get(row.get("email").lower())
        if owner and owner != row.get("username"):
            self._fault(row, "email", f'"{row.get("email")}" đã thuộc một tài khoản khác.')
        return user

    def _organisation(self, row: ListRow) -> Organisation | None:
        name = row.get("organisation")
        organisation = self._directory.find(name, self.day)
        if organisation is None or organisation.collective:
            cause = (
                f'không có cơ quan nào là "{name}" trong danh mục; hãy ghi đúng tên hoặc thêm cơ quan trước.'
            )
            self._fault(row, "organisation", cause)
            return None
        return organisation

    def _same_person(self, row: ListRow) -> None:
        """Whoever holds two offices stands in two rows, with one name and one address; an address has one person."""
        first = self._people.setdefault(row.get("username"), row)
        for key in ("label", "email"):
            if first.get(key) != row.get(key):
                cause = f'"{row.get(key)}" khác với dòng {first.number} của cùng tên đăng nhập.'
                self._fault(row, key, cause)
        other = self._people.setdefault(f"@{row.get('email').lower()}", row)
        if other.get("username") != row.get("username"):
            self._fault(row, "email", f'"{row.get("email")}" đã ghi ở dòng {other.number}.')

    def _keep_own_role(self, row: ListRow, office: Office | None) -> None:
        """Nobody shuts themselves out by a list."""
        is_own = office is not None and office.user_id == self.by and office.has_role("admin")
        if is_own and "roles" in self.found.titles and "admin" not in row.get("roles").split(SEVERAL):
            self._fault(
                row, "roles", "không tự bỏ vai trò quản trị của mình; đề nghị quản trị khác thực hiện."
            )

    def _planned(
        self, row: ListRow, organisation: Organisation, user: User | None, office: Office | None
    ) -> PlannedRow:
        name = f"{row.get('username')} – {organisation.name}"
        if (kind := row.get("kind") or "held") != "held":
            name += f" ({PEOPLE.column('kind').word_of(kind)})"
        if office is None:
            return PlannedRow(row.number, name, "add")
        told = _told(office)
        after = {**dict(row.values), "organisation": told["organisation"], "kind": office.kind}
        if set(after.get("roles", "").split(SEVERAL)) == set(told["roles"].split(SEVERAL)):
            after["roles"] = told["roles"]
        changes = changes_between(PEOPLE, tuple(self.found.titles), told, after)
        return PlannedRow(row.number, name, "change" if changes else "same", changes)


def _lender_of(office: Office) -> str:
    return office.delegated_by.user.username if office.delegated_by else ""


def _owners_of(addresses: set[str]) -> dict[str, str]:
    """Address in small letters -> user name, for those that are somebody's."""
    rows = User.objects.exclude(email="").values_list("email", "username")
    return {address.lower(): name for address, name in rows.iterator() if address.lower() in addresses}
