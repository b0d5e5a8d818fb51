"""bytes -> text -> structure -> mentions -> records: the reader, without I/O, network or database."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lotrinh.reading.pipeline import read, read_source

__all__ = ["read", "read_source"]


def __getattr__(name: str) -> Any:
    """`lotrinh.reading.read` is found on first use, so that importing a submodule does not load the whole reader."""
    if name in __all__:
        return getattr(import_module("lotrinh.reading.pipeline"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
