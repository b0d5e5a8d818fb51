"""Case 59: writers and readers in a crowd; everybody's write is committed and nobody sees a locked database.

The writers are threads of this process, the readers of others (crowd_reading): in one process the threads would wait
for Python's own lock, and it would be that lock which is measured.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.utils import timezone

from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.apps.tasks.actions import edit_draft
from lotrinh.apps.tasks.models import ProgressEntry
from tests.apps.races.ground import RUN, at_once, named, open_ground, tell
from tests.factories.following import draft_on

READERS_OF_A_PROCESS = 25


def main() -> None:
    writers, each, readers = (int(text) for text in sys.argv[1:4])
    ground = open_ground()

    task = ground.plan.tasks.get(code="NV-0003")
    entries = [draft_on(ground.lead, task) for _ in range(writers)]
    took: list[float] = []

    def write(entry: Any) -> Any:
        row = entry
        for number in range(each):
            begun = time.monotonic()
            changes = {"done": f"Lần {number}"}
            row = edit_draft(
                by=ground.lead, at=timezone.now(), entry=row, version=row.version, changes=changes
            )
            took.append(time.monotonic() - begun)
        return "wrote"

    stop = Path(os.environ["LOTRINH_DATA"]) / "stop"
    command = [sys.executable, "-c", RUN.format("crowd_reading"), str(ground.lead.pk), str(stop)]
    reading = [
        subprocess.Popen(
            [*command, str(min(READERS_OF_A_PROCESS, readers - start))], stdout=subprocess.PIPE, text=True
        )
        for start in range(0, readers, READERS_OF_A_PROCESS)
    ]
    try:
        for process in reading:
            assert process.stdout is not None and process.stdout.readline() == "reading\n"
        answers = named(at_once([lambda entry=entry: write(entry) for entry in entries]))
    finally:
        stop.touch()
    looks = 0
    for process in reading:
        told = json.loads(process.communicate(timeout=120)[0])
        answers.update(told["answers"])
        looks += told["looks"]
    committed = sum(ProgressEntry.objects.get(pk=entry.pk).version - 1 for entry in entries)
    took.sort()
    tell(
        committed=committed,
        answers=dict(answers),
        looks=looks,
        p99=took[int(len(took) * 0.99)] if took else None,
        slowest=took[-1] if took else None,
        fault=str(verify_chain(ground.plan.province_id).fault),
    )
