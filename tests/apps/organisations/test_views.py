"""The register on screen: any day, one organisation, its forms, and who may use them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.organisations.actions import Move, apply_merger, edit_organisation, rename_organisation
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.organisations.policy import can_keep_register
from lotrinh.values.numerals import format_date
from tests.factories.following import events_written
from tests.factories.story import AT, SYSTEM, make_administrator, make_agency, make_office

pytestmark = pytest.mark.usefixtures("midyear")
Sign = Callable[[Office], Client]


@pytest.fixture
def keeper(agencies: dict[str, Organisation], client_for: Sign) -> Client:
    return client_for(make_administrator(agencies["VP"]))


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def facts(body: Organisation, **changes: Any) -> dict[str, Any]:
    """What the form of the facts sends."""
    told = {"code": body.code, "kind": body.kind, "level": body.level, "version": body.version}
    return told | changes


def test_the_register_shows_who_exists_today(focal_office: Office, client_for: Sign) -> None:
    page = text(client_for(focal_office).get("/co-quan/"))
    assert "Sở Công Thương tỉnh Mẫu" in page and "Sở Kế hoạch và Đầu tư" not in page
    assert "Danh mục như vào ngày" not in page and "Thêm cơ quan" not in page


def test_the_register_of_a_past_day_has_the_names_of_that_day(
    agencies: dict[str, Organisation], focal_office: Office, client_for: Sign
) -> None:
    rename_organisation(
        by=SYSTEM,
        at=AT,
        organisation=agencies["STC"],
        version=1,
        name="Sở Tài chính và Giá tỉnh Mẫu",
        short_name="STCG",
        effective=date(2026, 1, 1),
        legal_basis="NQ 1",
    )
    client = client_for(focal_office)
    then, now = text(client.get("/co-quan/?ngay=31/12/2024")), text(client.get("/co-quan/"))
    row = '<th scope="row" title="Sở Tài chính'
    assert f"{row} tỉnh Mẫu" in then and f"{row} và Giá" not in then
    assert "Sở Kế hoạch và Đầu tư tỉnh Mẫu" in then and "như vào ngày 31/12/2024" in then
    assert f"{row} và Giá" in now and f"{row} tỉnh Mẫu" not in now
    everybody = text(client.get("/co-quan/?tat_ca=1&q=ke hoach"))
    assert "Sở Kế hoạch và Đầu tư tỉnh Mẫu" in everybody and "Sở Tài chính và Giá tỉnh Mẫu" in everybody


def test_the_notice_of_another_day_names_it_and_today_has_none(
    focal_office: Office, client_for: Sign
) -> None:
    client = client_for(focal_office)
    for address in ("/co-quan/", "/co-quan/?ngay=25/6/2026", "/co-quan/?xem=cay", "/co-quan/?ngay="):
        assert "như vào ngày" not in text(client.get(address)), address
    assert "như vào ngày 24/6/2026" in text(client.get("/co-quan/?ngay=24/6/2026"))


def test_a_row_is_one_line_and_columns_nobody_fills_are_left_out(
    agencies: dict[str, Organisation], focal_office: Office, client_for: Sign
) -> None:
    client = client_for(focal_office)
    page = text(client.get("/co-quan/"))
    table = page[page.index("<thead>") : page.index("</table>")]
    assert 'class="small"' not in table and "sở, ban, ngành · tỉnh" in table
    assert '<td data-label="Viết tắt">Sở Công Thương</td>' in table
    assert "Mã định danh" not in table and "Nay do" not in table
    edit_organisation(
        by=SYSTEM, at=AT, organisation=agencies["STC"], version=1, changes={"identifier": "000.00.15.H56"}
    )
    everybody = text(client.get("/co-quan/?tat_ca=1"))
    assert "Mã định danh" in everybody and ">Nay do<" in everybody


@pytest.mark.parametrize("path", ["", "ke-thua/", "{}/", "{}/nhiem-vu/", "{}/lich-su/", "ke-thua/sap-xep/"])
def test_pages_of_the_register_are_reached_by_the_menu_and_stand_under_no_other_entry(
    agencies: dict[str, Organisation], keeper: Client, path: str
) -> None:
    page = text(keeper.get("/co-quan/" + path.format(agencies["STC"].number)))
    frame = page[: page.index("<main")]
    assert '<a href="/co-quan/" aria-current="true">' in frame and frame.count("aria-current") == 1


def test_an_ended_body_bears_its_names_to_its_last_day_and_is_not_renamed(
    agencies: dict[str, Organisation], keeper: Client
) -> None:
    old = agencies["SKHDT"]
    assert old.valid_to is not None and old.names.filter(valid_to__isnull=True).exists()
    page = text(keeper.get(f"/co-quan/{old.number}/"))
    names = page[page.index("Tên qua thời gian") :]
    names = names[: names.index("</table>")]
    assert "đang dùng" not in names and names.count(format_date(old.valid_to)) == old.names.count()
    assert "Đổi tên" not in page and "Kết thúc hoạt động" not in page and "nên không còn đổi tên" in page
    data = {
        "name": "Sở Khác",
        "short_name": "",
        "effective": "1/6/2026",
        "legal_basis": "NQ 1",
        "version": old.version,
    }
    refused = text(keeper.post(f"/co-quan/{old.number}/doi-ten/", data), 409)
    assert "đề nghị ghi ở cơ quan ấy" in refused and "Sở Khác" in refused
    alive = text(keeper.get(f"/co-quan/{agencies['STC'].number}/"))
    assert "đang dùng" in alive and "Đổi tên" in alive and "nên không còn đổi tên" not in alive


def test_a_day_that_is_none_is_told_and_the_rest_still_shown(focal_office: Office, client_for: Sign) -> None:
    page = text(client_for(focal_office).get("/co-quan/?ngay=31/02/2026"))
    assert "không phải ngày hợp lệ" in page and "Sở Công Thương tỉnh Mẫu" in page


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_list_as_a_file(focal_office: Office, client_for: Sign, kind: str) -> None:
    answer = client_for(focal_office).get(f"/co-quan/?dang={kind}&tat_ca=1")
    assert answer.status_code == 200 and answer["Content-Disposition"].endswith(f'co-quan-2026-06-25.{kind}"')
    if kind == "csv":
        assert "Sở Kế hoạch và Đầu tư tỉnh Mẫu" in answer.content.decode("utf-8-sig")


def test_the_tree_hangs_bodies_under_those_above(
    agencies: dict[str, Organisation], focal_office: Office, client_for: Sign
) -> None:
    edit_organisation(
        by=SYSTEM, at=AT, organisation=agencies["STC"], version=1, changes={"parent": agencies["VP"]}
    )
    page = text(client_for(focal_office).get("/co-quan/?xem=cay"))
    under = page[page.index("Văn phòng UBND tỉnh Mẫu") :]
    assert under.index("<ul>") < under.index("Sở Tài chính tỉnh Mẫu") < under.index("</ul>")


def test_one_organisation_tells_who_it_was_and_who_it_is(
    agencies: dict[str, Organisation], focal_office: Office, client_for: Sign
) -> None:
    client = client_for(focal_office)
    old = text(client.get(f"/co-quan/{agencies['SKHDT'].number}/"))
    assert "nay do Sở Tài chính tỉnh Mẫu làm, từ ngày 01/3/2025" in old
    assert "Nghị định số 45/2025/NĐ-CP" in old and "Sửa thông tin" not in old
    new = text(client.get(f"/co-quan/{agencies['STC'].number}/"))
    assert "Nay làm việc của:" in new and "Sở Kế hoạch và Đầu tư tỉnh Mẫu" in new
    history = text(client.get(f"/co-quan/{agencies['STC'].number}/lich-su/"))
    assert "Thêm cơ quan" in history


def test_a_month_without_a_day_is_told_so(
    agencies: dict[str, Organisation], focal_office: Office, client_for: Sign
) -> None:
    move = Move(agencies["STC"], agencies["SCT"], date(2026, 6, 1), "NQ 5", precision="month")
    apply_merger(
        by=SYSTEM, at=AT, province=agencies["SCT"].province, title="a", legal_basis="NQ 5", moves=[move]
    )
    page = text(client_for(focal_office).get(f"/co-quan/{agencies['STC'].number}/"))
    assert "đang chuyển, chưa rõ ngày" in page and "trong tháng 6/2026, chưa rõ ngày" in page


@pytest.mark.parametrize("page", ["", "lich-su/", "sua/", "doi-ten/", "ket-thuc/", "nhiem-vu/"])
def test_another_province_does_not_exist(
    agencies: dict[str, Organisation], outsider: Office, client_for: Sign, page: str
) -> None:
    theirs = Organisation.objects.get(pk=outsider.organisation_id)
    lone = make_agency(agencies["SCT"].province, "Sở Riêng tỉnh Mẫu")
    assert lone.number != theirs.number
    assert client_for(outsider).get(f"/co-quan/{lone.number}/{page}").status_code == 404


def test_a_new_organisation_and_its_number(keeper: Client, agencies: dict[str, Organisation]) -> None:
    province = agencies["SCT"].province
    data = {
        "name": "Sở Xây dựng tỉnh Mẫu",
        "short_name": "Sở Xây dựng",
        "identifier": "000.00.09.H97",
        "kind": "department",
        "level": "province",
        "valid_from": "1/3/2025",
    }
    with events_written(province.pk, "add_organisation"):
        answer = keeper.post("/co-quan/moi/", data)
    made = Organisation.objects.get(name="Sở Xây dựng tỉnh Mẫu")
    assert answer["Location"] == f"/co-quan/{made.number}/"
    assert (made.identifier, made.valid_from, made.names.count()) == ("000.00.09.H97", date(2025, 3, 1), 2)


def test_a_wrong_identifier_is_told_and_what_was_typed_is_kept(
    keeper: Client, agencies: dict[str, Organisation]
) -> None:
    body = agencies["STC"]
    page = text(keeper.post(f"/co-quan/{body.number}/sua/", facts(body, identifier="SỞ 1", code="STC9")), 400)
    assert "tối đa 35 ký tự" in page and "SỞ 1" in page and "STC9" in page


def test_who_saved_in_between_is_shown_beside(keeper: Client, agencies: dict[str, Organisation]) -> None:
    body = agencies["STC"]
    edit_organisation(by=SYSTEM, at=AT, organisation=body, version=1, changes={"code": "STC1"})
    page = text(keeper.post(f"/co-quan/{body.number}/sua/", facts(body, code="STC2")), 409)
    assert "STC1" in page and "STC2" in page
    assert Organisation.objects.get(pk=body.pk).code == "STC1"


def test_renaming_and_ending_on_screen(keeper: Client, agencies: dict[str, Organisation]) -> None:
    body = agencies["STC"]
    data = {
        "name": "Sở Kinh tế tỉnh Mẫu",
        "short_name": "SKT",
        "effective": "1/6/2026",
        "legal_basis": "NQ 7",
    }
    page = text(keeper.post(f"/co-quan/{body.number}/doi-ten/", data | {"version": 1}, follow=True))
    assert "Sở Kinh tế tỉnh Mẫu" in page and "31/5/2026" in page and "NQ 7" in page
    end = {"last": "30/6/2026", "legal_basis": "NQ 8", "version": 2}
    assert "đến hết ngày 30/6/2026" in text(
        keeper.post(f"/co-quan/{body.number}/ket-thuc/", end, follow=True)
    )
    late = {"name": "Sở Sau", "short_name": "", "effective": "1/8/2026", "legal_basis": "x", "version": 3}
    assert "khi đã đến ngày ấy" in text(keeper.post(f"/co-quan/{body.number}/doi-ten/", late), 409)


@pytest.mark.parametrize("page", ["moi/", "{}/sua/", "{}/doi-ten/", "{}/ket-thuc/"])
def test_others_are_told_who_keeps_the_register(
    agencies: dict[str, Organisation], focal_office: Office, client_for: Sign, page: str
) -> None:
    address = f"/co-quan/{page.format(agencies['STC'].number)}"
    client = client_for(focal_office)
    assert "vai trò này chỉ xem" in text(client.get(address), 403)
    assert client.post(address, facts(agencies["STC"])).status_code == 403


def test_who_keeps_the_register(agencies: dict[str, Organisation]) -> None:
    office = make_agency(agencies["VP"].province, "Văn phòng UBND tỉnh Mẫu Hai")
    Organisation.objects.filter(pk=office.pk).update(kind="committee_office")
    office.refresh_from_db()
    may = {
        "admin": make_office(agencies["STC"], "admin"),
        "leader": make_office(agencies["STC"], "leader"),
        "head of the office": make_office(office, "head"),
    }
    not_ = [
        make_office(agencies["STC"], "head"),
        make_office(office, "officer"),
        make_office(office, "supervisor"),
    ]
    assert all(can_keep_register(each) for each in may.values())
    assert not any(can_keep_register(each) for each in [*not_, None])
