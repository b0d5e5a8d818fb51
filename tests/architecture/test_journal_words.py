"""Every action that is recorded has its words for the history tab."""

from __future__ import annotations

import re
from pathlib import Path

from lotrinh.apps.journal.labels import ACTION_LABELS

APPS = Path(__file__).resolve().parents[2] / "src" / "lotrinh" / "apps"


def test_every_recorded_action_has_a_label() -> None:
    found: set[str] = set()
    for path in APPS.rglob("*.py"):
        text = path.read_text("utf-8")
        if "record(" in text:
            for part in re.findall(r"\baction=(.+)", text):
                found |= set(re.findall(r'"([a-z_]+)"', part))
            found |= set(re.findall(r'_set_mark\(by, at, task, "([a-z_]+)"', text))
    found |= {"accept_completion", "return_completion"}
    assert found - set(ACTION_LABELS) == set()
    assert len(found) > 30
