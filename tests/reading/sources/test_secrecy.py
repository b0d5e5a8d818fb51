"""Every kind of secrecy mark is caught, ordinary passages and the real documents pass."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.errors import Refused
from lotrinh.reading.sources import open_source, secrecy

SHARED = Path(__file__).parents[4] / "shared"
EXAMPLES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "secrecy_examples.toml").read_text("utf-8")
)


def is_caught(example: dict[str, Any]) -> bool:
    try:
        secrecy.check_name(example.get("name", "van-ban.txt"))
        secrecy.check(example["text"], example.get("aside", ()))
    except Refused as refused:
        assert refused.code == "secret"
        assert "117/2025/QH15" in refused.message
        return True
    return False


@pytest.mark.prove
def test_all_marks_and_no_ordinary_word(record_property: Callable[[str, object], None]) -> None:
    caught, alarms = (sum(map(is_caught, EXAMPLES[kind])) for kind in ("marked", "plain"))
    record_property("dấu mật bị chặn", f"{caught} trên {len(EXAMPLES['marked'])}")
    record_property("chặn nhầm", f"{alarms} trên {len(EXAMPLES['plain'])}")
    assert caught == len(EXAMPLES["marked"]) >= 30
    assert alarms == 0
    assert len(EXAMPLES["plain"]) >= 50


@pytest.mark.parametrize("example", EXAMPLES["marked"], ids=lambda e: e.get("name") or e["text"][:30])
def test_marks_are_caught(example: dict[str, Any]) -> None:
    assert is_caught(example)


@pytest.mark.parametrize("example", EXAMPLES["plain"], ids=lambda e: e.get("name") or e["text"][:30])
def test_ordinary_words_pass(example: dict[str, Any]) -> None:
    assert not is_caught(example)


def test_a_mark_far_down_is_caught_where_it_stands_alone() -> None:
    text = "Nội dung kế hoạch.\n" * 500
    assert secrecy.find_mark(text + "TỐI MẬT\n" + text) == "TỐI MẬT"
    assert secrecy.find_mark(text + "Cột\tMẬT\tCột\n") is None


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_the_real_samples_pass() -> None:
    samples = sorted((SHARED / "samples").glob("*.txt"))
    assert len(samples) == 5
    for sample in samples:
        assert open_source(sample.read_bytes(), sample.name).text
