"""Every address has its row in the table of permissions, and every row its address."""

from __future__ import annotations

from tests.permissions.asking import is_owned

from lotrinh.apps.accounts.addresses import every_address
from lotrinh.apps.accounts.permissions import METHODS, RELATIONS, ROLES, WORDS, counted, rules

FILE = "src/lotrinh/apps/accounts/permissions.tsv"


def test_every_address_has_a_row() -> None:
    """A new address: say in permissions.tsv what each role meets there, and in tests/permissions whose paper it shows."""
    told = {rule.address for rule in rules().values()}
    there = {address.name for address in every_address()}
    assert sorted(there - told) == [], f"thêm dòng vào {FILE}"
    assert sorted(told - there) == [], f"bỏ dòng khỏi {FILE}"


def test_every_path_can_be_read_by_a_person() -> None:
    """A new kind of argument: give it a word in accounts/addresses.py."""
    for address in every_address():
        assert not set("<>?()[]^$:\\") & set(address.shown), address.shown
        assert address.shown.count("‹") == len(address.arguments)


def test_every_cell_says_something_known() -> None:
    for rule in rules().values():
        assert rule.method in METHODS
        assert list(rule.cells) == list(ROLES)
        for cell in rule.cells.values():
            assert {cell.most, *cell.others.values()} <= set(WORDS)
            assert set(cell.others) <= set(RELATIONS)


def test_owners_stand_only_where_a_paper_has_one() -> None:
    owned = {address.name for address in every_address() if is_owned(address)}
    for rule in rules().values():
        assert rule.address in owned or not any(cell.others for cell in rule.cells.values()), rule.address


def test_the_table_has_three_thousand_cells() -> None:
    assert counted(address.name for address in every_address() if is_owned(address)) >= 3000
