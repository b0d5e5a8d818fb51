"""`python -m tests.reliability`: is the reader as sure as it is right? Its records on the samples, by their doubt.

A record counts as right where the hand-made reading holds it with equal values: passage, value and day of a target,
passage, lead and deadline of a task, who must report of a duty, value and period of a result, kind of a finding.
Printed: how many of each doubt were right, beside what their doubt promised. Exit code 1 where fewer than 97 of 100 of
those called certain (doubt below 0.03) are right.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from lotrinh.reading.pipeline import read

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
SAMPLES = ROOT.parent / "shared" / "samples"
CERTAIN = 0.03
LEAST_RIGHT = 0.97
STEPS = (0.0, CERTAIN, 0.1, 0.2, 0.35, 1.01)
Item = dict[str, Any]
Same = Callable[[Item, Item], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """One record of a reading: how much it doubted, and whether it was right."""

    kind: str
    sample: str
    doubt: float
    why: tuple[str, ...]
    right: bool
    words: str


def scorer() -> ModuleType:
    """The score's own comparisons, so that right means the same in both figures."""
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def same_task(score: ModuleType) -> Same:
    def same(gold: Item, found: Item) -> bool:
        named = gold.get("type") != "assigned" or score.names_match(
            score.as_list(gold.get("leads") or gold.get("lead")), score.as_list(found.get("lead"))
        )
        told, said = score.deadline(gold), score.deadline(found)
        in_time = told[:3] == said[:3] and (not told[3] or told[3] == said[3])
        return bool(score.covers(gold["span"], found["span"]) and named and in_time)

    return same


def judged(score: ModuleType, gold: Item, reading: Item) -> Iterator[Judged]:
    """Every record with a doubt; those the gold does not count (values in words) are left out."""
    rows = score.kinds(gold, reading)
    comparisons: dict[str, tuple[Sequence[Item], Sequence[Item], Same]] = {
        "targets": rows["targets"],
        "tasks": (gold["tasks"], reading["tasks"], same_task(score)),
        "duties": rows["duties with who"],
        "results": rows["results"],
        "findings": rows["findings"],
    }
    for kind, (wanted, found, same) in comparisons.items():
        _, _, spurious = score.match(list(wanted), list(found), same)
        wrong = {item["id"] for item in spurious}
        for item in found:
            start, end = item["span"]
            words = " ".join(reading["text"][start:end].split())[:70]
            yield Judged(
                kind,
                gold["file"][:3],
                item["doubt"],
                tuple(item["why"]),
                item["id"] not in wrong,
                words,
            )


def everything() -> list[Judged]:
    score = scorer()
    found: list[Judged] = []
    for path in sorted(GOLD.glob("0*.json")):
        gold = json.loads(path.read_text("utf-8"))
        data = (SAMPLES / gold["file"]).read_bytes()
        reading = read(data, gold["file"]).to_dict()
        assert reading["text"] == unicodedata.normalize("NFC", data.decode("utf-8").replace("\r\n", "\n"))
        found += judged(score, gold, reading)
    return found


def curve(found: Sequence[Judged]) -> Iterator[str]:
    """A line for every step of doubt: how many, how many of them right, how many their doubt promised."""
    yield f"{'độ ngờ':<14}{'bản ghi':>8}{'đúng':>7}{'tỷ lệ':>8}{'hứa':>7}"
    for low, high in pairwise(STEPS):
        here = [one for one in found if low <= one.doubt < high]
        if here:
            right = sum(one.right for one in here)
            promised = 1 - sum(one.doubt for one in here) / len(here)
            yield f"{low:.2f} – {high:.2f}   {len(here):>8}{right:>7}{right / len(here):>8.3f}{promised:>7.2f}"


def main(arguments: Sequence[str]) -> int:
    if not GOLD.is_dir():
        sys.stdout.write("Không có ../shared/gold: không đo được độ tin.\n")
        return 0
    found = everything()
    certain = [one for one in found if one.doubt < CERTAIN]
    share = sum(one.right for one in certain) / len(certain) if certain else 0.0
    lines = [*curve(found), f"chắc chắn: {len(certain)} bản ghi, đúng {share:.3f}"]
    if "--wrong" in arguments:
        lines += [
            f"  {one.kind} {one.sample} {one.doubt} {one.why} {one.words}" for one in found if not one.right
        ]
    if "--codes" in arguments:
        lines += by_code(found)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if share >= LEAST_RIGHT else 1


def by_code(found: Sequence[Judged]) -> list[str]:
    """For every code of doubt: on how many records it stands, how many of them were right."""
    codes = sorted({code for one in found for code in one.why})
    lines = []
    for code in codes:
        having = [one for one in found if code in one.why]
        right = sum(one.right for one in having)
        lines.append(f"  {code:<22}{len(having):>5}{right:>5}{right / len(having):>8.3f}")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
