"""Whose matters an organisation sees: its own, those it took over, and those of the units under it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.queries.succession import successions_of


def answers_for(organisation: Organisation, on: date) -> set[UUID]:
    """Itself, the bodies whose work it does on that day, and the units under these.

    A superior answers for its units and sees what they see; a unit does not see its superior's matters.
    """
    every = list(Organisation.objects.filter(province_id=organisation.province_id))
    children: dict[UUID | None, list[Organisation]] = defaultdict(list)
    for row in every:
        children[row.parent_id].append(row)
    successions = successions_of(organisation.province_id)
    found: set[UUID] = set()
    waiting = [organisation]
    while waiting:
        body = waiting.pop()
        found |= successions.inherited_by(body, on, every)
        waiting.extend(child for child in children[body.pk] if child.pk not in found)
    return found
