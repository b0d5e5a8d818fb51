"""Case 51: two officers save one draft against the version both saw; one is saved, the other is shown it."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import Any

from django.utils import timezone

from lotrinh.apps.tasks.actions import edit_draft
from lotrinh.apps.tasks.models import ProgressEntry
from tests.apps.races.ground import at_once, named, open_ground, tell
from tests.factories.following import draft_on


def main() -> None:
    rounds = int(sys.argv[1])
    ground = open_ground()

    task = ground.plan.tasks.get(code="NV-0003")
    entry = draft_on(ground.lead, task, figure=Decimal(0), figure_unit="việc")

    def adds_one(by: Any) -> Any:
        """Reads, adds one, saves: what everybody does who corrects a figure."""
        seen = ProgressEntry.objects.get(pk=entry.pk)

        def save() -> str:
            changes = {"figure": (seen.figure or 0) + 1, "done": f"Bản của {by.label}"}
            edit_draft(by=by, at=timezone.now(), entry=seen, version=seen.version, changes=changes)
            return "saved"

        return save

    outcomes: dict[str, int] = {}
    for _ in range(rounds):
        for name, count in named(at_once([adds_one(ground.lead), adds_one(ground.officer)])).items():
            outcomes[name] = outcomes.get(name, 0) + count
    entry.refresh_from_db()
    tell(outcomes=outcomes, kept=int(entry.figure or 0), versions=entry.version - 1)
