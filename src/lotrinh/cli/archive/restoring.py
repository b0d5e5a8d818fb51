"""Putting a copy back: into a new folder and new tables, all or nothing, in the state they were in, then up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lotrinh.cli.archive.container import Container
from lotrinh.cli.archive.contents import Head, Manifest, content_hash
from lotrinh.cli.archive.errors import NotEmpty, Unfit
from lotrinh.cli.archive.filling import Filled, Filling, promised, told_when_full
from lotrinh.cli.archive.steps import Steps
from lotrinh.cli.archive.tables import continue_numbering, count_of, empty, models_at

STEPS = 4


@dataclass(slots=True)
class Restored:
    """What was found when all had been put back and compared; `chains`: events of each, and what is wrong in words."""

    head: Head
    manifest: Manifest
    tables: int
    rows: int
    content: str
    chains: list[tuple[int, str]] = field(default_factory=list)
    has_secret: bool = False

    @property
    def broken(self) -> list[str]:
        return [wrong for _events, wrong in self.chains if wrong]


def refuse_used_database() -> None:
    """PostgreSQL: a database without tables, so that one transaction holds all there is to undo."""
    from django.db import connection

    if connection.introspection.table_names():
        raise NotEmpty(
            "Cơ sở dữ liệu đích đã có bảng. Đề nghị tạo một cơ sở dữ liệu mới, đặt LOTRINH_DATABASE rồi chạy lại."
        )


@contextmanager
def restored(container: Container, head: Head, data: Path, steps: Steps) -> Iterator[Restored]:
    """The site inside the block is whole and compared; it stays only if the block ends well."""
    from django.core.management import call_command
    from django.db import connection

    refuse_used_database()
    with told_when_full(), _all_or_nothing():
        steps.begin("Dựng các bảng như lúc sao lưu")
        models = _build_tables(head)
        with _at_once():
            steps.begin("Nạp dữ liệu và tệp, so với bản kê")
            filled = Filling(models, data, steps).take(container, head)
            connection.check_constraints()
            steps.begin("Đọc lại từng bảng vừa nạp, so mã băm")
            found = _compared(models, filled)
            continue_numbering(models.values())
        steps.begin("Cập nhật bảng lên phiên bản này, kiểm sổ sự kiện")
        call_command("migrate", verbosity=0, interactive=False)
        steps.end()
        assert filled.manifest is not None  # noqa: S101 - compared by Filling
        yield Restored(
            head,
            filled.manifest,
            len(models),
            filled.row_count,
            found,
            _chains(),
            filled.has_secret,
        )


def _all_or_nothing() -> AbstractContextManager[Any]:
    """On PostgreSQL one transaction around everything. SQLite changes no tables in one: there the folder is new."""
    from django.db import connection, transaction

    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


@contextmanager
def _at_once() -> Iterator[None]:
    from django.db import transaction

    with transaction.atomic():
        _look_at_bonds(at_once=False)
        yield
        _look_at_bonds(at_once=True)


def _look_at_bonds(*, at_once: bool) -> None:
    """PostgreSQL looks at bonds between rows when all are there, or after each statement: tables with bonds still to be
    looked at cannot be changed, and here all later steps share one transaction."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {'IMMEDIATE' if at_once else 'DEFERRED'}")


def _build_tables(head: Head) -> dict[str, Any]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    targets = [(app, name) for app, names in head.migrations.items() for name in names]
    MigrationExecutor(connection).migrate(targets)
    models = models_at(head.migrations)
    empty(models.values())
    return models


def _compared(models: dict[str, Any], filled: Filled) -> str:
    """Reads every table again from the database; the hash of all rows, which is the same on every database."""
    found = {}
    for label, count in promised(filled).items():
        if label not in models:
            continue
        found[label] = count_of(models[label])
        if found[label].rows != count.rows or (
            filled.manifest and filled.manifest.tables[label].sha256 and found[label] != count
        ):
            raise Unfit(label, f"ghi {count.rows} dòng, đọc lại {found[label].rows} dòng hoặc khác nội dung")
    return content_hash(found)


def _chains() -> list[tuple[int, str]]:
    from lotrinh.apps.journal.faults import in_words
    from lotrinh.apps.journal.queries import chained_provinces, verify_chain

    verdicts = [verify_chain(province) for province in chained_provinces()]
    return [(verdict.events, in_words(verdict) if verdict.fault else "") for verdict in verdicts]
