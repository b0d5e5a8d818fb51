"""Many who write at once: every event is there and the chain is unbroken; without the row lock it would not be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.factories.example import Site, empty_site
from tests.factories.sizes import two_sizes

THREADS = 32

PROGRAM = """
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from lotrinh.cli.site import bring_up_to_date, open_site
open_site()
bring_up_to_date()
from django.db import DatabaseError, connections, transaction
from lotrinh.apps.journal import locks
from django.utils import timezone
from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.journal.actions import record
from lotrinh.apps.journal.models import ChainHead, Event
from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.apps.organisations.actions import add_province

threads, writes, locked = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "locked"
if not locked:
    locks.HELD = False
    for connection in connections.all():
        connection.settings_dict["OPTIONS"].pop("transaction_mode", None)
province = add_province(by=SYSTEM, at=timezone.now(), code="97", name="Mẫu")

def write(_place):
    done = 0
    for _ in range(writes):
        with suppress(*(() if locked else (DatabaseError,))), transaction.atomic():
            record(province=province.pk, by=SYSTEM, at=timezone.now(), action="add_province", subject=province)
            done += 1
    connections.close_all()
    return done

with ThreadPoolExecutor(threads) as pool:
    done = sum(pool.map(write, range(threads)))
numbers = list(Event.objects.filter(province=province.pk).order_by("number").values_list("number", flat=True))
print(done, len(numbers) - 1, numbers == list(range(1, len(numbers) + 1)), verify_chain(province.pk).fault)
"""


def race(site: Site, writes: int, how: str) -> list[str]:
    done = site.run_program(PROGRAM, str(THREADS), str(writes), how)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()


@two_sizes(4, 50)
def test_nothing_is_lost_when_32_threads_write(tmp_path: Path, size: int, record_property: Any) -> None:
    asked = THREADS * size
    assert race(empty_site(tmp_path / "site"), size, "locked") == [str(asked), str(asked), "True", "None"]
    record_property("sự kiện ghi đồng thời còn đủ", f"{asked} trên {asked}")


def test_without_the_locks_writes_are_lost(tmp_path: Path) -> None:
    """The control: a test that cannot fail would prove nothing."""
    done, kept, unbroken, fault = race(empty_site(tmp_path / "site"), 4, "unlocked")
    assert int(kept) < THREADS * 4 and done == kept
    assert (unbroken, fault) == ("True", "None"), "what was refused left no trace"
