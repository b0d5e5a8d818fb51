"""Who asked and who decided until now is told by the record of events, which names people and offices."""

from __future__ import annotations

from typing import Any

from django.db import migrations

ASKED = {"CompletionClaim": "claim_completion", "Extension": "ask_extension"}
DECIDED = {
    "CompletionClaim": ("accept_completion", "return_completion"),
    "Extension": ("grant_extension", "refuse_extension"),
}


def from_record(apps: Any, schema_editor: Any) -> None:
    events, office = apps.get_model("journal", "Event"), apps.get_model("accounts", "Office")
    people = set(apps.get_model("accounts", "User").objects.values_list("pk", flat=True))
    lenders = dict(
        office.objects.filter(delegated_by__isnull=False).values_list("pk", "delegated_by__user_id")
    )
    for name, asked in ASKED.items():
        rows = apps.get_model("tasks", name).objects
        askers: dict[Any, set[Any]] = {}
        for subject, user, held in events.objects.filter(action=asked).values_list(
            "subject", "user", "office"
        ):
            if user in people:
                askers[subject] = {user, lenders.get(held)}
                rows.filter(pk=subject).update(asker=user, asker_for=lenders.get(held))
        decided = events.objects.filter(action__in=DECIDED[name])
        for subject, user in decided.values_list("subject", "user"):
            # Where one person did both before this rule, the row keeps its words and names no second person.
            if user in people and user not in askers.get(subject, set()):
                rows.filter(pk=subject).update(decider=user)


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0005_askers"),
        ("journal", "0003_lighter_indexes"),
        ("accounts", "0004_user_version"),
    ]

    operations = [migrations.RunPython(from_record, migrations.RunPython.noop)]
