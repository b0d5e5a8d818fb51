"""No regular expression can be made to run away: none repeats within a repeat, and none is slow on texts made to hurt it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.architecture.pattern_trees import doubtful_repeats, sample, tree_of
from tests.architecture.patterns import Key, Site, sites
from tests.factories.sizes import two_sizes

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read

ROOT = Path(__file__).resolve().parents[2]
FAMILIES = {
    "khoảng trắng": " ", "xuống dòng": "\n", "chữ số": "1", "chữ cái": "a", "chữ có dấu": "ế", "ngoặc": "((",
    "từ": "sở ", "số chấm": "1.1", "liệt kê": "a, ", "gạch chéo": "1/-",
}  # fmt: skip
SEARCHING = {"search", "finditer", "sub", "subn", "split", "findall"}
GUARD_OF_A_PATTERN, GUARD_OF_A_READING = 1.0, 20.0
MOST_UNREACHED = 10
Used = tuple[dict[Key, set[str]], set[Site]]
Record = Callable[[str, object], None]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Used:
    """What tests/architecture/patterns.py saw in a process of its own."""
    target = tmp_path_factory.mktemp("mau") / "used"
    subprocess.run([sys.executable, "-m", "tests.architecture.patterns", str(target)], cwd=ROOT, check=True)
    found: Used = eval(target.read_text("utf-8"))  # noqa: S307 - written by our own process
    return found


@pytest.fixture(scope="module")
def patterns(used: Used) -> dict[Key, set[str]]:
    """Those in the sources and those made of tables; a written one nobody called is taken to be matched in one place."""
    written = {key for _, _, key in sites() if key is not None}
    compiled = [re.compile(pattern, flags) for pattern, flags in written]
    return {**{(each.pattern, each.flags): set() for each in compiled}, **used[0]}


def attacks(key: Key, size: int) -> Iterator[Any]:
    """Texts of one size: the ten families, and what the pattern itself nearly matches, over and over."""
    tree = tree_of(*key)
    own = [sample(tree, times) or "x" for times in (1, 40)]
    for unit in (*FAMILIES.values(), *own, *(text[:-1] or "x" for text in own)):
        text = (unit * (size // len(unit) + 1))[:size] + "\x01"
        yield text.encode() if isinstance(key[0], bytes) else text


def slowest(key: Key, calls: set[str], size: int) -> float:
    """Seconds of the slowest attack, by the methods the program uses."""
    pattern = re.compile(*key)
    taken = []
    for text in attacks(key, size):
        begun = time.perf_counter()
        if calls & SEARCHING:
            for _ in pattern.finditer(text):
                pass
        pattern.match(text)
        taken.append(time.perf_counter() - begun)
    return max(taken)


def test_no_repeat_stands_within_a_repeat(patterns: dict[Key, set[str]]) -> None:
    doubtful = {key[0]: found for key in patterns if (found := list(doubtful_repeats(tree_of(*key))))}
    assert doubtful == {}


@pytest.mark.parametrize(
    "pattern", [r"(?:\s*[\w,]+\s*)+chủ trì", r"(a+)+$", r"(?:[.\d]+|x)*$", r"(?:a.*|b)*;"]
)
def test_a_repeat_within_a_repeat_is_seen(pattern: str) -> None:
    assert list(doubtful_repeats(tree_of(pattern, 0)))


@pytest.mark.parametrize("pattern", [r"(?:\d+[a-z]?, )+$", r"(?: +\w+)*", r"(?:a++)+", r"\([^()]*\)+"])
def test_turns_that_cannot_be_cut_differently_are_fine(pattern: str) -> None:
    assert list(doubtful_repeats(tree_of(pattern, 0))) == []


def test_patterns_made_of_tables_are_seen_too(used: Used) -> None:
    made = [(place, last) for place, last, key in sites() if key is None]
    reached = {
        (file, line)
        for (file, line), last in made
        if any(file == f and line <= at <= last for f, at in used[1])
    }
    assert len(made) > 50
    assert len({place for place, _ in made} - reached) <= MOST_UNREACHED


@two_sizes(300, 2_000)
def test_no_pattern_runs_away(patterns: dict[Key, set[str]], size: int, record_property: Record) -> None:
    taken = {key: slowest(key, calls, size) for key, calls in patterns.items()}
    slow = [key[0] for key, seconds in taken.items() if seconds > GUARD_OF_A_PATTERN]
    record_property("mẫu chịu được mọi văn bản tấn công", f"{len(taken) - len(slow)} trên {len(taken)}")
    record_property("lâu nhất, giây", f"{max(taken.values()):.3f}")
    assert slow == []


@two_sizes(1_000, 100_000)
def test_a_document_made_to_hurt_is_read(
    patterns: dict[Key, set[str]], size: int, record_property: Record
) -> None:
    """The whole reading on documents that are one attack each: as the program itself calls its patterns."""
    own = {str(key[0]): sample(tree_of(*key), 40) for key in patterns if isinstance(key[0], str)}
    units = {unit for unit in (*FAMILIES.values(), *own.values()) if unit}
    longest = 0.0
    for unit in sorted(units):
        text = "I. NHIỆM VỤ\n- Sở Công Thương chủ trì " + (unit * (size // len(unit) + 1))[:size]
        begun = time.perf_counter()
        try:
            read(text.encode("utf-8", "replace"), "a.txt")
        except Refused as refused:
            assert refused.message
        longest = max(longest, time.perf_counter() - begun)
        assert longest < GUARD_OF_A_READING, unit[:200]
    record_property("văn bản tấn công đọc xong", f"{len(units)} trên {len(units)}")
    record_property("lâu nhất, giây", f"{longest:.2f}")
