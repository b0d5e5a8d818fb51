"""Who may see a directive: public, internal or limited, who entered it, and the agencies added by hand."""

import django.db.models.deletion
from django.db import migrations, models

import lotrinh.values.keys


class Migration(migrations.Migration):
    dependencies = [("directives", "0003_proposal_number"), ("organisations", "0001_tables")]

    operations = [
        migrations.AddField(
            "directive",
            "classification",
            models.CharField(
                choices=[("public", "công khai"), ("internal", "nội bộ"), ("limited", "hạn chế")],
                default="internal",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "directive",
            "entered_for",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddIndex(
            "directive",
            models.Index(fields=["province", "classification"], name="directive_by_classification"),
        ),
        migrations.CreateModel(
            name="DirectiveReader",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=lotrinh.values.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.province",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readers",
                        to="directives.directive",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "directivereader",
            models.UniqueConstraint(fields=("directive", "organisation"), name="one_reader_per_directive"),
        ),
    ]
