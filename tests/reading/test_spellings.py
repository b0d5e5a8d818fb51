"""The same plan in fifteen spellings of Unicode gives the same records, and their places hold the printed words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.folding import fold
from lotrinh.values.lookalikes import in_our_letters
from tests.reading.plan import PLAN
from tests.reading.reading import read_text
from tests.reading.test_pipeline import BASE, check_laws, records

SHARED = Path(__file__).parents[3] / "shared"
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in "0123456789%"}
_NEW_TONES = {"òa": "oà", "óa": "oá", "ỏa": "oả", "ọa": "oạ", "ủy": "uỷ", "ũy": "uỹ", "ụy": "uỵ", "òe": "oè", "óe": "oé"}  # fmt: skip


def within_words(mark: str) -> str:
    """The mark between two letters of every third word."""
    words = PLAN.split(" ")
    return " ".join(
        f"{word[:2]}{mark}{word[2:]}" if place % 3 == 0 and word[1:3].isalpha() else word
        for place, word in enumerate(words)
    )


def new_tones() -> str:
    text = PLAN
    for old, new in _NEW_TONES.items():
        text = text.replace(old, new).replace(old.upper(), new.upper())
    return text


# Name: the text, and what the warning says of it ("" where nothing is lost and nothing is told).
SPELLINGS: dict[str, tuple[str, str]] = {
    "NFD": (unicodedata.normalize("NFD", PLAN), ""),
    "NFKD trừ chữ số": (unicodedata.normalize("NFKD", PLAN), ""),
    "hoà, uỷ": (new_tones(), ""),
    "Ð, ð (eth)": (PLAN.replace("Đ", "Ð").replace("đ", "ð"), ""),
    "Ɖ (U+0189)": (PLAN.replace("Đ", "Ɖ").replace("đ", "ɖ"), ""),
    "а, о, е Kirin": (PLAN.replace("hoạch", "hоạch").replace("của", "củа").replace("theo", "thео"), "bảng chữ khác"),
    "khoảng trắng không ngắt": (PLAN.replace(" các ", "\u00a0các\u00a0").replace("Sở ", "Sở\u00a0"), ""),
    "khoảng trắng hẹp": (PLAN.replace(" các ", "\u202fcác\u2009").replace("Sở ", "Sở\u2003"), ""),
    "ZWSP": (within_words("\u200b"), "không có bề rộng"),
    "ZWJ": (within_words("\u200d"), "không có bề rộng"),
    "ngắt chữ mềm": (within_words("\u00ad"), "không có bề rộng"),
    "đảo chiều U+202E": (within_words("\u202e"), "ký tự điều khiển"),
    "cách ly U+2066": (within_words("\u2066"), "ký tự điều khiển"),
    "chữ số rộng": (PLAN.translate(_WIDE), ""),
    "BOM ở giữa": (within_words("\ufeff"), "không có bề rộng"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_spelling_changes_no_record(name: str) -> None:
    text, said = SPELLINGS[name]
    reading = read_text(text)
    check_laws(reading)
    told = " ".join(reading.source.warnings)
    assert said in told if said else not told
    assert shown(records(reading)) == shown(BASE)


def shown(found: list[object]) -> str:
    """Records as words alone: what is compared is what was recognised, not how it was typed."""
    return fold(in_our_letters(unicodedata.normalize("NFKC", repr(found))))


@pytest.mark.prove
def test_fifteen_of_fifteen(record_property: Callable[[str, object], None]) -> None:
    same = sum(shown(records(read_text(text))) == shown(BASE) for text, _ in SPELLINGS.values())
    record_property("cách viết Unicode cho cùng kết quả", f"{same} trên {len(SPELLINGS)}")
    assert same == len(SPELLINGS) == 15


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
def test_the_real_samples_are_read_alike_composed_and_decomposed() -> None:
    for sample in sorted((SHARED / "samples").glob("*.txt")):
        text = sample.read_text("utf-8")
        composed, decomposed = (
            read(unicodedata.normalize(form, text).encode(), "a.txt").to_dict() for form in ("NFC", "NFD")
        )
        composed.pop("source"), decomposed.pop("source")
        assert composed == decomposed, sample.name
