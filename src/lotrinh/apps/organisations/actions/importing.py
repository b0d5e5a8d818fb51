"""A whole list of organisations, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lotrinh.apps.journal.actions import Actor
from lotrinh.apps.journal.locks import hold
from lotrinh.apps.organisations.actions.keeping import add_organisation, edit_organisation
from lotrinh.apps.organisations.listing import OrganisationStep
from lotrinh.apps.organisations.models import Organisation, Province
from lotrinh.apps.organisations.queries import name_key


@transaction.atomic
def import_organisations(
    *, by: Actor, at: datetime, province: Province, steps: Sequence[OrganisationStep]
) -> list[Organisation]:
    """Those that are new, a body above before those below it; then what changed of those that were there."""
    hold(province.pk)
    rows = {name_key(row.name): row for row in Organisation.objects.filter(province=province)}
    rows |= {step.key: step.organisation for step in steps if step.organisation}
    waiting = {step.key: step for step in steps if step.organisation is None}
    made: list[Organisation] = []
    while waiting:
        ready = [step for step in waiting.values() if name_key(step.above) not in waiting]
        for step in ready:
            parent = rows.get(name_key(step.above)) if step.above else None
            values = step.new_values()
            rows[step.key] = add_organisation(by=by, at=at, province=province, parent=parent, **values)
            made.append(rows[step.key])
            del waiting[step.key]
    for step in steps:
        changes = step.changed_values()
        if step.moves:
            changes["parent"] = rows.get(name_key(step.above)) if step.above else None
        if step.organisation is not None and changes:
            row = step.organisation
            edit_organisation(by=by, at=at, organisation=row, version=row.version, changes=changes)
    return made
