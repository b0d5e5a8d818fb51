"""Bảng tra cứu đi kèm chương trình khớp từng dòng với bảng sự kiện đã đối chiếu."""

from __future__ import annotations

import csv

import pytest

from lotrinh.lexicon.provinces import provinces
from lotrinh.lexicon.successions import successions
from lotrinh.lexicon.tables import read_tsv
from tests.corpus.shared import SHARED, needs_shared

pytestmark = [pytest.mark.corpus, needs_shared]


def facts(name: str) -> list[dict[str, str]]:
    with (SHARED / "facts" / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _bare(name: str) -> str:
    return name.removeprefix("Thành phố ")


def test_sixty_three_rows_of_provinces() -> None:
    shipped = {
        (row["old_code"], row["old"], row["new_code"], row["new"], row["effective"])
        for row in read_tsv("province_successions")
    }
    told = {
        (row["old_code"], _bare(row["old_name"]), row["new_code"], _bare(row["new_name"]), row["effective"])
        for row in facts("province_mergers")
    }
    assert shipped == told
    assert len(told) == 63


def test_the_cities_with_their_days_and_resolutions() -> None:
    told = {
        (_bare(row["new_name"]), row["city_status_from"])
        for row in facts("province_mergers")
        if row["city_status_from"]
    }
    shipped = {(p.name, p.city_from.isoformat(), p.source) for p in provinces() if p.city_from}
    assert len(told) == len(shipped) == 4
    for name, since in told:
        day, resolution = since[:10], since[12:-1]
        assert any(p[0] == name and p[1] == day and resolution in p[2] for p in shipped), name


def test_the_kinds_of_november_2026() -> None:
    told = {(_bare(row["new_name"]), row["new_type_2026_11"]) for row in facts("province_mergers")}
    shipped = {(p.name, "thành phố" if p.city_from else p.kind) for p in provinces() if p.last is None}
    assert shipped == told


def _scope(told: str) -> str:
    """The facts describe a part in English words; the table has a word for it and the field in Vietnamese."""
    if told in ("all", "main", "split"):
        return told
    return "territory" if told.startswith("by default") else "part"


def test_every_succession_of_agencies_with_its_certainty() -> None:
    shipped = {(s.old, s.new, s.scope, s.effective, s.certain) for s in successions() if s.of == "agency"}
    told = {
        (
            row["old_agency"],
            row["new_agency"],
            _scope(row["scope"]),
            row["effective"],
            row["confidence"] == "V",
        )
        for row in facts("agency_mergers")
    }
    assert shipped == told
