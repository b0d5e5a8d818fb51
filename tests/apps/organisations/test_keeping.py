"""Adding, renaming, correcting and ending an organisation: the row stays, earlier names are kept with their days."""

from __future__ import annotations

from datetime import date

import pytest

from lotrinh.apps.journal.errors import ActionRefused, StaleEdit
from lotrinh.apps.organisations.actions import (
    add_organisation,
    edit_organisation,
    end_organisation,
    rename_organisation,
)
from lotrinh.apps.organisations.errors import NameTaken, NotYet
from lotrinh.apps.organisations.models import Organisation, OrganisationName
from lotrinh.apps.organisations.queries import find_by_name, organisations_on
from tests.factories.following import events_written
from tests.factories.story import AT, SYSTEM


def renamed(row: Organisation, name: str, short: str, on: date, version: int = 1) -> Organisation:
    return rename_organisation(
        by=SYSTEM,
        at=AT,
        organisation=row,
        version=version,
        name=name,
        short_name=short,
        effective=on,
        legal_basis="Nghị quyết số 9/NQ-HĐND",
    )


def test_organisations_are_numbered(agencies: dict[str, Organisation]) -> None:
    assert [row.number for row in agencies.values()] == [f"CQ-{number:04}" for number in range(1, 6)]


@pytest.mark.parametrize("identifier", ["000.00.15.H56", "H97", "000.00.00.000.H56", "a" * 35])
def test_identifiers_that_are_taken(agencies: dict[str, Organisation], identifier: str) -> None:
    row = edit_organisation(
        by=SYSTEM, at=AT, organisation=agencies["SCT"], version=1, changes={"identifier": identifier}
    )
    assert (row.identifier, row.version) == (identifier, 2)


@pytest.mark.parametrize(
    "identifier", ["000.00.15.", ".H56", "00..H56", "SỞ", "a b", "a-b", "a" * 36, "H56\n"]
)
def test_identifiers_that_are_refused(agencies: dict[str, Organisation], identifier: str) -> None:
    with events_written(agencies["SCT"].province_id), pytest.raises(ActionRefused, match="tối đa 35 ký tự"):
        edit_organisation(
            by=SYSTEM, at=AT, organisation=agencies["SCT"], version=1, changes={"identifier": identifier}
        )


def test_a_renaming_keeps_the_row_and_the_earlier_names(agencies: dict[str, Organisation]) -> None:
    row = agencies["STC"]
    with events_written(row.province_id, "rename_organisation"):
        new = renamed(row, "Sở Tài chính và Giá tỉnh Mẫu", "Sở Tài chính", date(2026, 1, 1))
    assert (new.pk, new.number, new.name) == (row.pk, row.number, "Sở Tài chính và Giá tỉnh Mẫu")
    told = {
        (name.kind, name.text, name.valid_from, name.valid_to, name.legal_basis) for name in row.names.all()
    }
    assert told == {
        ("name", "Sở Tài chính tỉnh Mẫu", None, date(2025, 12, 31), ""),
        ("name", "Sở Tài chính và Giá tỉnh Mẫu", date(2026, 1, 1), None, "Nghị quyết số 9/NQ-HĐND"),
        ("short", "Sở Tài chính", None, None, ""),
    }


def test_an_abbreviation_changes_on_its_own_day(agencies: dict[str, Organisation]) -> None:
    row = renamed(agencies["STC"], "Sở Tài chính tỉnh Mẫu", "Sở TC", date(2025, 6, 1))
    row = renamed(row, "Sở Tài chính và Giá tỉnh Mẫu", "Sở TC", date(2026, 1, 1), row.version)
    ends = dict(
        OrganisationName.objects.filter(organisation=row, valid_to__isnull=False).values_list(
            "kind", "valid_to"
        )
    )
    assert ends == {"name": date(2025, 12, 31), "short": date(2025, 5, 31)}


def test_a_document_with_the_earlier_name_finds_the_same_body(agencies: dict[str, Organisation]) -> None:
    row = renamed(agencies["STC"], "Sở Tài chính và Giá tỉnh Mẫu", "STCG", date(2026, 1, 1))
    found = [find_by_name(row.province_id, name) for name in ("Sở Tài chính", "Sở Tài chính và Giá", "STCG")]
    assert found == [row, row, row]


def test_a_name_of_tomorrow_is_not_borne_today(agencies: dict[str, Organisation]) -> None:
    with events_written(agencies["STC"].province_id), pytest.raises(NotYet, match="ghi khi đã đến ngày"):
        renamed(agencies["STC"], "Sở Khác", "", date(2026, 2, 1))


def test_a_name_is_not_renamed_before_it_was_borne(agencies: dict[str, Organisation]) -> None:
    row = renamed(agencies["STC"], "Sở Khác", "", date(2026, 1, 1))
    with pytest.raises(ActionRefused, match="phải sau ngày ấy"):
        renamed(row, "Sở Khác Nữa", "", date(2025, 12, 1), row.version)
    assert find_by_name(row.province_id, "Sở Khác") == row


def test_a_name_that_is_taken(agencies: dict[str, Organisation]) -> None:
    with pytest.raises(NameTaken, match="mở cơ quan ấy"):
        add_organisation(
            by=SYSTEM,
            at=AT,
            province=agencies["SCT"].province,
            name="Sở Công Thương tỉnh Mẫu",
            kind="department",
            level="province",
        )
    with pytest.raises(NameTaken):
        renamed(agencies["STC"], "Sở Công Thương tỉnh Mẫu", "", date(2026, 1, 1))


def test_who_saved_in_between_is_not_overwritten(agencies: dict[str, Organisation]) -> None:
    renamed(agencies["STC"], "Sở Khác", "", date(2026, 1, 1))
    with events_written(agencies["STC"].province_id), pytest.raises(StaleEdit):
        end_organisation(
            by=SYSTEM, at=AT, organisation=agencies["STC"], version=1, last=date(2026, 1, 4), legal_basis="x"
        )


def test_an_end_is_the_last_day(agencies: dict[str, Organisation]) -> None:
    row = end_organisation(
        by=SYSTEM, at=AT, organisation=agencies["STC"], version=1, last=date(2026, 3, 31), legal_basis="NQ 1"
    )
    on = [row in organisations_on(row.province_id, day) for day in (date(2026, 3, 31), date(2026, 4, 1))]
    assert on == [True, False]


def test_nobody_stands_above_themselves(agencies: dict[str, Organisation]) -> None:
    below = edit_organisation(
        by=SYSTEM, at=AT, organisation=agencies["STC"], version=1, changes={"parent": agencies["VP"]}
    )
    with pytest.raises(ActionRefused, match="không thể là chính cơ quan này"):
        edit_organisation(by=SYSTEM, at=AT, organisation=agencies["VP"], version=1, changes={"parent": below})
