"""Nobody decides what they asked for themselves, or in another's name: the tables refuse it too."""

from django.conf import settings
from django.db import migrations, models


def two_people(name: str) -> models.CheckConstraint:
    nobody = models.Q(decider__isnull=True)
    return models.CheckConstraint(
        name=name,
        condition=(nobody | models.Q(asker__isnull=True) | ~models.Q(decider=models.F("asker")))
        & (nobody | models.Q(asker_for__isnull=True) | ~models.Q(decider=models.F("asker_for"))),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tasks", "0006_askers_from_the_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint("completionclaim", two_people("nobody_decides_what_they_claimed")),
        migrations.AddConstraint("extension", two_people("nobody_decides_what_they_asked")),
    ]
