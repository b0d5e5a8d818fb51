"""Indexes without the province: a subject has one, and days are few; a quarter of the room of a small event was theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_sealed_and_guarded")]

    operations = [
        migrations.RemoveIndex("event", "event_by_subject"),
        migrations.RemoveIndex("event", "event_by_time"),
        migrations.AddIndex("event", models.Index(fields=["subject"], name="event_by_subject")),
        migrations.AddIndex("event", models.Index(fields=["at"], name="event_by_time")),
    ]
