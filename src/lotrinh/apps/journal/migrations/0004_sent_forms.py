"""Forms that were sent once, with their answers."""

from django.db import migrations, models

import lotrinh.values.keys


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0003_lighter_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lotrinh.values.keys.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("user", models.UUIDField()),
                ("key", models.UUIDField()),
                ("digest", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("place", models.CharField(blank=True, max_length=400)),
                ("page", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["sent_at"], name="sent_form_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="one_answer_per_sent_form")
                ],
            },
        ),
    ]
