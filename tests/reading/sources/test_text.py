"""Plain text is taken as it is; whether its lines are paragraphs is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from lotrinh.reading.sources import open_source
from lotrinh.reading.sources.text import is_hard_wrapped

SHARED = Path(__file__).parents[4] / "shared"
SENTENCE = "Ủy ban nhân dân tỉnh giao Sở Công Thương chủ trì, phối hợp với các sở, ngành và địa phương liên quan rà soát "


def test_a_column_breaks_sentences() -> None:
    words = (SENTENCE * 12).split()
    wrapped = "\n".join(" ".join(words[place : place + 14]) for place in range(0, len(words), 14))
    assert is_hard_wrapped(wrapped)


def test_paragraphs_are_not_wrapped() -> None:
    assert not is_hard_wrapped("\n".join([SENTENCE * 5 + "hết."] * 10))


def test_a_table_of_short_lines_is_not_wrapped() -> None:
    assert not is_hard_wrapped("\n".join(["Sở Công Thương", "chủ trì", "các sở, ngành", "phối hợp"] * 10))


def test_no_break_spaces_and_lines_stay() -> None:
    text = "I. MỤC\u00a0TIÊU\n\n-\nTăng 8,5%/năm\n"
    assert open_source(text.encode(), "a.txt").text == text


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_only_one_sample_is_wrapped() -> None:
    samples = sorted((SHARED / "samples").glob("*.txt"))
    wrapped = [path.name[:3] for path in samples if open_source(path.read_bytes(), path.name).hard_wrapped]
    assert wrapped == ["003"]


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_every_text_of_the_corpus_is_read_without_warning() -> None:
    for path in sorted((SHARED / "corpus").glob("*.md")):
        source = open_source(path.read_bytes(), path.name)
        assert not source.warnings, path.name
        assert len(source.text) > 1000
