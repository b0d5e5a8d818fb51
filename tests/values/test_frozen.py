"""Frozen dataclasses that are quick to make behave as those of the standard library do."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, replace

import pytest

from lotrinh.values.frozen import frozen


@frozen
class Place:
    name: str
    days: tuple[int, ...] = ()
    notes: list[str] = field(default_factory=list)


def test_it_is_equal_hashable_and_copied_by_its_values() -> None:
    place = Place("Sơn Hòa", days=(1, 2))
    assert place == Place("Sơn Hòa", (1, 2), []) != Place("Sơn Hòa")
    assert type(place) is Place
    assert hash(Place("a", (), ())) == hash(Place("a", notes=()))  # type: ignore[arg-type]
    assert replace(place, name="Sông Hinh") == Place("Sông Hinh", (1, 2))
    back = pickle.loads(pickle.dumps(place))  # noqa: S301 - what a line above made
    assert back == copy.copy(place) == copy.deepcopy(place) == place


def test_no_default_is_shared() -> None:
    assert Place("a").notes is not Place("a").notes


def test_no_field_can_be_set_deleted_or_added() -> None:
    place = Place("a")
    with pytest.raises(FrozenInstanceError):
        place.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del place.name
    with pytest.raises((FrozenInstanceError, TypeError, AttributeError)):
        place.other = 1  # type: ignore[attr-defined]


def test_a_field_left_out_or_unknown_is_told_by_name() -> None:
    with pytest.raises(TypeError, match="name"):
        Place()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="height"):
        Place("a", height=3)  # type: ignore[call-arg]
