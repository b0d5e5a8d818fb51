"""The main pages ask the database exactly as often as tests/bench/query_counts.json says: a change is a decision."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.factories.example import Site

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "tests" / "bench" / "query_counts.json"
MOST = 25


def test_every_main_page_asks_what_it_did(example_copy: Site) -> None:
    """To accept a change: `LOTRINH_DATA=... python -m tests.bench.query_counts FOLDER > tests/bench/query_counts.json`."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.query_counts", str(example_copy.folder)],
        env=dict(example_copy.environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == json.loads(KEPT.read_text(encoding="utf-8"))


def test_no_page_asks_too_much() -> None:
    assert max(json.loads(KEPT.read_text(encoding="utf-8")).values()) <= MOST
