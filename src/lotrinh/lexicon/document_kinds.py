"""Kinds of documents and their abbreviations: Nghị định 30/2020/NĐ-CP for the state, 399-QĐ/TW for the Party."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

from lotrinh.lexicon.tables import read_toml, read_tsv
from lotrinh.values.folding import fold
from lotrinh.values.frozen import frozen

Side = Literal["state", "party"]


@frozen
class DocumentType:
    """One row: `abbreviation` as it stands in symbols, `name` as printed before the number."""

    abbreviation: str
    name: str
    side: Side
    source: str


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All rows, state first."""
    return tuple(
        DocumentType(row["abbreviation"], row["name"], cast(Side, row["side"]), row["source"])
        for row in read_tsv("document_kinds")
    )


@cache
def abbreviation_of_name() -> dict[str, str]:
    """Folded printed name -> abbreviation of the state, else of the Party.

    >>> abbreviation_of_name()["chuong trinh hanh dong"], abbreviation_of_name()["to trinh"]
    ('CTr', 'TTr')
    """
    table: dict[str, str] = {}
    for kind in sorted(document_types(), key=lambda row: row.side == "party"):
        if kind.abbreviation:
            table.setdefault(fold(kind.name), kind.abbreviation)
    return table


@cache
def spelling_of_code() -> dict[str, str]:
    """Upper-cased part of a symbol -> its proper spelling, so that a title in capitals reads "CTr", not "CTR"."""
    proper = {kind.abbreviation.upper(): kind.abbreviation for kind in document_types()}
    return proper | {code.upper(): code for code in read_toml("symbols")["mixed_case"]}


@cache
def issuer_of_code() -> dict[str, str]:
    """Last part of a symbol -> who issues under it, where only one body does.

    >>> issuer_of_code()["CP"], issuer_of_code()["TTg"]
    ('Chính phủ', 'Thủ tướng Chính phủ')
    """
    return dict(read_toml("symbols")["issuer"])


@cache
def ministry_of_code() -> dict[str, str]:
    """A part of a symbol that is a ministry's, wherever it stands: 96/2021/TT-BTC, 1473/BTP-CNTT.

    >>> ministry_of_code()["BTC"]
    'Bộ Tài chính'
    """
    return dict(read_toml("symbols")["ministry"])


@cache
def types_without_number_word() -> frozenset[str]:
    """Folded names that take a bare number without "số" ("Nghị quyết 01", "Chỉ thị 16")."""
    return frozenset(fold(name) for name in read_toml("symbols")["bare_number"])


def side_of_number(number: str) -> Side | None:
    """Party symbols put a hyphen after the number, state symbols a slash (399-QĐ/TW; NĐ 30/2020/NĐ-CP, Phụ lục I).

    >>> side_of_number("122-KH/TU"), side_of_number("124/NQ-CP"), side_of_number("7549")
    ('party', 'state', None)
    """
    separator = number.lstrip("0123456789.")[:1]
    return "party" if separator == "-" else "state" if separator == "/" else None
