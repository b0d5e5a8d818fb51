"""What administrators see and do: the review, closing, reopening; accounts nobody uses; other provinces stay unseen."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.actions import SYSTEM, close_account, give_office
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.queries import offices_seen
from lotrinh.apps.accounts.review import review_of
from lotrinh.apps.journal.models import Event
from lotrinh.apps.organisations.models import Organisation
from tests.apps.accounts.conftest import MORNING, PASSWORD, Person, SignIn
from tests.factories.story import AT, make_administrator, make_office

REVIEW = "/quan-tri/tai-khoan/"


@pytest.fixture
def administrator(agencies: dict[str, Organisation]) -> Client:
    client = Client()
    client.force_login(make_administrator(agencies["VP"]).user)
    return client


def person_page(name: str, rest: str = "") -> str:
    return f"/quan-tri/nguoi/{name}/{rest}"


def seen(name: str, **typed: Any) -> dict[str, Any]:
    """What the form on the person's page sends: the version that it showed."""
    return {"version": User.objects.get(username=name).version, **typed}


@pytest.mark.parametrize("role", ["officer", "head", "leader", "supervisor", "reviewer"])
def test_administrators_pages_are_for_administrators(
    agencies: dict[str, Organisation], make_person: Person, role: str
) -> None:
    make_person()
    client = Client()
    client.force_login(make_office(agencies["STC"], role).user)
    for path in (REVIEW, f"{REVIEW}moi/", person_page("nguoi.dung"), person_page("nguoi.dung", "vi-tri/")):
        assert client.get(path).status_code == 403, path
        assert Client().get(path)["Location"].startswith("/dang-nhap/"), path
    for verb in ("mo-lai/", "dong/", "ket-thuc-phien/", "go-hai-buoc/", "moi-lai/"):
        assert client.post(person_page("nguoi.dung", verb), {"reason": "x"}).status_code == 403
        assert client.get(person_page("nguoi.dung", verb)).status_code == 405
    assert User.objects.get(username="nguoi.dung").is_active


def test_another_province_is_not_there(administrator: Client, outsider: Office) -> None:
    name = outsider.user.username
    for path in (person_page(name), person_page(name, "vi-tri/"), person_page("khong.co")):
        assert administrator.get(path).status_code == 404
    assert administrator.post(person_page(name, "dong/"), {"reason": "x"}).status_code == 404
    page = administrator.get(REVIEW).content.decode()
    assert name not in page.replace(administrator.session.session_key or "", "")
    assert outsider.organisation.name not in page


def test_the_review_says_who_when_and_what_protects(
    administrator: Client, make_person: Person, sign_in: SignIn
) -> None:
    own = User.objects.get(pk=administrator.session["_auth_user_id"])
    with time_machine.travel(MORNING, tick=False) as clock:
        used, unused, left = make_person("dang.dung"), make_person("lau.khong.dung"), make_person("chuyen.di")
        clock.shift(timedelta(days=44))
        sign_in(used)
        left.offices.update(valid_to=timezone.localdate() - timedelta(days=1))
        clock.shift(timedelta(days=2))
        User.objects.filter(pk=left.pk).update(active_since=timezone.now())
        administrator.force_login(own)
        page = administrator.get(REVIEW).content.decode()
        rows = list(
            csv.reader(io.StringIO(administrator.get(f"{REVIEW}?dang=csv").content.decode("utf-8-sig")))
        )
        none = administrator.get(f"{REVIEW}?q=khong-ai-ten-nay").content.decode()
        excel = administrator.get(f"{REVIEW}?dang=xlsx")
    told = {row[1]: row for row in rows if len(row) > 8}
    assert told["dang.dung"][3] == "Sở Tài chính tỉnh Mẫu (chuyên viên)" and told["dang.dung"][5] == "2"
    assert told["dang.dung"][6:8] == ["chưa", "đang dùng"]
    assert told[unused.username][4] == "chưa đăng nhập" and told[unused.username][5:8] == [
        "46",
        "chưa",
        "lâu không dùng",
    ]
    assert told["chuyen.di"][7] == "không còn vị trí" and "chuyển công tác" in told["chuyen.di"][8]
    assert "lâu không dùng" in page and excel.content[:2] == b"PK"
    assert "Không có tài khoản nào" in none


@pytest.mark.parametrize(("days", "comes_in"), [(44, True), (45, False)])
def test_an_account_nobody_used_for_45_days_waits_for_the_administrator(
    agencies: dict[str, Organisation], make_person: Person, sign_in: SignIn, days: int, comes_in: bool
) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        user = make_person()
        clock.shift(timedelta(days=days))
        typed = {"username": user.username, "password": PASSWORD}
        page = Client().post("/dang-nhap/", typed, follow=True).content.decode()
        assert ("Tài khoản đang tạm ngừng" in page) is not comes_in
        wrong = Client().post("/dang-nhap/", {**typed, "password": "sai"}, follow=True).content.decode()
        assert "tạm ngừng" not in wrong, "told only to whoever knows the password"
        if not comes_in:
            client = Client()
            client.force_login(make_administrator(agencies["VP"]).user)
            client.post(person_page("nguoi.dung", "mo-lai/"), seen("nguoi.dung"))
        assert sign_in(user).get("/tai-khoan/").status_code == 200


def test_a_closed_account_is_out_at_the_next_request(
    administrator: Client, make_person: Person, sign_in: SignIn
) -> None:
    user = make_person()
    client = sign_in(user)
    administrator.post(person_page("nguoi.dung", "dong/"), seen("nguoi.dung", reason=""))
    assert client.get("/tai-khoan/").status_code == 200, "a reason is needed"
    administrator.post(person_page("nguoi.dung", "dong/"), seen("nguoi.dung", reason="Nghỉ hưu"))
    assert client.get("/tai-khoan/").status_code == 302
    event = Event.objects.get(action="close_account")
    assert event.reason == "Nghỉ hưu" and event.after == {"is_active": False, "sessions": 1}
    administrator.post(person_page("nguoi.dung", "mo-lai/"), seen("nguoi.dung"))
    assert sign_in(user).get("/tai-khoan/").status_code == 200


@pytest.mark.parametrize(
    ("verb", "words"),
    [("mo-lai/", "Mở lại tài khoản"), ("dong/", "Đóng tài khoản"), ("go-hai-buoc/", "Gỡ xác thực hai bước")],
)
def test_what_another_administrator_did_meanwhile_is_shown_and_kept(
    administrator: Client,
    make_person: Person,
    agencies: dict[str, Organisation],
    client_for: Any,
    verb: str,
    words: str,
) -> None:
    user = make_person()
    shown = seen("nguoi.dung", reason="Chuyển công tác")
    other = make_administrator(agencies["VP"])
    client_for(other).post(
        person_page("nguoi.dung", "dong/"), seen("nguoi.dung", reason="Lộ mật khẩu, đang xem xét")
    )
    answer = administrator.post(person_page("nguoi.dung", verb), shown)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f"{other.user.label} vừa cập nhật tài khoản này lúc" in page
    assert "đã đóng" in page and f"Vẫn thực hiện: {words}" in page
    assert ("Chuyển công tác" in page) is (verb != "mo-lai/"), "what was typed is kept"
    user.refresh_from_db()
    assert not user.is_active and Event.objects.filter(subject=user.pk).latest("number").reason.startswith(
        "Lộ"
    )
    again = administrator.post(
        person_page("nguoi.dung", verb), {**shown, "version": answer.context["person"].version}
    )
    assert again.status_code == 302
    assert administrator.post(person_page("nguoi.dung", verb), {"reason": "x"}).status_code == 400


def test_nobody_closes_their_own_account(administrator: Client) -> None:
    own = User.objects.get(pk=administrator.session["_auth_user_id"])
    for verb in ("dong/", "go-hai-buoc/"):
        administrator.post(person_page(own.username, verb), seen(own.username, reason="x"))
    own.refresh_from_db()
    assert own.is_active and own.authenticator_set.count() == 2
    assert administrator.get(REVIEW).status_code == 200


def test_a_lock_after_wrong_tries_is_lifted(
    administrator: Client, make_person: Person, sign_in: SignIn
) -> None:
    user = make_person()
    for _ in range(6):
        sign_in(user, "sai")
    assert sign_in(user).get("/tai-khoan/").status_code == 302
    administrator.post(person_page("nguoi.dung", "mo-lai/"), seen("nguoi.dung"))
    assert sign_in(user).get("/tai-khoan/").status_code == 200


def test_giving_and_ending_an_office(
    administrator: Client, make_person: Person, agencies: dict[str, Organisation]
) -> None:
    user = make_person()
    typed: dict[str, Any] = {"organisation": str(agencies["VP"].pk), "roles": ["head"], "kind": "acting"}
    typed["version"] = offices_seen(user, agencies["VP"].province_id)
    refused = administrator.post(person_page("nguoi.dung", "vi-tri/"), typed).content.decode()
    assert "cần có văn bản giao và ngày kết thúc" in refused
    typed |= {"valid_from": "01/01/2026", "valid_to": "31/12/2099", "legal_basis": "Quyết định số 9/QĐ-UBND"}
    assert administrator.post(person_page("nguoi.dung", "vi-tri/"), typed).status_code == 302
    page = administrator.get(person_page("nguoi.dung")).content.decode()
    assert "giao phụ trách, giao quyền" in page and "31/12/2099" in page
    gone = {"last": "01/01/2026", "reason": "Thôi phụ trách", "version": "1"}
    assert administrator.post(person_page("nguoi.dung", "vi-tri/2/thoi/"), gone).status_code == 302
    assert user.offices.order_by("pk")[1].valid_to.isoformat() == "2026-01-01"
    for number in (0, 3, 99):
        assert administrator.get(person_page("nguoi.dung", f"vi-tri/{number}/thoi/")).status_code == 404


def test_giving_an_office_after_somebody_else_gave_one(
    administrator: Client, make_person: Person, agencies: dict[str, Organisation]
) -> None:
    """Both stand side by side; nothing is given until the person has seen that, and then it is."""
    user, path = make_person(), person_page("nguoi.dung", "vi-tri/")
    version = re.findall(r'name="version" value="(\d+)"', administrator.get(path).content.decode())[0]
    give_office(
        by=SYSTEM, at=AT, user=user, organisation=agencies["STC"], roles=["officer"], title="Phó phòng"
    )
    typed = {
        "organisation": str(agencies["VP"].pk),
        "roles": ["head"],
        "kind": "held",
        "title": "Chánh Văn phòng",
    }
    answer = administrator.post(path, typed | {"version": version})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Phó phòng" in page and "Chánh Văn phòng" in page
    assert not user.offices.filter(organisation=agencies["VP"]).exists()
    now = re.findall(r'name="version" value="(\d+)"', page)[0]
    assert now != version and administrator.post(path, typed | {"version": now}).status_code == 302
    assert user.offices.filter(organisation=agencies["VP"]).count() == 1
    unseen = administrator.post(path, typed).content.decode()
    assert "không cho biết đã xem lần sửa nào" in unseen and user.offices.count() == 3


def test_inviting_again_after_somebody_else_closed_the_account(
    administrator: Client, make_person: Person
) -> None:
    user, path = make_person(), person_page("nguoi.dung", "moi-lai/")
    User.objects.filter(pk=user.pk).update(password="!", version=2)
    answer = administrator.post(path, {"version": 1})
    assert answer.status_code == 409 and "Vẫn thực hiện: Gửi lại lời mời" in answer.content.decode()
    assert "Lý do" not in answer.content.decode() and administrator.post(path).status_code == 400
    assert "/loi-moi/" in administrator.post(path, {"version": 2}, follow=True).content.decode()
    close_account(by=SYSTEM, at=AT, user=user, reason="nghỉ việc", version=2)
    late = administrator.post(path, seen("nguoi.dung"), follow=True).content.decode()
    assert "không gửi lời mời nữa" in late and "/loi-moi/" not in late


def test_ending_sessions_twice_is_the_same_act(
    administrator: Client, make_person: Person, sign_in: SignIn
) -> None:
    """It needs no version: whoever is second finds that there are none, and is told so kindly."""
    user, path = make_person(), person_page("nguoi.dung", "ket-thuc-phien/")
    person = sign_in(user)
    assert "Đã kết thúc 1 phiên." in administrator.post(path, follow=True).content.decode()
    assert "Không còn phiên nào đang mở." in administrator.post(path, follow=True).content.decode()
    assert (
        person.get("/tai-khoan/").status_code == 302 and User.objects.get(pk=user.pk).version == user.version
    )
    own = sign_in(user)
    for which in ("others", "99"):
        page = own.post("/tai-khoan/phien/ket-thuc/", {"session": which}, follow=True).content.decode()
        assert "Phiên ấy đã kết thúc từ trước." in page
    assert own.get("/tai-khoan/").status_code == 200


def test_the_review_is_due_twice_a_year(
    administrator: Client, make_person: Person, settings: Any, lead_office: Office
) -> None:
    """From the first event of the province on; noting it takes a word on what was found and counts anew."""
    own = User.objects.get(pk=administrator.session["_auth_user_id"])
    province = own.offices.get().province_id
    begun = Event.objects.filter(subject=province).earliest("number").at
    first = review_of(province, begun)
    assert first.last is None and not first.is_due
    assert review_of(province, begun + timedelta(days=184)).is_due
    settings.REVIEW_MONTHS = 12
    assert not review_of(province, begun + timedelta(days=184)).is_due
    settings.REVIEW_MONTHS = 0
    assert "Đã đến hạn rà soát tài khoản" in administrator.get(REVIEW).content.decode()
    assert "đã đến hạn rà soát:" in administrator.get("/tai-khoan/").content.decode()
    without = administrator.post(f"{REVIEW}da-ra-soat/", {"reason": " "}, follow=True)
    assert "Đề nghị ghi rõ lý do." in without.content.decode()
    settings.REVIEW_MONTHS = 6
    done = administrator.post(f"{REVIEW}da-ra-soat/", {"reason": "Biên bản số 3/BB-SCT"}, follow=True)
    assert "rà soát gần nhất" in done.content.decode() and review_of(province, begun).last is not None
    told = Event.objects.get(action="review_accounts")
    assert told.reason == "Biên bản số 3/BB-SCT" and told.after["accounts"] >= 1
    others = Client()
    others.force_login(lead_office.user)
    assert others.post(f"{REVIEW}da-ra-soat/", {"reason": "x"}).status_code == 403
