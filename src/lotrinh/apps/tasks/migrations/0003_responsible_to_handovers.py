"""An officer's earlier choice of who is responsible becomes a handover on the day the printed agency was split."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import Min


def to_handovers(apps: Any, schema_editor: Any) -> None:
    agency = apps.get_model("tasks", "TaskAgency")
    handover = apps.get_model("tasks", "Handover")
    succession = apps.get_model("organisations", "Succession")
    chosen = agency.objects.filter(responsible__isnull=False).select_related("task__directive")
    for row in chosen.order_by("pk"):
        split = succession.objects.filter(predecessor=row.organisation_id).aggregate(day=Min("effective"))
        made = row.task.directive.confirmed_at or row.task.directive.entered_at
        handover.objects.create(
            province_id=row.province_id,
            agency=row,
            former_id=row.organisation_id,
            organisation_id=row.responsible_id,
            since=split["day"] or made.date(),
            made_at=made,
            made_by="Chuyển dữ liệu",
        )


def to_responsible(apps: Any, schema_editor: Any) -> None:
    agency = apps.get_model("tasks", "TaskAgency")
    standing = apps.get_model("tasks", "Handover").objects.filter(undone_at__isnull=True)
    for row in standing.order_by("since", "made_at", "pk"):
        agency.objects.filter(pk=row.agency_id).update(responsible=row.organisation_id)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_handovers")]

    operations = [migrations.RunPython(to_handovers, to_responsible)]
