"""Signed heads, the seal on each chain, and the database's refusal to change what was written."""

from django.db import migrations, models

import lotrinh.apps.journal.chain
import lotrinh.values.keys

TABLES = ("journal_event", "journal_signedhead")
# What is already there may not be put in again either: REPLACE deletes without asking a DELETE trigger.
SAME_ROW = {
    "journal_event": "province = NEW.province AND number = NEW.number",
    "journal_signedhead": "province = NEW.province AND kind = NEW.kind AND number = NEW.number",
}


def guard(apps, editor):
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END"
                )
            known = f"SELECT 1 FROM {table} WHERE id = NEW.id OR ({SAME_ROW[table]})"  # noqa: S608
            editor.execute(
                f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({known}) "
                "BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END"
            )
    elif editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION journal_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'the record is only added to' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for table in TABLES:
            editor.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION journal_only_added_to()"
            )
            editor.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_added_to()"
            )
            editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC, CURRENT_USER")


def unguard(apps, editor):
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for verb in ("update", "delete", "replace"):
                editor.execute(f"DROP TRIGGER {table}_no_{verb}")
    elif editor.connection.vendor == "postgresql":
        for table in TABLES:
            editor.execute(f"DROP TRIGGER {table}_no_change ON {table}")
            editor.execute(f"DROP TRIGGER {table}_no_truncate ON {table}")
            editor.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER")
        editor.execute("DROP FUNCTION journal_only_added_to()")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_tables")]

    operations = [
        migrations.AddField("chainhead", "day", models.DateField(null=True)),
        migrations.AddField("chainhead", "seal", models.CharField(blank=True, default="", max_length=300)),
        migrations.AlterField(
            "event", "before", models.JSONField(encoder=lotrinh.apps.journal.chain.PlainJson, null=True)
        ),
        migrations.AlterField(
            "event", "after", models.JSONField(encoder=lotrinh.apps.journal.chain.PlainJson, null=True)
        ),
        migrations.CreateModel(
            name="SignedHead",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lotrinh.values.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("province", models.UUIDField()),
                (
                    "kind",
                    models.CharField(choices=[("day", "cuối ngày"), ("cut", "điểm cắt")], max_length=3),
                ),
                ("day", models.DateField()),
                ("number", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("key", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
            options={
                "ordering": ["province", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("province", "kind", "number"), name="one_signed_head_per_number"
                    )
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
