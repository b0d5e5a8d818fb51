"""What a body is in charge of, in its own words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_one_organisation_per_number")]

    operations = [
        migrations.AddField(
            "organisation", "field_of_work", models.CharField(blank=True, max_length=500, default=""), False
        ),
    ]
