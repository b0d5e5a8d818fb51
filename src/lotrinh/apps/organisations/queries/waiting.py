"""Which bodies still have work that waits for an officer's choice; told by the apps above, which keep the work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

Teller = Callable[[Any, date], set[UUID]]
_tellers: list[Teller] = []


def tells_what_waits(teller: Teller) -> None:
    """An app that keeps work says, when the site starts, how it is asked."""
    if teller not in _tellers:
        _tellers.append(teller)


def bodies_waiting(by: Any, on: date) -> set[UUID]:
    """Of the province of `by`, whether it sees the work itself or not."""
    return {body for teller in _tellers for body in teller(by, on)}
