"""The readers of case 59: threads that look twice a second, each in its own beat, until they are told to stop."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import Any

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.tasks.models import ProgressEntry, Task
from tests.apps.races.ground import at_once, named, tell


def main() -> None:
    office, stop, readers = Office.objects.get(pk=sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    looks: list[int] = []

    def read() -> Any:
        while not stop.exists():
            assert Task.objects.for_user(office).count() >= 4
            looks.append(len(ProgressEntry.objects.for_user(office)[:50]))
            time.sleep(random.uniform(0.4, 0.6))
        return "read"

    sys.stdout.write("reading\n")
    sys.stdout.flush()
    answers = at_once([read] * readers)
    tell(answers=dict(named(answers)), looks=len(looks))
