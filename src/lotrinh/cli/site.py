"""Starting Django for the commands that need the database; `lotrinh read` never comes here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lotrinh.cli.main import USAGE


def open_site(*, data: str | None = None, example: bool = False) -> None:
    """Sets what settings read and loads the apps. `example` shows the example's banner and one-click sign-in."""
    if data:
        os.environ["LOTRINH_DATA"] = data
    if example:
        os.environ["LOTRINH_EXAMPLE"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lotrinh.server.settings")
    _make_folder(Path(os.environ.get("LOTRINH_DATA", "var")))
    import django

    django.setup()

    from lotrinh.apps.journal.origin import remember_origin

    remember_origin("dòng lệnh lotrinh")


def _make_folder(folder: Path) -> None:
    """The data folder, or the end of the program with a word on why not."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        print(
            f"Không ghi được vào thư mục dữ liệu {folder}. Đặt LOTRINH_DATA hoặc --data là thư mục ghi được.",
            file=sys.stderr,
        )
        raise SystemExit(USAGE)


def bring_up_to_date() -> bool:
    """Creates or migrates the tables; returns whether there was anything to do."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def publish_static() -> bool:
    """Copies and compresses the style sheets, scripts and fonts where they changed since the last time."""
    import hashlib

    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    stamp = settings.DATA / "static.stamp"
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            digest.update(f"{path}:{Path(storage.path(path)).stat().st_mtime_ns}".encode())
    if stamp.exists() and stamp.read_text("ascii") == digest.hexdigest():
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest.hexdigest(), "ascii")
    return True
