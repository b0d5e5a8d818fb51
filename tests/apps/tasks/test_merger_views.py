"""Successions on screen: proposals, preview, carrying out, the queue, a month's day, taking back, and who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.organisations.models import Merger, Organisation, Province, Succession
from lotrinh.apps.tasks.models import Handover
from lotrinh.apps.tasks.queries import board_of, ledger_of
from tests.factories.following import MIDYEAR, events_written, give_task
from tests.factories.story import make_administrator, make_agency

pytestmark = pytest.mark.usefixtures("midyear")
Sign = Callable[[Office], Client]
HOME = "/co-quan/ke-thua/"
FORM = "/co-quan/ke-thua/sap-xep/"
TODAY = date(2026, 6, 25)


@pytest.fixture
def keeper(plan: Directive, agencies: dict[str, Organisation], client_for: Sign) -> Client:
    return client_for(make_administrator(agencies["VP"]))


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.status_code
    return str(response.content.decode())


def act(*rows: dict[str, Any], do: str, **changes: Any) -> dict[str, Any]:
    """The form of a merger as the browser sends it."""
    data: dict[str, Any] = {
        "title": "Hợp nhất các sở",
        "legal_basis": "NQ 12",
        "effective": "1/6/2026",
        "lam": do,
        "dong-TOTAL_FORMS": len(rows),
        "dong-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(rows):
        data |= {f"dong-{number}-{name}": value for name, value in {"ends": "on", **row}.items()}
    return data | changes


def row(
    old: Organisation, new: Organisation | None = None, field: str = "", name: str = ""
) -> dict[str, Any]:
    return {"predecessor": old.pk, "successor": new.pk if new else "", "field": field, "new_name": name}


def test_what_would_change_is_shown_first_and_nothing_is_written(
    keeper: Client, plan: Directive, agencies: dict[str, Organisation]
) -> None:
    with events_written(plan.province_id):
        page = text(keeper.post(FORM, act(row(agencies["STC"], agencies["SCT"]), do="xem")))
    assert "4 trên 4 nhiệm vụ đang mở vẫn còn; 2 chuyển cơ quan chủ trì, 0 vào hàng chờ" in page
    assert "Thực hiện sắp xếp" in page and "NV-0001" in page and not Merger.objects.exists()


def test_it_is_carried_out_and_told_with_its_count(
    keeper: Client, plan: Directive, focal_office: Office, agencies: dict[str, Organisation]
) -> None:
    with events_written(plan.province_id, "apply_merger"):
        answer = keeper.post(FORM, act(row(agencies["STC"], agencies["SCT"]), do="ghi"), follow=True)
    page = text(answer)
    assert "4 nhiệm vụ đang mở đều còn: 4 không phải chọn, 0 chờ chọn" in page
    assert "Hoàn tác được đến hết ngày 25/7/2026" in page
    assert {name for line in board_of(focal_office, TODAY).lines for name in [line.lead_names]} == {
        "Sở Công Thương tỉnh Mẫu"
    }


def test_a_successor_that_is_not_in_the_register_is_set_up_with_the_act(
    keeper: Client, plan: Directive, agencies: dict[str, Organisation]
) -> None:
    rows = [row(agencies[code], name="Sở Kinh tế tỉnh Mẫu") for code in ("STC", "SCT")]
    assert "lập mới" in text(keeper.post(FORM, act(*rows, do="xem")))
    assert not Organisation.objects.filter(name="Sở Kinh tế tỉnh Mẫu").exists()
    with events_written(plan.province_id, "add_organisation", "apply_merger"):
        keeper.post(FORM, act(*rows, do="ghi"))
    made = Organisation.objects.get(name="Sở Kinh tế tỉnh Mẫu")
    assert (made.valid_from, made.kind, made.predecessions.count()) == (date(2026, 6, 1), "department", 2)


def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(
    keeper: Client, agencies: dict[str, Organisation]
) -> None:
    data = act(row(agencies["STC"]), do="xem", effective="31/02/2026", legal_basis="NQ đã gõ")
    page = text(keeper.post(FORM, data), 400)
    assert "Chọn cơ quan kế thừa hoặc ghi tên cơ quan mới." in page
    assert "31/02/2026" in page and "NQ đã gõ" in page
    assert "Chưa chọn cơ quan nào" in text(keeper.post(FORM, act(do="ghi")), 409)
    same = text(keeper.post(FORM, act(row(agencies["STC"], agencies["STC"]), do="ghi")), 400)
    assert "Cơ quan không thể kế thừa chính mình." in same


def test_the_queue_is_placed_task_by_task_and_in_a_batch(
    keeper: Client, plan: Directive, focal_office: Office, client_for: Sign, agencies: dict[str, Organisation]
) -> None:
    extra = give_task(focal_office, plan)
    rows = [row(agencies["STC"], agencies["SCT"], "giá"), row(agencies["STC"], agencies["VP"], "vốn")]
    keeper.post(FORM, act(*rows, do="ghi"))
    client = client_for(focal_office)
    page = text(client.get(HOME))
    assert "5 nhiệm vụ đang mở: 2 rõ cơ quan chủ trì, 3 chờ chọn" in page
    one = {"viec-NV-0001-1": agencies["SCT"].number, "reason": "theo lĩnh vực"}
    with events_written(plan.province_id, "choose_responsible"):
        client.post(f"{HOME}chon/", one)
    batch = {"chon": ["viec-NV-0002-1", f"viec-{extra.code}-1"], "chung": agencies["VP"].number}
    with events_written(plan.province_id, "choose_responsible", "choose_responsible"):
        answer = client.post(f"{HOME}chon/", batch, follow=True)
    assert "Đã giao 2 nhiệm vụ" in text(answer) and "Không còn nhiệm vụ nào phải chọn" in text(answer)
    ledger = ledger_of(board_of(focal_office, TODAY).lines)
    assert (ledger.total, ledger.led, ledger.queued) == (5, 5, 0)


def test_nothing_chosen_is_nothing_written(
    keeper: Client, plan: Directive, agencies: dict[str, Organisation]
) -> None:
    rows = [row(agencies["STC"], agencies["SCT"], "giá"), row(agencies["STC"], agencies["VP"], "vốn")]
    keeper.post(FORM, act(*rows, do="ghi"))
    with events_written(plan.province_id):
        forged = {"viec-NV-0001-1": agencies["HUYEN"].number, "viec-NV-9999-1": agencies["SCT"].number}
        page = text(keeper.post(f"{HOME}chon/", forged, follow=True))
    assert "Chưa chọn nhiệm vụ nào" in page and not Handover.objects.exists()


def test_who_may_not_place_sees_the_queue_without_fields(
    keeper: Client, lead_office: Office, client_for: Sign, agencies: dict[str, Organisation]
) -> None:
    rows = [row(agencies["STC"], agencies["SCT"], "giá"), row(agencies["STC"], agencies["VP"], "vốn")]
    keeper.post(FORM, act(*rows, do="ghi"))
    client = client_for(lead_office)
    page = text(client.get(HOME))
    assert "cơ quan đầu mối chọn" in page and 'name="viec-' not in page
    one = {"viec-NV-0001-1": agencies["SCT"].number}
    assert "cơ quan đầu mối" in text(client.post(f"{HOME}chon/", one), 403)
    assert not Handover.objects.exists()


def test_proposals_lead_to_a_filled_form(keeper: Client, plan: Directive) -> None:
    old = make_agency(plan.province, "Sở Giao thông vận tải tỉnh Mẫu")
    make_agency(plan.province, "Sở Xây dựng tỉnh Mẫu")
    assert f"{old.number}_20250301" in text(keeper.get(HOME))
    form = text(keeper.get(f"{FORM}?de_xuat={old.number}_20250301"))
    assert "01/3/2025" in form or "01/03/2025" in form
    assert form.count("selected") >= 2 and "45/2025/NĐ-CP" in form


def test_the_day_of_a_month_is_asked_for_and_written(
    keeper: Client, plan: Directive, agencies: dict[str, Organisation]
) -> None:
    keeper.post(FORM, act(row(agencies["STC"], agencies["SCT"]), do="ghi", month_only="on"))
    page = text(keeper.get(HOME))
    assert "trong tháng 6/2026, chưa rõ ngày" in page
    asked = {
        "cu": agencies["STC"].number,
        "moi": agencies["SCT"].number,
        "linh_vuc": "",
        "legal_basis": "NQ 12",
    }
    assert "Ngày phải trong tháng 6/2026" in text(
        keeper.post(f"{HOME}ngay/", asked | {"day": "1/7/2026"}, follow=True)
    )
    assert "Đề nghị nhập ngày" in text(keeper.post(f"{HOME}ngay/", asked | {"day": "x"}, follow=True))
    with events_written(plan.province_id, "set_succession_day"):
        keeper.post(f"{HOME}ngay/", asked | {"day": "10/6/2026"})
    assert Succession.objects.get(predecessor=agencies["STC"]).effective == date(2026, 6, 10)


@pytest.fixture
def merged(keeper: Client, agencies: dict[str, Organisation]) -> Iterator[str]:
    keeper.post(FORM, act(row(agencies["STC"], agencies["SCT"]), do="ghi"))
    yield f"{HOME}{Merger.objects.get().number}/"


def test_taking_back_on_screen(keeper: Client, plan: Directive, merged: str) -> None:
    assert "Đề nghị ghi lý do" in text(keeper.post(f"{merged}hoan-tac/", {}, follow=True))
    with events_written(plan.province_id, "undo_merger"):
        page = text(keeper.post(f"{merged}hoan-tac/", {"reason": "ghi nhầm"}, follow=True))
    assert "trở lại như trước" in page and "Đã hoàn tác:" in page
    assert "đã được" in text(keeper.post(f"{merged}hoan-tac/", {"reason": "lần hai"}, follow=True))


def test_after_thirty_days_the_page_says_what_to_do(
    keeper: Client, plan: Directive, merged: str, agencies: dict[str, Organisation], client_for: Sign
) -> None:
    administrator = make_administrator(agencies["VP"])
    with time_machine.travel(MIDYEAR + timedelta(days=31)):
        later = client_for(administrator)
        assert "Đã quá hạn hoàn tác" in text(later.get(merged))
        with events_written(plan.province_id):
            page = text(later.post(f"{merged}hoan-tac/", {"reason": "muộn"}, follow=True))
        assert "ghi một kế thừa mới" in page


@pytest.mark.parametrize("address", [FORM, f"{HOME}ngay/", f"{HOME}SX-0001/hoan-tac/"])
def test_others_may_look_and_not_touch(
    keeper: Client, merged: str, focal_office: Office, client_for: Sign, address: str
) -> None:
    client = client_for(focal_office)
    assert client.post(address, {"reason": "x"}).status_code == 403
    assert "Hoàn tác sắp xếp" not in text(client.get(merged)) and "sap-xep" not in text(client.get(HOME))


def test_another_province_sees_none_of_it(
    keeper: Client, merged: str, outsider: Office, client_for: Sign
) -> None:
    client = client_for(outsider)
    assert client.get(merged).status_code == 404
    page = text(client.get(HOME))
    assert "0 nhiệm vụ đang mở" in page and "Hợp nhất các sở" not in page


def test_the_tasks_of_an_organisation_and_those_that_left_it(
    keeper: Client, merged: str, agencies: dict[str, Organisation]
) -> None:
    now = text(keeper.get(f"/co-quan/{agencies['SCT'].number}/nhiem-vu/"))
    assert "Đang chủ trì</h2>" not in now and "NV-0001" in now and "(4)" in now
    then = text(keeper.get(f"/co-quan/{agencies['SKHDT'].number}/nhiem-vu/"))
    assert "Không chủ trì nhiệm vụ nào" in then and "nay do cơ quan khác" in then and "NV-0001" in then


def test_a_task_says_who_has_it_now_since_when_and_why(
    keeper: Client, merged: str, agencies: dict[str, Organisation]
) -> None:
    page = " ".join(text(keeper.get("/nhiem-vu/NV-0001/")).split())
    assert "Nay do" in page and f"/co-quan/{agencies['SCT'].number}/" in page
    assert "từ ngày 01/6/2026 (NQ 12)" in page
    assert "→ Sở Tài chính tỉnh Mẫu, từ ngày 01/3/2025 (Nghị định số 45/2025/NĐ-CP)" in page


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_plan_of_a_dissolved_province_says_where_it_holds(
    plan: Directive, focal_office: Office, client_for: Sign, by_hand: bool
) -> None:
    """Phú Yên's plan holds for the part of Đắk Lắk that was Phú Yên; by the territory on record, or by its issuer."""
    Province.objects.filter(pk=plan.province_id).update(name="Đắk Lắk")
    former = Province.objects.create(
        code="54", name="Phú Yên", valid_to=date(2025, 6, 30), merged_into_id=plan.province_id
    )
    told = {"territory": former} if by_hand else {"issuer_name": "UBND tỉnh Phú Yên"}
    Directive.objects.filter(pk=plan.pk).update(issued_on=date(2021, 3, 1), **told)
    sentence = "Có hiệu lực trên địa bàn tỉnh Phú Yên trước đây, nay thuộc tỉnh Đắk Lắk."
    client = client_for(focal_office)
    assert sentence in text(client.get(f"/van-ban/{plan.code}/"))
    assert sentence in text(client.get("/nhiem-vu/NV-0003/"))


def test_a_plan_of_the_province_of_today_says_nothing(
    plan: Directive, focal_office: Office, client_for: Sign
) -> None:
    assert "trước đây, nay thuộc" not in text(client_for(focal_office).get(f"/van-ban/{plan.code}/"))
