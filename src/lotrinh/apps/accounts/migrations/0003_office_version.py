"""Offices count their changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_sign_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="office",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
