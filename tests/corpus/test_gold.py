"""The reader against the readings made by hand: the figures the project promised."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lotrinh.reading.pipeline import read
from tests.corpus.shared import SHARED, needs_shared

PROMISED = (
    "headings.f1=1,bullets.f1=0.95,citations.f1=0.95,quantities with unit.f1=0.9,dates and periods.f1=0.85,"
    "targets.f1=0.85,tasks with lead.f1=0.85,task deadlines (stated).f1=0.85,duties.f1=0.7,all tasks.f1=0.8,results.f1=0.7,findings.f1=0.7"
)


@pytest.mark.corpus
@needs_shared
def test_promised_figures(tmp_path: Path) -> None:
    for path in sorted((SHARED / "samples").glob("*.txt")):
        reading = read(path.read_bytes(), path.name)
        (tmp_path / f"{path.stem}.json").write_text(
            json.dumps(reading.to_dict(), ensure_ascii=False), "utf-8"
        )
    score = SHARED / "gold" / "score.py"
    run = subprocess.run(
        [sys.executable, str(score), "--readings", str(tmp_path), "--min", PROMISED],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
