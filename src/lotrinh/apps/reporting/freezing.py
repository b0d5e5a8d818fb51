"""A report's input as plain JSON and back, so that the same paper can be printed years later."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from lotrinh.writing.periodic_input import PeriodicInput


@cache
def _shape() -> TypeAdapter[PeriodicInput]:
    return TypeAdapter(PeriodicInput)


def freeze(given: PeriodicInput) -> dict[str, Any]:
    """Lists, strings and numbers; decimals as plain strings, days in ISO."""
    frozen: dict[str, Any] = _shape().dump_python(given, mode="json")
    return frozen


def thaw(content: dict[str, Any]) -> PeriodicInput:
    return _shape().validate_python(content)
