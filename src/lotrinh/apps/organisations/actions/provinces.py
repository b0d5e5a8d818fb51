"""Entering provinces; a living one takes another name, or merges with others, and goes back within thirty days.

The row that keeps a province's data stays where it is and only changes its names: nothing moves, no chain of the record
is cut. What the province was becomes a row of its own, `merged_into` the one that goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lotrinh.apps.journal.actions import Actor, record, snapshot
from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.journal.locks import hold, last_change, locked, standing
from lotrinh.apps.organisations.actions.keeping import next_code
from lotrinh.apps.organisations.errors import ChangedSince, LaterActStands, LivesHere, NotYet
from lotrinh.apps.organisations.models import Merger, Organisation, Province, ProvinceName, with_kind
from lotrinh.apps.organisations.queries.provinces import bare_name
from lotrinh.values.numerals import format_date

FIELDS = ("name", "short_name", "code", "valid_from", "legal_basis")
"""What a change of a province writes into its row; undoing puts them back."""
_KINDS = {
    "name": ProvinceName.Kind.NAME,
    "short_name": ProvinceName.Kind.SHORT,
    "code": ProvinceName.Kind.CODE,
}
_CENTRAL = Q(level="central") | Q(kind__in=("central_body", "ministry", "party_central"))
"""Recorded in each province and of none of them."""


@dataclass(frozen=True, slots=True)
class ProvinceChange:
    """What the province is from `effective` on. `merges` makes what it was a territory that exists no longer; `joined`
    are the other provinces that became part of it."""

    name: str
    short_name: str
    code: str
    effective: date
    legal_basis: str
    merges: bool = False
    joined: tuple[str, ...] = ()


@transaction.atomic
def add_province(
    *,
    by: Actor,
    at: datetime,
    code: str,
    name: str,
    valid_from: date | None = None,
    valid_to: date | None = None,
    merged_into: Province | None = None,
    legal_basis: str = "",
) -> Province:
    """Its names begin with it."""
    province = Province.objects.create(
        code=code,
        name=name,
        valid_from=valid_from,
        valid_to=valid_to,
        merged_into=merged_into,
        legal_basis=legal_basis,
    )
    for field, kind in _KINDS.items():
        if text := getattr(province, field):
            _bear(province, kind, text, valid_from, legal_basis)
    keeper = merged_into or province
    record(
        province=keeper.pk, by=by, at=at, action="add_province", subject=province, after=snapshot(province)
    )
    return province


@transaction.atomic
def change_province(
    *, by: Actor, at: datetime, province: Province, version: int, change: ProvinceChange, reason: str
) -> Merger:
    """Another name, or a merger with others, from a day that has come; kept as an act that can be undone."""
    hold(province.pk)
    row = standing(province)
    if row.version != version:
        raise StaleEdit(row, *last_change(row, row.pk))
    _check(row, change, timezone.localdate(at))
    before = snapshot(row, *FIELDS)
    merger = Merger.objects.create(
        province=row,
        number=next_code(row.pk, "SX"),
        title=_title(row, change)[:300],
        legal_basis=change.legal_basis,
        effective=change.effective,
        applied_at=at,
        applied_by=by.label,
    )
    was = snapshot(row, *FIELDS)
    old = {name: getattr(row, name) for name in FIELDS}
    names = _take_names(row, change)
    row.name, row.short_name, row.code = change.name, change.short_name, change.code
    if change.merges:
        row.valid_from, row.legal_basis = change.effective, change.legal_basis
    row.version += 1
    row.save()
    former = _part_with(row, old, change) if change.merges else []
    moved = _moved(row, former[0], change.effective) if former and former[0].name == old["name"] else []
    merger.kept = {
        "province": {
            "before": was,
            "after": snapshot(row, *FIELDS),
            "names": names,
            "former": [{"key": str(each.pk), "name": each.full_name} for each in former],
            "bodies": moved,
            "merges": change.merges,
            "reason": reason,
        }
    }
    merger.save(update_fields=["kept"])
    after = {
        **snapshot(row, *FIELDS),
        "effective": change.effective,
        "former": [each.full_name for each in former],
        "bodies": len(moved),
    }
    record(
        province=row.pk,
        by=by,
        at=at,
        action="change_province",
        subject=row,
        before=before,
        after=after,
        reason=reason,
    )
    return merger


def restore_province(merger: Merger, at: datetime) -> dict[str, Any]:
    """The names, the territories and the bodies as they were before the act; what the record tells of it.

    Refused where any of them was changed since, or where bodies of the former province were moved on by a later act.
    """
    told = merger.kept["province"]
    row = locked(Province.objects).get(pk=merger.province_id)
    if snapshot(row, *FIELDS) != told["after"]:
        raise ChangedSince(row.full_name)
    former = [each["key"] for each in told["former"]]
    later = Merger.objects.filter(
        province=row,
        undone_at__isnull=True,
        applied_at__gte=merger.applied_at,
        successions__predecessor__territory__in=former,
    ).exclude(pk=merger.pk)
    if first := later.order_by("-applied_at").first():
        raise LaterActStands(first.number)
    _give_back(row, told["bodies"], former)
    _restore_names(row, told["names"], at)
    try:
        # The territories of the act exist no longer; the record tells what they were.
        Province.objects.filter(pk__in=former, merged_into=row).delete()
    except ProtectedError as held:
        raise ChangedSince(told["former"][0]["name"]) from held
    for name, value in told["before"].items():
        setattr(row, name, date.fromisoformat(value) if name == "valid_from" and value else value)
    row.version += 1
    row.save()
    return dict(told["after"])


def _check(row: Province, change: ProvinceChange, today: date) -> None:
    if row.merged_into_id is not None:
        raise ActionRefused(_("%(name)s đã hợp nhất từ trước.") % {"name": row.full_name})
    if change.effective > today:
        raise NotYet(change.effective)
    since = row.names.filter(valid_to__isnull=True, undone_at__isnull=True, valid_from__isnull=False)
    last = since.order_by("-valid_from").values_list("valid_from", flat=True).first()
    if last and change.effective <= last:
        raise ActionRefused(
            _("Tên đang dùng có từ ngày %(day)s; ngày đổi tên phải sau ngày ấy.") % {"day": format_date(last)}
        )
    same = (change.name, change.short_name, change.code) == (row.name, row.short_name, row.code)
    if same and not (change.merges and change.joined):
        raise ActionRefused(
            _("Tên, tên viết tắt và mã giống như đang dùng. Hợp nhất mà giữ tên thì ghi tỉnh cùng hợp nhất.")
        )
    others = Province.objects.filter(merged_into__isnull=True).exclude(pk=row.pk)
    taken = {bare_name(each.name) for each in others}
    for name in (change.name, *change.joined):
        if bare_name(name) in taken:
            raise LivesHere(with_kind(name))


def _title(row: Province, change: ProvinceChange) -> str:
    now = with_kind(change.name)
    if not change.merges:
        return f"Đổi tên, mã: {row.full_name} → {now}"
    own = () if bare_name(row.name) == bare_name(change.name) else (row.full_name,)
    return f"Hợp nhất {', '.join((*own, *map(with_kind, change.joined)))} → {now}"


def _take_names(row: Province, change: ProvinceChange) -> dict[str, list[str]]:
    """Ends those that change on the day before, begins the new ones; the keys of both."""
    ended, begun = [], []
    for field, kind in _KINDS.items():
        text = getattr(change, field)
        if text == getattr(row, field):
            continue
        borne = row.names.filter(kind=kind, valid_to__isnull=True, undone_at__isnull=True).first()
        if borne is not None:
            row.names.filter(pk=borne.pk).update(valid_to=change.effective - timedelta(days=1))
            ended.append(str(borne.pk))
        if text:
            begun.append(str(_bear(row, kind, text, change.effective, change.legal_basis).pk))
    return {"ended": ended, "begun": begun}


def _bear(
    row: Province, kind: str, text: str, since: date | None, basis: str, last: date | None = None
) -> ProvinceName:
    return ProvinceName.objects.create(
        province=row, kind=kind, text=text, valid_from=since, valid_to=last, legal_basis=basis
    )


def _part_with(row: Province, old: dict[str, Any], change: ProvinceChange) -> list[Province]:
    """What the province was, unless it keeps its name, and those that joined it, as territories of before."""
    last = change.effective - timedelta(days=1)
    made = []
    if bare_name(old["name"]) != bare_name(change.name):
        own = Province.objects.create(**old, valid_to=last, merged_into=row)
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=last)
        for name in row.names.filter(begun, undone_at__isnull=True):
            _bear(own, name.kind, name.text, name.valid_from, name.legal_basis, name.valid_to)
        made.append(own)
    there = {bare_name(name) for name in row.former.values_list("name", flat=True)}
    for called in change.joined:
        if bare_name(called) not in there | {bare_name(change.name), bare_name(old["name"])}:
            there.add(bare_name(called))
            other = Province.objects.create(
                code="", name=called, valid_to=last, merged_into=row, legal_basis=change.legal_basis
            )
            _bear(other, ProvinceName.Kind.NAME, called, None, change.legal_basis)
            made.append(other)
    return made


def _moved(row: Province, former: Province, effective: date) -> list[dict[str, Any]]:
    """Bodies of the province of before belong to its territory; told with what they had."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lt=effective)
    there = Q(territory__isnull=True) | Q(territory=row)
    bodies = locked(Organisation.objects).filter(begun, there, province=row).exclude(_CENTRAL)
    before = dict(bodies.values_list("pk", "territory_id"))
    rows = Organisation.objects.filter(province=row, pk__in=list(before))
    rows.update(territory=former, version=F("version") + 1)
    return [{"key": str(key), "before": str(place) if place else None} for key, place in before.items()]


def _give_back(row: Province, bodies: Iterable[dict[str, Any]], former: list[str]) -> None:
    """Each body its territory of before; nobody else may have come to those that go."""
    before = {told["key"]: told["before"] for told in bodies}
    for body in locked(Organisation.objects).filter(province=row, territory__in=former):
        if str(body.pk) not in before:
            raise ChangedSince(body.name)
        territory = before.pop(str(body.pk))
        own = Organisation.objects.filter(province=row, pk=body.pk)
        own.update(territory=UUID(territory) if territory else None, version=F("version") + 1)
    if before:
        changed = Organisation.objects.filter(province=row, pk__in=list(before)).order_by("name").first()
        raise ChangedSince(changed.name if changed else row.full_name)


def _restore_names(row: Province, names: dict[str, list[str]], at: datetime) -> None:
    row.names.filter(pk__in=names["begun"]).update(undone_at=at)
    row.names.filter(pk__in=names["ended"]).update(valid_to=None)
