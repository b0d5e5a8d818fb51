"""Rows as lines of JSON that are the same on every database, and rows again from such lines.

Models are those of a state of the migrations, not today's classes: a copy is taken of the tables as they are, and put
back into the tables as they were, before later migrations run over them as they would have on the living site.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from lotrinh.cli.archive.errors import Unfit
from lotrinh.values.numerals import plain

LEFT_OUT = frozenset(
    {
        "sessions.session",
        "usersessions.usersession",
        "contenttypes.contenttype",
        "auth.permission",
        "auth.group_permissions",
    }
)
"""What is a secret of the running site (keys of sessions), or made anew by every installation."""
PIECE = 4 * 1024 * 1024
_AT_ONCE = 100
Nodes = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of one table and the SHA-256 of its lines."""

    rows: int
    sha256: str


class Tally:
    """Counts and hashes the lines of one table as they go by."""

    def __init__(self) -> None:
        self.rows, self._digest = 0, hashlib.sha256()

    def add(self, lines: bytes) -> None:
        self.rows += lines.count(b"\n")
        self._digest.update(lines)

    @property
    def count(self) -> Count:
        return Count(self.rows, self._digest.hexdigest())


def leaves_applied(connection: Any) -> dict[str, list[str]]:
    """App -> the last of its migrations this database has been through."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    applied = {node for node in loader.applied_migrations if node in loader.graph.nodes}
    leaves: dict[str, list[str]] = {}
    for app, name in sorted(applied):
        children = loader.graph.node_map[app, name].children
        if not any(child.key[0] == app and child.key in applied for child in children):
            leaves.setdefault(app, []).append(name)
    return leaves


def unknown_migrations(nodes: Nodes) -> list[str]:
    """Those this version of the program does not have: the copy was made by a later one."""
    from django.db.migrations.loader import MigrationLoader

    known = MigrationLoader(None).graph.nodes
    return [f"{app}.{name}" for app, names in nodes.items() for name in names if (app, name) not in known]


def models_at(nodes: Nodes) -> dict[str, Any]:
    """Label -> model, of every table that is copied, in the order of their labels."""
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    wanted = [(app, name) for app, names in nodes.items() for name in names]
    models = loader.project_state(wanted).apps.get_models(include_auto_created=True)
    found = {model._meta.label_lower: model for model in models if model._meta.managed}
    return {label: found[label] for label in sorted(found) if label not in LEFT_OUT}


def lines_of(model: Any, alias: str) -> Iterator[bytes]:
    """Every row as a line, in the order of its key."""
    fields = _fields(model)
    rows = model._base_manager.using(alias).order_by(_in_key_order(model, alias))
    for values in rows.values_list(*(field.attname for field in fields)).iterator(chunk_size=_AT_ONCE):
        row = {field.attname: plainly(value) for field, value in zip(fields, values, strict=True)}
        yield as_line(row)


def as_line(row: Mapping[str, Any]) -> bytes:
    told = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return told.encode("utf-8", "surrogatepass") + b"\n"


def pieces_of(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines put together to pieces that fit into memory."""
    piece = bytearray()
    for line in lines:
        piece += line
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)


def count_of(model: Any, alias: str = "default") -> Count:
    """What the table holds now."""
    tally = Tally()
    for line in lines_of(model, alias):
        tally.add(line)
    return tally.count


def plainly(value: Any) -> Any:
    """A column's value in JSON, told the same whatever database it came from.

    >>> plainly(Decimal("37.400000")), plainly(datetime(2026, 11, 30, 8, tzinfo=UTC))
    ('37.4', '2026-11-30T08:00:00.000000+00:00')
    """
    match value:
        case Decimal():
            return plain(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode("ascii")
        case _:
            return value


def put_back(model: Any, lines: bytes, alias: str = "default") -> None:
    """Adds the rows of one piece to the table, past the model's own methods: nothing is stamped or computed anew."""
    from django.db import DataError, IntegrityError, connections

    connection = connections[alias]
    fields = _fields(model)
    named = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    rows = (json.loads(line.decode("utf-8", "surrogatepass")) for line in lines.split(b"\n") if line)
    try:
        values = [[_prepared(field, row, connection) for field in fields] for row in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", values)  # noqa: S608
    except (DataError, IntegrityError, KeyError, TypeError, ValueError) as error:
        raise Unfit(model._meta.label_lower, " ".join(str(error).split())) from error


def _prepared(field: Any, row: Mapping[str, Any], connection: Any) -> Any:
    told = row[field.attname]
    value = told if told is None else field.to_python(told)
    return field.get_db_prep_save(value, connection)


def empty(models: Iterable[Any], alias: str = "default") -> None:
    """Takes out what migrations put into new tables; the copy brings its own."""
    from django.db import connections

    connection = connections[alias]
    with connection.cursor() as cursor:
        for model in models:
            if model._base_manager.using(alias).exists():
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def continue_numbering(models: Iterable[Any], alias: str = "default") -> None:
    """The next row of a table with numbered keys gets the number after the last one that was put back."""
    from django.core.management.color import no_style
    from django.db import connections

    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def _fields(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _in_key_order(model: Any, alias: str) -> Any:
    """Keys in words are ordered by their bytes: a database's language has its own order."""
    from django.db import connections
    from django.db.models import CharField, F
    from django.db.models.functions import Collate

    key = model._meta.pk
    if isinstance(key, CharField) and connections[alias].vendor == "postgresql":
        return Collate(F(key.attname), "C").asc()
    return F(key.attname).asc()
