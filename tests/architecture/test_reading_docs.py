"""The pages on the reader list exactly the codes, kinds and formats of the code, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from tests.reading.facts import KINDS

from lotrinh.lexicon.formats import formats
from lotrinh.lexicon.kinds import kind_names
from lotrinh.reading.errors import RefusalCode
from lotrinh.reading.pipeline import read
from lotrinh.values.doubts import DOUBTS

ROOT = Path(__file__).parents[2]
PAGES = {"vi": ROOT / "docs" / "vi" / "doc-van-ban.md", "en": ROOT / "docs" / "en" / "reading.md"}
RECORDS = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "src/lotrinh/reading/records").glob("*.py")))
_LINE = re.compile(r"\| `?([\w]+)`? \| (.+) \|")
# The tables of a page in their order.
TABLES = ("kinds", "formats", "records", "flags", "why", "unread", "refused")


def tables(language: str) -> dict[str, dict[str, str]]:
    """Name of a table -> its first column -> the rest of the line."""
    found: list[dict[str, str]] = []
    inside = False
    for line in PAGES[language].read_text("utf-8").splitlines():
        if line.startswith("| ---"):
            found.append({})
            inside = True
        elif inside and (row := _LINE.fullmatch(line)):
            found[-1][row[1]] = row[2]
        elif not line.startswith("|"):
            inside = False
    return dict(zip(TABLES, found, strict=True))


@pytest.mark.parametrize("language", PAGES)
def test_codes_are_those_of_the_code(language: str) -> None:
    told = tables(language)
    assert list(told["kinds"]) == list(kind_names())
    assert list(told["why"]) == list(DOUBTS)
    assert set(told["refused"]) == set(get_args(RefusalCode))
    for row in formats().values():
        assert all(suffix in told["formats"][row.name] for suffix in row.suffixes)
    assert set(told["formats"]) == {row.name for row in formats().values()}


def test_vietnamese_words_are_those_on_the_screen() -> None:
    told = tables("vi")
    assert told["why"] == {code: doubt.words for code, doubt in DOUBTS.items()}
    assert told["kinds"] == kind_names()


def test_both_languages_list_the_same() -> None:
    assert [list(t) for n, t in tables("vi").items() if n != "records"] == [
        list(t) for n, t in tables("en").items() if n != "records"
    ]
    headings = [re.findall(r"(?m)^#+ ", page.read_text("utf-8")) for page in PAGES.values()]
    assert headings[0] == headings[1]


def test_flags_and_reasons_are_those_of_the_records() -> None:
    told = tables("en")
    given: dict[str, set[str]] = {"flags": set(), "unread": set()}
    for path in sorted(KINDS.glob("*.txt")):
        reading = read(path.read_bytes(), path.name)
        given["flags"] |= {flag for task in reading.tasks for flag in task.flags}
        given["unread"] |= {passage.reason for passage in reading.unread}
    for table, codes in given.items():
        assert codes <= set(told[table])
        assert all(f'"{code}"' in RECORDS for code in told[table])
    assert set(re.findall(r'"((?:reported|empty|table)_[a-z_]+)"', RECORDS)) - set(DOUBTS) <= {
        *told["flags"], *told["unread"],
    }  # fmt: skip
