"""Django's SQLite backend, whose writers wait for their turn in a queue before they ask SQLite for its lock."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base

from lotrinh.server.sqlite.queue import WritersQueue, queue_of

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLAC")
_PATIENCE = 5.0  # sqlite3's own, where the settings name none


class TurnCursor(base.SQLiteCursorWrapper):
    """A statement that writes outside any transaction takes a turn for itself."""

    def __init__(self, connection: sqlite3.Connection, wrapper: DatabaseWrapper) -> None:
        super().__init__(connection)
        self.wrapper = wrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if self.connection.in_transaction or not query.lstrip()[:6].upper().startswith(_WRITES):
            return super().execute(query, params)
        with self.wrapper.writers.turn(self.wrapper.patience):
            return super().execute(query, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """A transaction that begins as a writer has its turn until it ends, however it ends."""

    has_turn = False
    transaction_mode: str | None

    @property
    def writers(self) -> WritersQueue:
        return queue_of(str(self.settings_dict["NAME"]))

    @property
    def patience(self) -> float:
        return float(self.settings_dict["OPTIONS"].get("timeout", _PATIENCE))

    def create_cursor(self, name: Any = None) -> Any:
        return self.connection.cursor(factory=lambda connection: TurnCursor(connection, self))

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode in ("IMMEDIATE", "EXCLUSIVE") and not self.has_turn:
            # Without a turn it is still tried: SQLite then says itself that the database is locked.
            self.has_turn = self.writers.take(self.patience)
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._end_turn(closed=True)

    def _end_turn(self, *, closed: bool = False) -> None:
        """Only once SQLite has let go as well: a commit that failed is still to be rolled back."""
        connection = self.connection
        if self.has_turn and (closed or connection is None or not connection.in_transaction):
            self.has_turn = False
            self.writers.give_back()
