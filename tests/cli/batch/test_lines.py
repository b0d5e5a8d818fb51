"""Which file a line of results came from, and which lines are none."""

from __future__ import annotations

import json

import pytest

from lotrinh.cli.batch.lines import Origin, origin_of, refused_line
from lotrinh.cli.read_child import told
from lotrinh.reading.pipeline import read
from tests.factories.files import plan_txt


def reading_line(name: str) -> bytes:
    return json.dumps(told(read(plan_txt(), "a.txt"), name, checks=True), ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize("name", ["a.txt", 'nam "2026"/{kế hoạch}.docx', "x" * 9000])
def test_a_reading_tells_its_file(name: str) -> None:
    origin = origin_of(reading_line(name))
    assert origin is not None
    assert (origin.name, origin.size, origin.refused) == (name, len(plan_txt()), None)
    assert origin.digest == read(plan_txt(), "a.txt").source.sha256


def test_a_refusal_tells_its_file() -> None:
    line = refused_line("a.txt", 7, None, {"code": "too_large", "message": "Tệp lớn."}) + b"\n"
    assert origin_of(line) == Origin("a.txt", 7, None, "too_large")


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"{}\n", b"[1]\n", b"null}\n", b'{"source": 1}\n', b'{"name": "a"}\n', b"\0" * 4096 + b"\n",
     b'{"format": "x", "source": {"name": 1}}\n', refused_line("a", 1, b"", {"code": "x", "message": "y"})],
)  # fmt: skip
def test_what_is_no_line_is_told(line: bytes) -> None:
    assert origin_of(line) is None


def test_a_cut_line_is_none_wherever_it_was_cut() -> None:
    line = reading_line("a.txt")
    for end in range(0, len(line), 97):
        assert origin_of(line[:end]) is None
