"""From an empty database to the first document: only with the word from the console, in five steps that can be left."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.setting_up import is_waiting, setup_file, setup_word
from lotrinh.apps.calendars.models import ConfirmedYear, DayOverride
from lotrinh.apps.calendars.queries import calendar_of
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.queries import verify_chain
from lotrinh.apps.notices.models import MailServer
from lotrinh.apps.organisations.models import Organisation, Province
from lotrinh.apps.organisations.queries import former_territory, provinces_today
from lotrinh.lexicon.provinces import provinces_on
from lotrinh.values.numerals import parse_date
from tests.apps.accounts.conftest import PASSWORD
from tests.factories.mail_server import closed_port, post_office
from tests.factories.story import make_administrator, set_up_second_step

FIRST = {
    "province": "66",
    "agency": "VPUBND",
    "username": "quantri",
    "label": "Quản trị hệ thống",
    "email": "quantri@tinhmau.example",
    "new_password1": PASSWORD,
    "new_password2": PASSWORD,
}


@pytest.fixture
def empty_site(db: None, settings: Any, tmp_path: Path) -> str:
    """Nothing is there yet but the word."""
    settings.DATA = tmp_path
    return setup_word()


@pytest.fixture
def newcomer(empty_site: str) -> Client:
    client = Client()
    client.get(f"/thiet-lap/?ma={empty_site}")
    return client


@pytest.fixture
def administrator(newcomer: Client) -> Iterator[Client]:
    newcomer.post("/thiet-lap/", FIRST)
    set_up_second_step(User.objects.get())
    yield newcomer
    assert verify_chain(provinces_today().get().pk).fault is None


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


def test_the_word_is_the_operators_alone(empty_site: str) -> None:
    assert stat.S_IMODE(setup_file().stat().st_mode) == 0o600
    assert len(empty_site) >= 32 and setup_word() == empty_site


@pytest.mark.parametrize("word", ["", "x", "mã-đoán", "sai-ma-0123456789012345678901234567"])
def test_a_stranger_cannot_take_the_site(empty_site: str, word: str) -> None:
    stranger = Client()
    stranger.get("/thiet-lap/" + (f"?ma={word}" if word else ""))
    for answer in (stranger.get("/thiet-lap/"), stranger.post("/thiet-lap/", FIRST)):
        assert answer.status_code == 403
        assert "in trên màn hình của máy chủ" in answer.content.decode()
    assert not Province.objects.exists() and is_waiting()
    assert "Trang chưa thiết lập" in page(stranger, "/dang-nhap/")


def test_the_word_leaves_the_address(empty_site: str) -> None:
    client = Client()
    assert client.get(f"/thiet-lap/?ma={empty_site}")["Location"] == "/thiet-lap/"
    shown = page(client, "/thiet-lap/")
    assert empty_site not in shown
    assert shown.count("<option") == 1 + 34 + 19
    assert all(each.printed_on(timezone.localdate()) in shown for each in provinces_on(timezone.localdate()))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"province": ""}, "Chọn tỉnh, thành phố."),
        ({"province": "54"}, "54"),
        ({"username": "Quản Trị"}, "chữ thường không dấu"),
        ({"email": "x"}, "thư điện tử"),
        ({"new_password1": "ngan", "new_password2": "ngan"}, "14 ký tự"),
        ({"new_password2": PASSWORD + "x"}, "Hai lần nhập không giống nhau."),
        ({"username": "mot-cau-dai-de-nho-1"}, "giống"),
    ],
)
def test_what_was_typed_stays(newcomer: Client, wrong: dict[str, str], told: str) -> None:
    answer = newcomer.post("/thiet-lap/", FIRST | wrong).content.decode()
    assert told in answer
    if "label" not in wrong:
        assert 'value="Quản trị hệ thống"' in answer
    assert not Province.objects.exists()


def test_province_agency_and_administrator(newcomer: Client) -> None:
    answer = newcomer.post("/thiet-lap/", FIRST)
    assert answer["Location"] == "/thiet-lap/hai-buoc/"
    province, office = provinces_today().get(), Office.objects.get()
    assert (province.name, province.code, province.valid_from) == (
        "tỉnh Đắk Lắk",
        "66",
        parse_date("01/7/2025"),
    )
    assert "NQ 202/2025/QH15" in province.legal_basis
    assert office.organisation.name == "Văn phòng UBND tỉnh Đắk Lắk"
    assert office.roles == ["admin", "officer", "head"]
    told = Event.objects.order_by("number").values_list("action", flat=True)
    assert list(told)[:4] == ["add_province", "add_organisation", "open_account", "give_office"]
    assert PASSWORD not in str(list(Event.objects.values_list("after", flat=True)))
    assert "ứng dụng mã" in page(newcomer, "/thiet-lap/hai-buoc/")
    assert newcomer.get("/tai-khoan/hai-buoc/ung-dung/").status_code == 200, "no password a second time"


def test_the_former_provinces_come_with_the_province(administrator: Client) -> None:
    today = provinces_today().get()
    former = Province.objects.get(merged_into=today)
    assert (former.name, former.code, former.valid_to) == ("tỉnh Phú Yên", "54", parse_date("30/6/2025"))
    assert "NQ 202/2025/QH15" in former.legal_basis
    before, after = parse_date("07/01/2024"), parse_date("01/7/2025")
    assert former_territory(today.pk, "UBND tỉnh Phú Yên", before) == former
    assert former_territory(today.pk, "UBND tỉnh Đắk Lắk", before) is None
    assert former_territory(today.pk, "UBND tỉnh Phú Yên", after) is None
    administrator.post("/quan-tri/co-quan/", {"bodies": ["UBND tỉnh Đắk Lắk"], "others": ""})
    assert Province.objects.count() == 2, "entered once"
    assert "tỉnh Phú Yên" in page(administrator, "/co-quan/")


def test_a_province_made_without_its_former_ones_gets_them_with_its_bodies(administrator: Client) -> None:
    Province.objects.filter(merged_into__isnull=False).delete()
    administrator.post("/quan-tri/co-quan/", {"bodies": ["UBND tỉnh Đắk Lắk"], "others": ""})
    assert Province.objects.get(merged_into=provinces_today().get()).name == "tỉnh Phú Yên"


def test_the_door_is_shut_after_the_first(newcomer: Client, empty_site: str) -> None:
    newcomer.post("/thiet-lap/", FIRST)
    assert not setup_file().exists()
    for client in (newcomer, Client()):
        assert client.get(f"/thiet-lap/?ma={empty_site}").status_code == 404
        assert client.post("/thiet-lap/", FIRST | {"username": "thu.hai"}).status_code == 404
    assert User.objects.count() == 1


def test_no_step_without_a_second_step(newcomer: Client) -> None:
    newcomer.post("/thiet-lap/", FIRST)
    for path in ("/quan-tri/co-quan/", "/quan-tri/lich/", "/quan-tri/thu/"):
        assert newcomer.get(path)["Location"] == "/tai-khoan/hai-buoc/"
    assert "Tiếp tục thiết lập" in page(newcomer, "/tai-khoan/hai-buoc/")


def test_a_city_is_called_one(newcomer: Client) -> None:
    newcomer.post("/thiet-lap/", FIRST | {"province": "01", "agency": "TTr"})
    assert Province.objects.get().name == "thành phố Hà Nội"
    assert Organisation.objects.get().name == "Thanh tra thành phố Hà Nội"


def test_the_standing_bodies_are_ticked(administrator: Client) -> None:
    shown = page(administrator, "/quan-tri/co-quan/")
    assert shown.count('name="bodies"') == 21 and shown.count(" checked") == 17
    assert "bước 1 trên 5" in shown
    chosen = [
        "UBND tỉnh Đắk Lắk",
        "Sở Công Thương tỉnh Đắk Lắk",
        "Tỉnh ủy Đắk Lắk",
        "Sở Ngoại vụ tỉnh Đắk Lắk",
    ]
    answer = administrator.post(
        "/quan-tri/co-quan/",
        {"bodies": chosen, "others": "Ban Quản lý Khu kinh tế Đắk Lắk\n\n Văn phòng UBND tỉnh Đắk Lắk \n"},
    )
    assert answer["Location"] == "/quan-tri/lich/"
    rows = {row.name: row for row in Organisation.objects.all()}
    assert len(rows) == 6
    assert rows["Sở Công Thương tỉnh Đắk Lắk"].parent == rows["UBND tỉnh Đắk Lắk"]
    assert rows["Sở Công Thương tỉnh Đắk Lắk"].code == "SCT"
    assert rows["Tỉnh ủy Đắk Lắk"].parent is None
    assert page(administrator, "/quan-tri/co-quan/").count('name="bodies"') == 17
    administrator.post("/quan-tri/co-quan/", {"bodies": chosen[:1], "others": chosen[1]})
    assert Organisation.objects.count() == 6, "nothing twice"


def test_the_calendar_with_a_day_of_its_own(administrator: Client) -> None:
    year = timezone.localdate().year
    assert "Tết" in page(administrator, "/quan-tri/lich/")
    day = {"day": f"15/6/{year}", "is_working": "no", "source": "Công văn số 1/UBND"}
    assert (
        "Nhập văn bản quy định."
        in administrator.post("/quan-tri/lich/", day | {"source": ""}).content.decode()
    )
    wrong = administrator.post("/quan-tri/lich/", day | {"day": "31/6/2026"}).content.decode()
    assert "không phải ngày hợp lệ" in wrong and "Công văn số 1/UBND" in wrong
    administrator.post("/quan-tri/lich/", day)
    assert "Công văn số 1/UBND" in page(administrator, "/quan-tri/lich/")
    province = provinces_today().get()
    off = DayOverride.objects.get().day
    assert not calendar_of(province.pk, off).is_working(off)
    administrator.post("/quan-tri/lich/", day | {"source": "Công văn số 2/UBND"})
    assert DayOverride.objects.get().source == "Công văn số 2/UBND"
    administrator.post("/quan-tri/lich/bo-ngay/", {"day": f"15/6/{year}"})
    assert not DayOverride.objects.exists()
    assert administrator.post("/quan-tri/lich/bo-ngay/", {"day": f"15/6/{year}"}).status_code == 404
    answer = administrator.post(f"/quan-tri/lich/xac-nhan/?nam={year}")
    assert answer["Location"] == "/quan-tri/thiet-lap/nguoi-dung/"
    administrator.post(f"/quan-tri/lich/xac-nhan/?nam={year}")
    assert ConfirmedYear.objects.get().year == year
    assert administrator.get("/quan-tri/lich/?nam=1990").status_code == 404
    assert administrator.get("/quan-tri/lich/?nam=²").status_code == 404


def mail(port: int, **values: str) -> dict[str, str]:
    given = {"host": "127.0.0.1", "port": str(port), "security": "none", "sender": "lotrinh@tinhmau.example"}
    return {
        **given,
        "to": "quantri@tinhmau.example",
        "username": "",
        "password": "",
        "version": "0",
        **values,
    }


def test_the_mail_server_is_kept_and_tried(administrator: Client) -> None:
    shown = page(administrator, "/quan-tri/thu/")
    assert 'value="quantri@tinhmau.example"' in shown, "a letter to oneself"
    failed = administrator.post("/quan-tri/thu/", mail(closed_port())).content.decode()
    assert "từ chối kết nối" in failed and 'value="127.0.0.1"' in failed
    assert 'name="version" value="1"' in failed
    with post_office(password=True) as office:
        typed = mail(office.port, version="1", username="lotrinh", password="Mat-khau-thu")
        answer = administrator.post("/quan-tri/thu/", typed)
        assert answer["Location"] == "/quan-tri/thiet-lap/van-ban/"
        assert office.signed_in == ["lotrinh:Mat-khau-thu"] and len(office.letters) == 1
        row = MailServer.objects.get()
        assert row.tested_to == "quantri@tinhmau.example" and row.tested_at
        again = page(administrator, "/quan-tri/thu/")
        assert "đã gửi thử được" in again and "Mat-khau-thu" not in again
        administrator.post("/quan-tri/thu/", mail(office.port, version="2", username="lotrinh"))
        assert office.signed_in[-1] == "lotrinh:Mat-khau-thu", "an empty password keeps it"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"host": "máy chủ"}, "Tên máy chủ chỉ gồm"),
        ({"host": "a b"}, "Tên máy chủ chỉ gồm"),
        ({"host": ""}, "Nhập máy chủ thư."),
        ({"port": "0"}, "từ 1 đến 65535"),
        ({"port": "abc"}, "Cổng là một số"),
        ({"sender": "x"}, "thư điện tử"),
        ({"password": "Mat-khau"}, "Nhập tên đăng nhập thư"),
        ({"username": "a", "password": "mật"}, "chữ không dấu"),
        ({"version": "7"}, "Người khác vừa sửa"),
    ],
)
def test_what_is_wrong_with_the_mail_server(administrator: Client, wrong: dict[str, str], told: str) -> None:
    assert told in administrator.post("/quan-tri/thu/", mail(25) | wrong).content.decode()
    assert not MailServer.objects.exists()


def test_it_can_be_left_and_taken_up_again(administrator: Client) -> None:
    assert administrator.post("/quan-tri/thiet-lap/")["Location"] == "/quan-tri/co-quan/"
    administrator.post("/quan-tri/co-quan/", {"others": "Sở Công Thương tỉnh Đắk Lắk"})
    later = Client()
    later.force_login(User.objects.get())
    assert "bước" not in page(later, "/quan-tri/lich/")
    assert later.post("/quan-tri/thiet-lap/")["Location"] == "/quan-tri/lich/"
    assert "bước 2 trên 5" in page(later, "/quan-tri/lich/")
    assert "bước 5 trên 5" in page(later, "/quan-tri/thiet-lap/van-ban/")
    assert later.post("/quan-tri/thiet-lap/xong/")["Location"] == "/van-ban/nap/"
    assert "bước" not in page(later, "/quan-tri/lich/")


def test_people_lead_back_to_the_road(administrator: Client) -> None:
    assert "Nạp từ Excel" in page(administrator, "/quan-tri/thiet-lap/nguoi-dung/")
    typed = {
        "username": "van.thu",
        "label": "Văn thư",
        "email": "van.thu@tinhmau.example",
        "organisation": str(Organisation.objects.get().pk),
        "roles": ["officer"],
        "kind": "held",
    }
    answer = administrator.post("/quan-tri/tai-khoan/moi/", typed)
    assert answer["Location"] == "/quan-tri/thiet-lap/nguoi-dung/"
    assert "van.thu" in page(administrator, "/quan-tri/thiet-lap/nguoi-dung/")
    assert 'href="/quan-tri/thiet-lap/nguoi-dung/"' in page(administrator, "/quan-tri/danh-sach/nguoi-dung/")


def test_a_province_of_no_table_gets_no_proposal(agencies: dict[str, Organisation]) -> None:
    client = Client()
    client.force_login(make_administrator(agencies["VP"]).user)
    shown = page(client, "/quan-tri/co-quan/")
    assert 'name="bodies"' not in shown and "Đang có" in shown


def test_a_site_with_a_province_has_no_first_page(
    agencies: dict[str, Organisation], settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    word = setup_word()
    assert not is_waiting()
    assert Client().get(f"/thiet-lap/?ma={word}").status_code == 404
