"""The story of the example province as told in examples/story.toml: facts with the moment at which each happened."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class NoExamples(Exception):
    """The example documents are not where they are expected."""


class StoryBroken(Exception):
    """The story asks for something the documents or the rules do not allow."""


def must(allowed: bool, facts: dict[str, Any], why: str) -> None:
    if not allowed:
        who = facts.get("by") or facts.get("uploaded_by") or facts.get("decided_by")
        raise StoryBroken(f"{who}: {why} ({facts.get('task') or facts.get('key') or facts.get('document')})")


def examples_folder() -> Path:
    """`LOTRINH_EXAMPLES`, or the folder beside the source tree."""
    chosen = os.environ.get("LOTRINH_EXAMPLES")
    folder = Path(chosen) if chosen else Path(__file__).resolve().parents[4] / "examples"
    if not (folder / "story.toml").is_file():
        raise NoExamples(
            f"Không thấy tài liệu ví dụ ở {folder}. Đặt LOTRINH_EXAMPLES là thư mục có story.toml."
        )
    return folder


def moment(value: datetime | date | str) -> datetime:
    """A moment of the story; a bare day means eight in the morning."""
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=VIETNAM)
    return datetime.combine(value, time(8), VIETNAM)


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that happens: which verb, with which facts. Scenes of one moment keep the order of `rank`."""

    at: datetime
    rank: int
    verb: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Story:
    """The parsed story and the folder its documents lie in."""

    told: dict[str, Any]
    folder: Path

    @classmethod
    def load(cls) -> Story:
        folder = examples_folder()
        return cls(tomllib.loads((folder / "story.toml").read_text("utf-8")), folder)

    def table(self, name: str) -> list[dict[str, Any]]:
        """A compact table (`columns`, `rows`) as mappings; empty cells are ""."""
        block = self.told[name]
        return [dict(zip(block["columns"], row, strict=True)) for row in block["rows"]]

    @cached_property
    def scenes(self) -> list[Scene]:
        """All scenes in the order in which they happened."""
        return sorted(self._scenes(), key=lambda scene: (scene.at, scene.rank))

    def _scenes(self) -> Iterator[Scene]:
        for facts in self.told["document"]:
            yield Scene(moment(facts["uploaded_at"]), 0, "upload", facts)
            yield Scene(moment(facts["confirmed_at"]), 1, "confirm", facts)
        for facts in self.told["merger"]:
            yield Scene(moment(facts["at"]), 2, "merge", facts)
        for facts in self.told["routing"]:
            yield Scene(moment(facts["at"]), 2, "route", facts)
        for facts in self.table("observations"):
            yield Scene(moment(facts["entered_at"]), 3, "observe", facts)
        for facts in self.told["entry"]:
            yield Scene(moment(facts["at"]), 4, "draft", facts)
            if "sent_by" in facts:
                yield Scene(moment(facts["sent_at"]), 5, "send", facts)
        for facts in self.told["claim"]:
            yield Scene(moment(facts["at"]), 6, "claim", facts)
            if "decided_by" in facts:
                yield Scene(moment(facts["decided_at"]), 7, "decide", facts)
        for facts in self.told.get("extension", []):
            yield Scene(moment(facts["at"]), 8, "extend", facts)
            if "decided_by" in facts:
                yield Scene(moment(facts["decided_at"]), 9, "decide_extension", facts)
        for facts in self.told["report"]:
            yield Scene(moment(facts["at"]), 10, "report", facts)
        for facts in self.told.get("lock", []):
            yield Scene(moment(facts["at"]), 11, "lock", facts)
        for facts in self.told.get("unlocking", []):
            yield Scene(moment(facts["at"]), 12, "ask_unlock", facts)
