"""FRBR identity: which Work a document is, by its type, organ, date and number (OASIS akn-nc v1.0, section 4.4)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from lotrinh.lexicon.akoma import act_kinds, act_types, iso_code_at_end, local_names, local_organs, subtypes
from lotrinh.lexicon.document_kinds import document_types
from lotrinh.values.folding import search_key
from lotrinh.values.reading import Reading

UNSTATED_DATE = "0001-01-01"
"""Stands in an attribute that must hold a date where the document prints none; always beside name="unstated"."""

_SPELLED = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "%": " phan tram "})
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z]+")
_PARTS = re.compile(r"[-/]")
_YEAR = re.compile(r"\d+[a-z]?/((?:19|20)\d\d)/")
_TERM = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Work:
    """The parts of a Work IRI. `day` is a date, a year, or UNSTATED_DATE."""

    country: str
    document: str
    subtype: str
    actor: str | None
    day: str
    number: str

    @property
    def uri(self) -> str:
        """`/akn/vn-32/doc/plan/ubnd/2020-11-09/180-kh-ubnd`."""
        actor = [self.actor] if self.actor else []
        return "/".join(["", "akn", self.country, self.document, self.subtype, *actor, self.day, self.number])


def ascii_words(text: str, *, lower: bool = True) -> str:
    """A name as it stands in an IRI.

    >>> ascii_words("122-KH/TU"), ascii_words("Điều 3.", lower=False), ascii_words("%/năm")
    ('122-kh-tu', 'Dieu-3', 'phan-tram-nam')
    """
    spelled = unicodedata.normalize("NFD", text.translate(_SPELLED))
    plain = "".join(c for c in spelled if not unicodedata.combining(c))
    joined = _NOT_PLAIN.sub("-", plain).strip("-")
    return joined.lower() if lower else joined


def work_of_reading(reading: Reading) -> Work:
    """The Work of a document that was read.

    Without a number it is `nn-` and the start of the source's SHA-256: two such documents stay two, and the same bytes
    give the same name.
    """
    header = reading.header
    number = header.number
    return Work(
        country=country_of(header.issuer, number, header.place),
        document="act" if reading.kind in act_kinds() else "doc",
        subtype=_subtype(header.type, header.side) if header.type else reading.kind,
        actor=actor_of(number, header.issuer),
        day=header.date.isoformat() if header.date else _year_in(number) or UNSTATED_DATE,
        number=ascii_words(number or "") or f"nn-{ascii_words(reading.source.sha256)[:12] or '0'}",
    )


def work_of_citation(type_: str | None, number: str, day: date | None, issuer: str | None) -> Work | None:
    """The Work of a cited document; None where neither its date nor the year of its number is printed.

    >>> work_of_citation("KH", "122-KH/TU", date(2019, 11, 8), "Ban Thường vụ Tỉnh ủy Phú Yên").uri
    '/akn/vn-32/doc/plan/tu/2019-11-08/122-kh-tu'
    >>> work_of_citation("NĐ", "30/2020/NĐ-CP", None, None).uri, work_of_citation("NQ", "23-NQ/TW", None, None)
    ('/akn/vn/act/nghi-dinh/cp/2020/30-2020-nd-cp', None)
    """
    stated = day.isoformat() if day else _year_in(number)
    name = ascii_words(number)
    if stated is None or type_ is None or not name:
        return None
    return Work(
        country=country_of(issuer, number, None),
        document="act" if type_ in act_types() else "doc",
        subtype=_subtype(type_, None),
        actor=actor_of(number, issuer),
        day=stated,
        number=name,
    )


def _year_in(number: str | None) -> str | None:
    found = _YEAR.match(number or "")
    return found[1] if found else None


def _subtype(type_: str, side: str | None) -> str:
    """The name the table gives a type, else its printed name without marks."""
    if type_ in subtypes():
        return subtypes()[type_]
    rows = [row for row in document_types() if row.abbreviation == type_]
    rows.sort(key=lambda row: row.side != (side or "state"))
    return "-".join(search_key(rows[0].name).split()) if rows else ascii_words(type_) or "document"


def actor_of(number: str | None, issuer: str | None) -> str | None:
    """The organ of the symbol, else the issuer's name; None where neither is printed.

    >>> actor_of("05/2023/QĐ-TTg", None), actor_of("122-KH/TU", None), actor_of("1234/UBND-KTTH", None)
    ('ttg', 'tu', 'ubnd-ktth')
    >>> actor_of("202/2025/QH15", None), actor_of(None, "UBND tỉnh Phú Yên"), actor_of(None, None)
    ('qh', 'ubnd-tinh-phu-yen', None)
    """
    organ = "-".join(_organs_in(number))
    name = _TERM.sub("", ascii_words(organ)).strip("-") or ascii_words(issuer or "")
    return name if name and not name[0].isdigit() else None


def _organs_in(number: str | None) -> list[str]:
    """The parts of a symbol that are neither number nor type."""
    parts = _PARTS.split(number or "")
    types = {row.abbreviation for row in document_types()}
    return [part for part in parts if part and not part[0].isdigit() and part not in types]


def country_of(issuer: str | None, number: str | None, place: str | None) -> str:
    """`vn-<province>` for a body of a province whose name is printed, else `vn`.

    >>> country_of("Ủy ban nhân dân tỉnh Nghệ An", None, None), country_of("Tỉnh ủy", "15-KH/TU", "Phú Yên")
    ('vn-22', 'vn-32')
    >>> country_of("Thủ tướng Chính phủ", "05/2023/QĐ-TTg", "Hà Nội")
    'vn'
    """
    named = iso_code_at_end(issuer or "")
    if named:
        return named
    local = bool(
        local_organs().intersection(_organs_in(number))
    ) or f"{search_key(issuer or '')} ".startswith(local_names())
    return (iso_code_at_end(place or "") if local else None) or "vn"
