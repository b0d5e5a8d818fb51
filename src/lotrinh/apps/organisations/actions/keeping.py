"""Adding, renaming, correcting and ending organisations; each keeps its row and its earlier names."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused
from lotrinh.apps.journal.locks import hold, locked, standing, unchanged
from lotrinh.apps.organisations.errors import NameTaken, NoLonger, NotYet
from lotrinh.apps.organisations.models import (
    IDENTIFIER,
    CodeCounter,
    Organisation,
    OrganisationName,
    Province,
)
from lotrinh.values.numerals import format_date


@transaction.atomic
def next_code(province_id: UUID, prefix: str) -> str:
    """`NV-0001`: numbered per province and prefix under a row lock, never given out twice."""
    hold(province_id)
    CodeCounter.objects.get_or_create(province_id=province_id, prefix=prefix)
    counter = locked(CodeCounter.objects).get(province_id=province_id, prefix=prefix)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{counter.last:04}"


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    at: datetime,
    province: Province,
    name: str,
    kind: str,
    level: str,
    short_name: str = "",
    code: str = "",
    identifier: str = "",
    parent: Organisation | None = None,
    territory: Province | None = None,
    field_of_work: str = "",
    collective: bool = False,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Organisation:
    """Its names begin with it; `number` is given out here."""
    _check_identifier(identifier)
    if Organisation.objects.filter(province=province, name=name, valid_from=valid_from).exists():
        raise NameTaken(name)
    organisation = Organisation.objects.create(
        province=province,
        territory=territory,
        parent=parent,
        name=name,
        short_name=short_name,
        code=code,
        number=next_code(province.pk, "CQ"),
        identifier=identifier,
        kind=kind,
        level=level,
        field_of_work=field_of_work,
        collective=collective,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    for what, text in ((OrganisationName.Kind.NAME, name), (OrganisationName.Kind.SHORT, short_name)):
        if text:
            _bear(organisation, what, text, valid_from, "")
    record(
        province=province.pk,
        by=by,
        at=at,
        action="add_organisation",
        subject=organisation,
        after=snapshot(organisation),
    )
    return organisation


EDITABLE = frozenset(
    {
        "code",
        "identifier",
        "kind",
        "level",
        "field_of_work",
        "collective",
        "parent",
        "territory",
        "valid_from",
    }
)
"""What is corrected without a new name or an end; names change by `rename_organisation`, ends by `end_organisation`."""


@transaction.atomic
def edit_organisation(
    *, by: Actor, at: datetime, organisation: Organisation, version: int, changes: dict[str, Any]
) -> Organisation:
    """Corrects what was entered wrongly or has changed without a date of its own."""
    if unknown := set(changes) - EDITABLE:
        raise ValueError(f"không sửa được: {', '.join(sorted(unknown))}")
    row = _locked(organisation, version)
    _check_identifier(changes.get("identifier", ""))
    _check_parent(row, changes.get("parent"))
    first = changes.get("valid_from", row.valid_from)
    if first and row.valid_to and first > row.valid_to:
        raise ActionRefused(_("Ngày thành lập phải trước ngày kết thúc hoạt động."))
    names = [f"{name}_id" if name in ("parent", "territory") else name for name in changes]
    before = snapshot(row, *names)
    for name, value in changes.items():
        setattr(row, name, value)
    return _saved(row, by, at, "edit_organisation", before, snapshot(row, *names))


@transaction.atomic
def rename_organisation(
    *,
    by: Actor,
    at: datetime,
    organisation: Organisation,
    version: int,
    name: str,
    short_name: str,
    effective: date,
    legal_basis: str,
) -> Organisation:
    """The same body under another name or abbreviation from `effective` on; what was printed stays printed."""
    row = _locked(organisation, version)
    if effective > timezone.localdate(at):
        raise NotYet(effective)
    if row.valid_to and effective > row.valid_to:
        raise NoLonger(row.valid_to)
    changed = [
        (what, text)
        for what, text, borne in (
            (OrganisationName.Kind.NAME, name.strip(), row.name),
            (OrganisationName.Kind.SHORT, short_name.strip(), row.short_name),
        )
        if text != borne
    ]
    if not changed:
        raise ActionRefused(_("Tên mới giống tên đang dùng."))
    other = Organisation.objects.filter(
        province=row.province_id, name=name.strip(), valid_from=row.valid_from
    )
    if other.exclude(pk=row.pk).exists():
        raise NameTaken(name)
    before = snapshot(row, "name", "short_name")
    for what, text in changed:
        _end_name(row, what, effective)
        if text:
            _bear(row, what, text, effective, legal_basis)
    row.name, row.short_name = name.strip(), short_name.strip()
    after = {**snapshot(row, "name", "short_name"), "effective": effective, "legal_basis": legal_basis}
    return _saved(row, by, at, "rename_organisation", before, after)


@transaction.atomic
def end_organisation(
    *,
    by: Actor,
    at: datetime,
    organisation: Organisation,
    version: int,
    last: date,
    legal_basis: str,
) -> Organisation:
    """`last` is its last day. Whose work it was is told by a succession; without one its tasks stay with it by name."""
    row = _locked(organisation, version)
    if row.valid_from and last < row.valid_from:
        raise ActionRefused(
            _("Cơ quan hoạt động từ ngày %(day)s; ngày kết thúc không thể trước ngày ấy.")
            % {"day": format_date(row.valid_from)}
        )
    before = snapshot(row, "valid_to")
    row.valid_to = last
    after = {**snapshot(row, "valid_to"), "legal_basis": legal_basis}
    return _saved(row, by, at, "end_organisation", before, after)


def _saved(
    row: Organisation,
    by: Actor,
    at: datetime,
    action: str,
    before: dict[str, Any],
    after: dict[str, Any],
) -> Organisation:
    row.version += 1
    row.save()
    record(province=row.province_id, by=by, at=at, action=action, subject=row, before=before, after=after)
    return row


def _locked(organisation: Organisation, version: int) -> Organisation:
    """The row as it stands, if it is still the version the person saw."""
    return unchanged(standing(organisation), version)


def _bear(row: Organisation, kind: str, text: str, since: date | None, basis: str) -> None:
    OrganisationName.objects.create(
        province_id=row.province_id,
        organisation=row,
        kind=kind,
        text=text,
        valid_from=since,
        legal_basis=basis,
    )


def _end_name(row: Organisation, kind: str, effective: date) -> None:
    """The name borne until now ends on the day before; it must have been borne at least that day."""
    borne = row.names.filter(kind=kind, valid_to__isnull=True).first()
    if borne is None:
        return
    if borne.valid_from and borne.valid_from >= effective:
        raise ActionRefused(
            _("Tên đang dùng có từ ngày %(day)s; ngày đổi tên phải sau ngày ấy.")
            % {"day": format_date(borne.valid_from)}
        )
    borne.valid_to = effective - timedelta(days=1)
    borne.save(update_fields=["valid_to"])


def _check_identifier(identifier: str) -> None:
    try:
        if identifier:
            IDENTIFIER(identifier)
    except ValidationError as wrong:
        raise ActionRefused(wrong.messages[0]) from wrong


def _check_parent(row: Organisation, parent: Organisation | None) -> None:
    """Nobody stands above themselves, by however many steps."""
    above = parent
    while above is not None:
        if above.pk == row.pk:
            raise ActionRefused(
                _("Cơ quan cấp trên không thể là chính cơ quan này hoặc cơ quan trực thuộc nó.")
            )
        above = above.parent
