"""The pairs of syllables recognition is put right by: two syllables each, none twice, none a slip itself."""

from __future__ import annotations

from lotrinh.lexicon.scan_slips import compounds, quarters
from lotrinh.lexicon.tables import read_toml
from lotrinh.reading.sources.scan_slips import mended
from lotrinh.reading.sources.syllables import is_syllable
from lotrinh.values.scan import Box, ScannedWord


def said(text: str) -> str:
    row = tuple(ScannedWord(word, 0.9, Box(0, 0, 1, 1)) for word in text.split())
    return " ".join(word.text for word in mended(row))


def test_pairs_are_two_syllables_and_unlike_each_other() -> None:
    listed = read_toml("scan_slips")["compounds"]
    assert len(compounds()) == len(listed)
    assert all(len(pair.split()) == 2 and all(map(is_syllable, pair.split())) for pair in listed)


def test_quarters_lead_to_roman_figures() -> None:
    assert set(quarters().values()) == {"II", "III", "IV"}
    assert not {"I", "II", "III", "IV", "1", "2", "3", "4"} & set(quarters())


def test_marks_are_put_right_and_case_and_stops_stay() -> None:
    assert said("THÀNH PHÔ và thành phô; Nghi quyết") == "THÀNH PHỐ và thành phố; Nghị quyết"
    assert said("Quý IH/2026, quý 111.") == "Quý III/2026, quý III."


def test_what_can_be_meant_stays() -> None:
    for text in (
        "bắt đầu từ năm 2025",
        "văn bản hành chính",
        "để nghị quyết đi vào cuộc sống",
        "uỷ ban",
        "Quý 1/2026",
        "mục 11",
    ):
        assert said(text) == text
