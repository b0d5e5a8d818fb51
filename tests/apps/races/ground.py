"""The ground races are run on: an installation with the plan of tests/factories in force, threads that start together.

`LOCKS` in the environment says "off" in the control runs: the one door of journal/locks.py stands open, and SQLite
begins its transactions as readers. `RUN` starts a race in a process of its own.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections

from lotrinh.apps.journal import locks
from lotrinh.cli.site import bring_up_to_date
from tests.factories.following import put_in_force
from tests.factories.story import make_agencies, make_office, make_province

RUN = "from lotrinh.cli.site import open_site; open_site(); from tests.apps.races.{} import main; main()"
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Ground:
    """The plan in force, and the offices of the focal agency (head and officer), the lead and the issuer's office."""

    plan: Any
    focal: Any
    officer: Any
    lead: Any
    issuer: Any
    agencies: dict[str, Any]


def open_ground() -> Ground:
    # Pages are rendered, but nobody fetches their style sheets: no built static files are needed.
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    bring_up_to_date()
    ground = _story()
    if os.environ.get("LOCKS") == "off":
        _open_the_door()
    return ground


def _story() -> Ground:

    agencies = make_agencies(make_province())
    focal = make_office(agencies["SCT"])
    plan = put_in_force(focal, agencies["SCT"], agencies["VP"])
    return Ground(
        plan=plan,
        focal=focal,
        officer=make_office(agencies["STC"], "officer"),
        lead=make_office(agencies["STC"]),
        issuer=make_office(agencies["VP"]),
        agencies=agencies,
    )


def _open_the_door() -> None:

    locks.HELD = False
    for connection in connections.all():
        connection.settings_dict["OPTIONS"].pop("transaction_mode", None)
        connection.close()


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """What each answers, all started at the same moment, each in a thread with a connection of its own.

    An exception is an answer too: its class and words.
    """

    gate = threading.Barrier(len(works))

    def go(work: Callable[[], Any]) -> Any:
        gate.wait(_PATIENCE)
        try:
            return work()
        except Exception as trouble:  # noqa: BLE001 - whatever it is, it is what this one got
            return trouble
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(go, works))


def named(answers: list[Any]) -> Counter[str]:
    """How many of each kind: a status, "done", or the class of what was raised."""
    return Counter(
        type(answer).__name__ if isinstance(answer, Exception) else str(answer) for answer in answers
    )


def tell(**figures: Any) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
