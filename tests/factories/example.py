"""The example province loaded once per run of the tests, and copies of it to change; on SQLite or PostgreSQL."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

SERVER = os.environ.get("LOTRINH_DATABASE", "")
"""The PostgreSQL the suite runs on, "" for SQLite; a site gets a database of its own in it."""


TABLES = (
    "journal_event",
    "files_storedfile",
    "organisations_province",
    "organisations_organisation",
    "accounts_user",
    "accounts_office",
    "directives_directive",
    "directives_proposal",
    "indicators_target",
    "indicators_observation",
    "tasks_task",
    "tasks_progressentry",
    "reporting_report",
)


@dataclass(frozen=True, slots=True)
class Site:
    """An installation for tests: its data folder and, on PostgreSQL, the address of its own database."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> Mapping[str, str]:
        return {**os.environ, "LOTRINH_DATA": str(self.folder), "LOTRINH_DATABASE": self.database}

    def run(self, *arguments: str, stdin: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        """`lotrinh` with these arguments over this site; `more` are further environment variables."""
        return subprocess.run(
            self.command(*arguments),
            env={**self.environment, **more},
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    def run_program(
        self, program: str, *arguments: str, patience: int = 900
    ) -> subprocess.CompletedProcess[str]:
        """A Python program over this site, in a process of its own; in seconds, how long one waits for a hung one."""
        return subprocess.run(
            [sys.executable, "-c", program, *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )

    def execute(self, statement: str) -> list[tuple[Any, ...]]:
        """One SQL statement behind the back of the system; its rows, if it has any."""
        if self.database:
            with psycopg.connect(self.database, autocommit=True) as server:
                done = server.execute(statement.encode())
                return done.fetchall() if done.description else []
        with closing(sqlite3.connect(self.folder / "lotrinh.sqlite3", isolation_level=None)) as file:
            return file.execute(statement).fetchall()

    def tamper(self, statement: str) -> None:
        """The same on the record, by somebody who may change tables: what refuses is taken away first."""
        if self.database:
            self.execute("ALTER TABLE journal_event DISABLE TRIGGER USER")
        else:
            for (name,) in self.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
                self.execute(f"DROP TRIGGER {name}")
        self.execute(statement)

    def counts(self) -> dict[str, int]:
        """Rows per table of a province."""
        return {name: self.execute(f"SELECT count(*) FROM {name}")[0][0] for name in TABLES}  # noqa: S608

    def kept_files(self) -> list[Path]:
        """The originals and evidence on the disk."""
        return sorted(path for path in (self.folder / "files").rglob("*") if path.is_file())

    @staticmethod
    def command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "lotrinh", *arguments]


def empty_site(folder: Path) -> Site:
    """An installation with nothing in it yet."""
    folder.mkdir(parents=True)
    return Site(folder, _database(folder, "") if SERVER else "")


def copy_site(site: Site, folder: Path) -> Site:
    """The same rows and files under another folder."""
    shutil.copytree(site.folder, folder)
    return Site(folder, _database(folder, f' TEMPLATE "{_name(site.folder)}"') if SERVER else "")


def load_example(folder: Path) -> Site:
    """The example province, loaded by the first process that asks for this folder; the others wait for it."""
    with _alone(folder):
        if (folder / "loaded").exists():
            return Site(folder, _address(folder) if SERVER else "")
        site = empty_site(folder)
        done = site.run("demo")
        assert done.returncode == 0, done.stderr
        (folder / "loaded").write_text(done.stderr, encoding="utf-8")
        return site


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _name(folder: Path) -> str:
    return "lotrinh_" + "_".join(folder.parts[-3:]).replace("-", "_").lower()


def _address(folder: Path) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{_name(folder)}"))


def _database(folder: Path, like: str) -> str:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{_name(folder)}"'.encode())
        server.execute(f'CREATE DATABASE "{_name(folder)}"{like}'.encode())
    return _address(folder)
