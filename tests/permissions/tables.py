"""All business tables as text, to say whether a request changed anything, or the same as another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import models

_NOT_BUSINESS = frozenset({"SentForm", "Allowance", "Tally"})
"""Keys of sent forms and counted requests: they say that somebody asked, not what stands."""
_SEALS = frozenset({"hash", "previous_hash"})
_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")

_NO_PASSWORD = re.compile(r"password=!\w+")
"""Nobody can sign in with it, and it is drawn anew each time."""


def every_row() -> list[str]:
    """One line per row of every table of ours."""
    return sorted(line for model in _business() for line in _lines(model))


def _business() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("lotrinh.") and model.__name__ not in _NOT_BUSINESS:
            yield model


def _lines(model: type[models.Model]) -> Iterator[str]:
    # PostgreSQL does not take back a counted key with what it was counted for.
    fields = [f.attname for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    for row in model._base_manager.values_list(*fields):
        told = "; ".join(f"{name}={value}" for name, value in zip(fields, row, strict=True))
        yield f"{model._meta.label}: {told}"


def made_since(before: list[str], after: list[str]) -> list[str]:
    """The rows that are new or changed, with keys made in between and the seals over them left out."""
    known = set(_UUID.findall("\n".join(before)))
    found = set(after) - set(before)
    return sorted(
        _without_seals(_UUID.sub(lambda key: key[0] if key[0] in known else "mới", row)) for row in found
    )


def _without_seals(row: str) -> str:
    row = _NO_PASSWORD.sub("password=!", row)
    return "; ".join(part for part in row.split("; ") if part.partition("=")[0] not in _SEALS)
