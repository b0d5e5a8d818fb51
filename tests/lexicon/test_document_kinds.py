"""Kinds of documents and what a symbol tells."""

from __future__ import annotations

from lotrinh.lexicon.document_kinds import (
    abbreviation_of_name,
    document_types,
    issuer_of_code,
    side_of_number,
    spelling_of_code,
)


def test_both_sides_are_there_and_names_are_unique_per_side() -> None:
    names = [(kind.side, kind.name, kind.abbreviation) for kind in document_types()]
    assert {side for side, _, _ in names} == {"state", "party"}
    assert len(names) == len(set(names))


def test_the_state_lends_the_abbreviation_where_both_have_one() -> None:
    table = abbreviation_of_name()
    assert (table["thong tu"], table["thong tri"], table["ket luan"]) == ("TT", "TT", "KL")
    assert (table["to trinh"], table["thong bao ket luan"]) == ("TTr", "TB")


def test_symbols_in_capitals_get_their_proper_spelling() -> None:
    assert [spelling_of_code()[code] for code in ("CTR", "TTG", "QYĐ", "UBND")] == [
        "CTr",
        "TTg",
        "QyĐ",
        "UBND",
    ]


def test_who_issues_under_a_code_and_on_which_side() -> None:
    assert issuer_of_code()["QH15"] == "Quốc hội"
    assert [side_of_number(n) for n in ("23-NQ/TW", "71/NQ-CP", "72/2025/QH15", "01")] == [
        "party",
        "state",
        "state",
        None,
    ]
