"""Each reading job gets a short code for its address; the name may be empty until the file was read."""

from django.db import migrations, models


def code_jobs(apps, schema_editor):
    ReadingJob = apps.get_model("intake", "ReadingJob")
    counts = {}
    for job in ReadingJob.objects.order_by("province_id", "pk"):
        number = counts[job.province_id] = counts.get(job.province_id, 0) + 1
        ReadingJob.objects.filter(pk=job.pk).update(code=f"NT-{number:04}")
    CodeCounter = apps.get_model("organisations", "CodeCounter")
    for province_id, last in counts.items():
        CodeCounter.objects.update_or_create(province_id=province_id, prefix="NT", defaults={"last": last})


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_tables"), ("organisations", "0001_tables")]

    operations = [
        migrations.AddField(
            "readingjob", "code", models.CharField(max_length=20, default=""), preserve_default=False
        ),
        migrations.AlterField("readingjob", "name", models.CharField(blank=True, max_length=255)),
        migrations.RunPython(code_jobs, migrations.RunPython.noop),
        migrations.AddConstraint(
            "readingjob", models.UniqueConstraint(fields=["province", "code"], name="one_job_per_code")
        ),
    ]
