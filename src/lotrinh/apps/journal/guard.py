"""The database's own refusal to change the record, and the one door in it: for pruning and for taking an example away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

TABLES = ("journal_event", "journal_signedhead")


@contextmanager
def lifted() -> Iterator[None]:
    """Lets this transaction delete; what refused before refuses again at its end.

    On PostgreSQL it takes the owner of the tables: the role a site runs as cannot open this door.
    """
    with transaction.atomic():
        if connection.vendor == "sqlite":
            with _without_triggers():
                yield
        else:
            with _as_owner():
                yield


@contextmanager
def _without_triggers() -> Iterator[None]:
    marks = ", ".join("%s" for _ in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})",  # noqa: S608
            TABLES,
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    with connection.cursor() as cursor:
        for _name, sql in triggers:
            cursor.execute(sql)


@contextmanager
def _as_owner() -> Iterator[None]:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER")
