"""Every organisation gets its number (CQ-0001, in the order in which they were added) and its name as of now."""

from __future__ import annotations

from typing import Any

from django.db import migrations


def fill(apps: Any, schema_editor: Any) -> None:
    organisation = apps.get_model("organisations", "Organisation")
    name = apps.get_model("organisations", "OrganisationName")
    counter = apps.get_model("organisations", "CodeCounter")
    last: dict[Any, int] = {}
    for row in organisation.objects.order_by("pk"):
        last[row.province_id] = last.get(row.province_id, 0) + 1
        row.number = f"CQ-{last[row.province_id]:04}"
        row.save(update_fields=["number"])
        for kind, text in (("name", row.name), ("short", row.short_name)):
            if text:
                name.objects.create(
                    province_id=row.province_id,
                    organisation=row,
                    kind=kind,
                    text=text,
                    valid_from=row.valid_from,
                )
    for province_id, number in last.items():
        counter.objects.update_or_create(province_id=province_id, prefix="CQ", defaults={"last": number})


def empty(apps: Any, schema_editor: Any) -> None:
    apps.get_model("organisations", "OrganisationName").objects.all().delete()
    apps.get_model("organisations", "CodeCounter").objects.filter(prefix="CQ").delete()


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_names_and_mergers")]

    operations = [migrations.RunPython(fill, empty)]
