"""Case 59: writers and readers in a crowd; everybody's write is committed and nobody sees a locked database."""

from __future__ import annotations

import sys
import time
from typing import Any

from django.utils import timezone

from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.apps.tasks.actions import edit_draft
from lotrinh.apps.tasks.models import ProgressEntry, Task
from tests.apps.races.ground import at_once, named, open_ground, tell
from tests.factories.following import draft_on


def main() -> None:
    writers, each, readers = (int(text) for text in sys.argv[1:4])
    ground = open_ground()

    task = ground.plan.tasks.get(code="NV-0003")
    entries = [draft_on(ground.lead, task) for _ in range(writers)]
    took: list[float] = []
    left = [writers]

    def write(entry: Any) -> Any:
        row = entry
        try:
            for number in range(each):
                begun = time.monotonic()
                changes = {"done": f"Lần {number}"}
                row = edit_draft(
                    by=ground.lead, at=timezone.now(), entry=row, version=row.version, changes=changes
                )
                took.append(time.monotonic() - begun)
        finally:
            left[0] -= 1
        return "wrote"

    def read() -> Any:
        while left[0]:
            assert Task.objects.for_user(ground.lead).count() >= 4
            list(ProgressEntry.objects.for_user(ground.lead)[:50])
            time.sleep(0.02)
        return "read"

    answers = at_once([*[lambda entry=entry: write(entry) for entry in entries], *[read] * readers])
    committed = sum(ProgressEntry.objects.get(pk=entry.pk).version - 1 for entry in entries)
    took.sort()
    tell(
        committed=committed,
        answers=dict(named(answers)),
        p99=took[int(len(took) * 0.99)] if took else None,
        slowest=took[-1] if took else None,
        fault=str(verify_chain(ground.plan.province_id).fault),
    )
