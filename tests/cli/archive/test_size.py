"""A whole province in one copy: memory does not grow with what is copied, and the drill takes minutes."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.cli.archive.test_restore import content_of
from tests.factories.example import Site
from tests.factories.sizes import two_sizes

MOST_MEGABYTES = 500
GROW = """
import hashlib, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "lotrinh.server.settings"
import django
django.setup()
from django.db import transaction
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.files.models import StoredFile, path_of
from lotrinh.apps.tasks.models import Task
from lotrinh.values.keys import new_key
tasks = int(sys.argv[1])
plan = max(Directive.objects.exclude(reading=None), key=lambda row: len(str(row.reading)))
like = {Directive: plan, Task: Task.objects.filter(directive=plan).first(), StoredFile: plan.file}

def another(model, **changes):
    told = {field.attname: getattr(like[model], field.attname) for field in model._meta.concrete_fields}
    return model(**{**told, "id": new_key(), **changes})

with transaction.atomic():
    for start in range(0, tasks // 10, 100):
        files, plans = [], []
        for number in range(start, min(start + 100, tasks // 10)):
            content = os.urandom(20_000)
            sha256 = hashlib.sha256(content).hexdigest()
            path_of(sha256).parent.mkdir(parents=True, exist_ok=True)
            path_of(sha256).write_bytes(content)
            files.append(another(StoredFile, sha256=sha256, size=len(content)))
            plans.append(another(Directive, code=f"VB-T{number}", file_id=files[-1].pk))
        StoredFile.objects.bulk_create(files)
        Directive.objects.bulk_create(plans)
        Task.objects.bulk_create(
            another(Task, code=f"NV-T{number * 10 + nth}", directive_id=plan.pk, proposal_id=None)
            for number, plan in enumerate(plans, start)
            for nth in range(10)
        )
"""
MEASURED = """
import re, sys
from pathlib import Path
from lotrinh.cli.main import main
code = main(sys.argv[1:])
# Not getrusage: a child begins there with what its parent held.
print("most", int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
sys.exit(code)
"""


def run(site: Site, *arguments: str) -> tuple[str, int, float]:
    """What the command told, the most megabytes it held, the minutes it took."""
    begun = time.monotonic()
    done = site.run_program(MEASURED, *arguments)
    assert done.returncode == 0, done.stderr
    most = re.search(r"^most (\d+)$", done.stdout, re.MULTILINE)
    assert most
    return done.stdout, int(most[1]), (time.monotonic() - begun) / 60


@two_sizes(500, 100_000)
def test_memory_does_not_grow_with_the_province(
    example_copy: Site, tmp_path: Path, size: int, record_property: pytest.RecordProperty
) -> None:
    """`size` tasks, a tenth as many documents with their readings and files."""
    grown = example_copy.run_program(GROW, str(size))
    assert grown.returncode == 0, grown.stderr
    target = tmp_path / "ban.tar.gz"
    told, held, minutes = run(example_copy, "backup", str(target))
    record_property(
        "sao lưu", f"{size} nhiệm vụ: {held} MB, {minutes:.1f} phút, {target.stat().st_size >> 20} MB"
    )
    assert held < MOST_MEGABYTES
    if size < 100_000:
        return
    drilled, held, minutes = run(example_copy, "restore", "--drill", str(target))
    assert content_of(drilled) == content_of(told) and "Diễn tập phục hồi đạt" in drilled
    record_property("diễn tập", f"{held} MB, {minutes:.1f} phút; {' '.join(drilled.splitlines()[1:4])}")
    assert held < MOST_MEGABYTES and minutes < 60, "ten times the 10 minutes that bench tells of"
