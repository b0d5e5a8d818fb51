"""Who exists on a day, and finding an agency by the name a document prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from lotrinh.apps.organisations.models import Organisation, OrganisationName, Province, ProvinceName
from lotrinh.values.folding import search_key


def organisations_on(province_id: UUID, day: date) -> QuerySet[Organisation]:
    """Organisations that exist on a day, by name."""
    alive = (Q(valid_from__isnull=True) | Q(valid_from__lte=day)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    return Organisation.objects.filter(alive, province_id=province_id).order_by("name")


class Directory:
    """All organisations of a province, loaded once; finds them by any name they ever bore without further queries."""

    def __init__(self, rows: Iterable[Organisation], names: Iterable[OrganisationName] = ()) -> None:
        former: dict[UUID, list[OrganisationName]] = defaultdict(list)
        for name in names:
            former[name.organisation_id].append(name)
        self._full: list[tuple[Organisation, str]] = []
        self._short: list[tuple[Organisation, str]] = []
        for row in rows:
            borne = former[row.pk]
            full = [row.name, *(name.text for name in borne if name.kind == OrganisationName.Kind.NAME)]
            short = [
                row.short_name,
                *(name.text for name in borne if name.kind == OrganisationName.Kind.SHORT),
            ]
            self._full.extend((row, name_key(text)) for text in full)
            self._short.extend((row, name_key(text)) for text in short)

    def find(self, name: str, day: date | None = None) -> Organisation | None:
        """The organisation of a printed name, with or without its place; of several the one that exists on `day`.

        None where nothing, or more than one body, answers to the name: that is for an officer to decide.
        """
        key = name_key(name)
        if not key:
            return None
        found = (
            _those([*self._full, *self._short], lambda borne: borne == key)
            or _those(self._full, lambda borne: _same_with_place(borne, key))
            or _those(self._full, lambda borne: _unplaced(borne) == _unplaced(key))
        )
        if day and len(found) > 1:
            found = [row for row in found if row.exists_on(day)]
        return found[0] if len(found) == 1 else None


def _those(rows: Iterable[tuple[Organisation, str]], fits: Callable[[str], bool]) -> list[Organisation]:
    return list({row.pk: row for row, key in rows if fits(key)}.values())


def directory_of(province_id: UUID) -> Directory:
    """Names that are no longer borne are asked for apart; most organisations never had another."""
    former = OrganisationName.objects.filter(province_id=province_id, valid_to__isnull=False)
    return Directory(Organisation.objects.filter(province_id=province_id), former)


def find_by_name(province_id: UUID, name: str, day: date | None = None) -> Organisation | None:
    """One look-up; whoever has several names asks `directory_of` once."""
    return directory_of(province_id).find(name, day)


def name_key(name: str) -> str:
    """Names compared without case and marks, the two common abbreviations written one way.

    >>> name_key("Ủy ban nhân dân tỉnh Mẫu") == name_key("UBND tỉnh Mẫu")
    True
    """
    return search_key(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")


def _same_with_place(longer: str, shorter: str) -> bool:
    """ "so cong thuong tinh mau" answers to "so cong thuong": only a place may follow."""
    return longer.startswith((f"{shorter} tinh ", f"{shorter} thanh pho "))


def _unplaced(key: str) -> str:
    """ "ban quan ly khu kinh te tinh mau" and "ban quan ly khu kinh te mau" are one body: both spellings are in use."""
    return key.replace(" tinh ", " ").replace(" thanh pho ", " ")


def provinces_today() -> QuerySet[Province]:
    return Province.objects.filter(merged_into__isnull=True).order_by("name")


def former_territory(province_id: UUID, issuer: str, day: date | None) -> Province | None:
    """The province that exists no longer and whose body issued a document: "UBND tỉnh Phú Yên" before 01/7/2025."""
    key = name_key(issuer)
    rows = Province.objects.filter(merged_into_id=province_id).order_by("-valid_to").prefetch_related("names")
    for province in rows:
        borne = {
            search_key(name.text) for name in province.names.all() if name.kind == ProvinceName.Kind.NAME
        }
        named = any(key == name or key.endswith(f" {name}") for name in {search_key(province.name), *borne})
        if named and (day is None or province.valid_to is None or day <= province.valid_to):
            return province
    return None
