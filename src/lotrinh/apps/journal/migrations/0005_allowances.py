"""How often somebody did what is limited."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_sent_forms")]

    operations = [
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("times", models.JSONField(default=list)),
                ("last", models.DateTimeField(db_index=True)),
            ],
        )
    ]
