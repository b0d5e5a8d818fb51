"""What provinces are called in the course of time; those that are there get the names they bear."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import lotrinh.values.keys


def name_provinces(apps: Any, schema_editor: Any) -> None:
    provinces = apps.get_model("organisations", "Province")
    names = apps.get_model("organisations", "ProvinceName")
    names.objects.bulk_create(
        names(
            province=row,
            kind=kind,
            text=text,
            valid_from=row.valid_from,
            legal_basis=row.legal_basis,
        )
        for row in provinces.objects.all()
        for kind, text in (("name", row.name), ("code", row.code))
        if text
    )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_field_of_work")]

    operations = [
        migrations.AddField("province", "version", models.PositiveIntegerField(default=1)),
        migrations.AddField(
            "province", "short_name", models.CharField(blank=True, max_length=30, default=""), False
        ),
        migrations.CreateModel(
            name="ProvinceName",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lotrinh.values.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("name", "tên"), ("short", "tên viết tắt"), ("code", "mã tỉnh")],
                        max_length=5,
                    ),
                ),
                ("text", models.CharField(max_length=100)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("legal_basis", models.CharField(blank=True, max_length=200)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="organisations.province",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "valid_from", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at__isnull", True), ("valid_to__isnull", True)),
                        fields=("province", "kind"),
                        name="one_name_in_use_per_province",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_from__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="province_name_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.RunPython(name_provinces, migrations.RunPython.noop),
    ]
