"""Each proposal gets its number within the directive."""

from django.db import migrations, models


def number_proposals(apps, schema_editor):
    Proposal = apps.get_model("directives", "Proposal")
    counts = {}
    for proposal in Proposal.objects.order_by("directive_id", "pk"):
        number = counts[proposal.directive_id] = counts.get(proposal.directive_id, 0) + 1
        Proposal.objects.filter(pk=proposal.pk).update(number=number)


class Migration(migrations.Migration):
    dependencies = [("directives", "0002_report_due")]

    operations = [
        migrations.AddField(
            "proposal", "number", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(number_proposals, migrations.RunPython.noop),
        migrations.AddConstraint(
            "proposal",
            models.UniqueConstraint(fields=["directive", "number"], name="one_proposal_per_number"),
        ),
    ]
