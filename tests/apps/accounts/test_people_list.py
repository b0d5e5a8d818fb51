"""People by Excel: checked first, all rows or none, nothing twice, back and forth without a changed cell."""

from __future__ import annotations

import html
import io
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from lotrinh.apps.accounts.actions import import_people
from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.accounts.people_list import plan_people, rows_of
from lotrinh.apps.journal.models import Event
from lotrinh.apps.journal.queries import verify_chain
from lotrinh.apps.organisations.models import Organisation
from lotrinh.lexicon.lists import list_of
from lotrinh.reading.structure.list_rows import read_list
from lotrinh.writing.list_sheet import list_to_xlsx
from tests.factories.sheets import OTHER, PERSON, TITLES, book, people, put, wrong_files
from tests.factories.story import make_administrator

PAGE = "/quan-tri/danh-sach/nguoi-dung/"
STC = "Sở Tài chính tỉnh Mẫu"
ONE, TWO = (put(each, "Cơ quan", STC) for each in (PERSON, OTHER))
KIND = list_of("people")


@pytest.fixture
def office(agencies: dict[str, Organisation]) -> Office:
    return make_administrator(agencies["VP"])


@pytest.fixture
def client(office: Office) -> Client:
    signed_in = Client()
    signed_in.force_login(office.user)
    return signed_in


def send(client: Client, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("nguoi-dung.xlsx", content)
    return client.post(PAGE, {"list_file": file})  # type: ignore[return-value]


def fields(response: HttpResponse) -> dict[str, str]:
    page = response.content.decode()
    return {name: re.search(f'name="{name}" value="([^"]*)"', page)[1] for name in ("rows", "counts")}  # type: ignore[index]


def take_over(client: Client, content: bytes) -> HttpResponse:
    return client.post(PAGE + "nap/", fields(send(client, content)), follow=True)  # type: ignore[return-value]


def cells(content: bytes) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))[4:]


def test_nothing_changes_before_it_is_confirmed(client: Client) -> None:
    before = (User.objects.count(), Event.objects.count())
    page = send(client, people(ONE, TWO)).content.decode()
    assert "Kiểm tra trước khi nạp" in page and "cv.congthuong – Sở Tài chính tỉnh Mẫu" in page
    assert (User.objects.count(), Event.objects.count()) == before


def test_new_people_get_account_office_and_letter(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_IS_SET = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        answer = take_over(client, people(ONE, TWO))
    assert "Đã thêm 2, sửa 0, giữ nguyên 0 dòng." in answer.content.decode()
    user = User.objects.get(username="ld.congthuong")
    held = user.offices.get()
    assert (user.label, held.organisation.name, held.title) == (OTHER[1], STC, "Phó Giám đốc")
    assert held.roles == ["head", "officer"] and held.valid_from == date(2025, 7, 1)
    assert not user.has_usable_password()
    deadline = time.monotonic() + 10
    while len(mail.outbox) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert {letter.to[0] for letter in mail.outbox} == {PERSON[2], OTHER[2]}


def test_without_mail_the_links_are_shown(client: Client) -> None:
    page = take_over(client, people(ONE)).content.decode()
    assert "Chuyển đường dẫn này cho từng người" in page
    link = re.search(r"http://testserver(/loi-moi/\S+?)<", page)
    assert link and Client().get(link[1], follow=True).status_code == 200


@pytest.mark.parametrize("wrong", wrong_files(), ids=lambda wrong: wrong.what)
def test_thirty_wrong_files_change_nothing(client: Client, wrong: Any) -> None:
    before = (User.objects.count(), Office.objects.count())
    answer = send(client, wrong.content)
    assert answer.status_code == 400
    page = answer.content.decode().replace("&quot;", '"').replace("&#x27;", "'").replace("&#39;", "'")
    assert wrong.cause in page
    if wrong.row:
        assert f"Dòng {wrong.row}" in page
    assert (User.objects.count(), Office.objects.count()) == before


def test_the_fixed_file_brings_nobody_twice(client: Client) -> None:
    assert send(client, people(ONE, put(TWO, "Từ ngày", "30/02/2026"))).status_code == 400
    take_over(client, people(ONE, TWO))
    count = (User.objects.count(), Office.objects.count(), Event.objects.count())
    again = send(client, people(ONE, TWO)).content.decode()
    assert "Mọi dòng đã đúng như đang có" in again
    assert (User.objects.count(), Office.objects.count(), Event.objects.count()) == count


def test_sending_the_confirmation_twice_brings_nobody_twice(client: Client) -> None:
    sent = fields(send(client, people(ONE, TWO)))
    client.post(PAGE + "nap/", sent)
    count = (User.objects.count(), Office.objects.count(), Event.objects.count())
    answer = client.post(PAGE + "nap/", sent, follow=True).content.decode()
    assert "Danh sách này đã nạp" in answer
    assert (User.objects.count(), Office.objects.count(), Event.objects.count()) == count


def test_rows_cannot_be_forged_or_lent(client: Client, agencies: dict[str, Organisation]) -> None:
    sent = fields(send(client, people(ONE)))
    other = Client()
    other.force_login(make_administrator(agencies["STC"]).user)
    for asks, rows in ((client, sent["rows"] + "x"), (client, ""), (other, sent["rows"])):
        asks.post(PAGE + "nap/", {**sent, "rows": rows})
    assert not User.objects.filter(username="cv.congthuong").exists()


def test_what_moved_meanwhile_is_checked_again(client: Client) -> None:
    sent = fields(send(client, people(ONE, TWO)))
    take_over(client, people(ONE))
    answer = client.post(PAGE + "nap/", sent).content.decode()
    assert "Dữ liệu đã thay đổi từ khi kiểm tra" in answer
    assert not User.objects.filter(username="ld.congthuong").exists()


def test_changes_are_shown_and_recorded(client: Client, office: Office) -> None:
    take_over(client, people(ONE, TWO))
    changed = put(
        put(put(TWO, "Chức vụ", "Giám đốc"), "Vai trò", "lãnh đạo đơn vị"), "Tên hiển thị", "Giám đốc Sở"
    )
    page = send(client, people(ONE, changed)).content.decode()
    assert "Chức vụ: Phó Giám đốc → Giám đốc" in page
    assert "Vai trò: lãnh đạo đơn vị, chuyên viên → lãnh đạo đơn vị" in page
    take_over(client, people(ONE, changed))
    held = Office.objects.get(user__username="ld.congthuong")
    assert (held.title, held.roles, held.user.label) == ("Giám đốc", ["head"], "Giám đốc Sở")
    told = Event.objects.get(action="change_office")
    assert told.before == {"title": "Phó Giám đốc", "roles": ["head", "officer"]}
    assert verify_chain(office.province_id).fault is None


def _refusals(office: Office) -> dict[str, tuple[list[Any], str]]:
    return {
        "unknown agency": (put(ONE, "Cơ quan", "Sở Không Có"), "không có cơ quan nào là"),
        "ends before it begins": (put(ONE, "Đến hết ngày", "01/01/2020"), "từ ngày bắt đầu trở đi"),
        "another's address": (
            put(ONE, "Thư điện tử công vụ", "CO@tinhmau.example"),
            "đã thuộc một tài khoản khác",
        ),
        "another province's": (put(ONE, "Tên đăng nhập", "nguoi.ngoai"), "đã có người dùng"),
    }


@pytest.mark.parametrize(
    "what", ["unknown agency", "ends before it begins", "another's address", "another province's"]
)
def test_what_only_the_database_knows(client: Client, office: Office, outsider: Office, what: str) -> None:
    User.objects.filter(pk=outsider.user_id).update(username="nguoi.ngoai")
    User.objects.filter(pk=office.user_id).update(email="co@tinhmau.example")
    row, cause = _refusals(office)[what]
    answer = send(client, people(row))
    assert answer.status_code == 400
    assert cause in answer.content.decode() and "Dòng 4, cột" in answer.content.decode()


def test_one_person_is_one_name_and_one_address(client: Client) -> None:
    second = put(put(ONE, "Cơ quan", "UBND tỉnh Mẫu"), "Tên hiển thị", "Người khác")
    assert "khác với dòng 4 của cùng tên đăng nhập" in send(client, people(ONE, second)).content.decode()
    shared = put(TWO, "Thư điện tử công vụ", PERSON[2].upper())
    assert "đã ghi ở dòng 4" in send(client, people(ONE, shared)).content.decode()


def test_an_administrator_cannot_shut_themselves_out(client: Client, office: Office) -> None:
    row = [
        office.user.username,
        office.user.label,
        "a@b.vn",
        office.organisation.name,
        "",
        "chuyên viên",
        None,
        None,
    ]
    assert "không tự bỏ vai trò quản trị" in send(client, people(row)).content.decode()


def test_back_and_forth_changes_no_cell(client: Client) -> None:
    take_over(client, people(ONE, TWO))
    User.objects.exclude(email__contains="@").update(email="kho.thu@tinhmau.example")
    first = client.get(PAGE + "tai.xlsx").content
    answer = send(client, first)
    assert "Mọi dòng đã đúng như đang có" in answer.content.decode()
    assert cells(client.get(PAGE + "tai.xlsx").content) == cells(first)
    assert len(cells(first)) == 3


ACTING = put(
    put(put(ONE, "Hình thức", "giao quyền"), "Văn bản giao, ủy quyền", "Quyết định số 9"),
    "Vai trò",
    "lãnh đạo đơn vị",
)
LENT = put(
    put(put(ONE, "Hình thức", "Ủy quyền"), "Văn bản giao, ủy quyền", "Giấy ủy quyền số 1"),
    "Người ủy quyền",
    "ld.congthuong",
)


def test_acting_and_lent_posts_come_and_go_by_the_list(client: Client, office: Office) -> None:
    take_over(client, people(TWO))
    page = send(client, people(TWO, ONE, ACTING, LENT)).content.decode()
    assert "(giao phụ trách, giao quyền)" in page and "(theo ủy quyền)" in page
    take_over(client, people(TWO, ONE, ACTING, LENT))
    rows = {row.kind: row for row in Office.objects.filter(user__username="cv.congthuong")}
    assert set(rows) == {"held", "acting", "delegated"}
    assert (rows["acting"].legal_basis, rows["acting"].valid_to) == ("Quyết định số 9", date(2030, 6, 30))
    lent = rows["delegated"]
    assert lent.delegated_by is not None and lent.delegated_by.user.username == "ld.congthuong"
    assert (lent.roles, lent.valid_from) == (["officer"], date(2026, 2, 28))
    User.objects.exclude(email__contains="@").update(email="kho.thu@tinhmau.example")
    first = client.get(PAGE + "tai.xlsx").content
    assert len(cells(first)) == 5
    assert "Mọi dòng đã đúng như đang có" in send(client, first).content.decode()
    longer = put(put(ACTING, "Đến hết ngày", "31/12/2030"), "Văn bản giao, ủy quyền", "Quyết định số 10")
    take_over(client, people(longer))
    row = Office.objects.get(pk=rows["acting"].pk)
    assert (row.valid_to, row.legal_basis) == (date(2030, 12, 31), "Quyết định số 10")
    assert Office.objects.filter(user__username="cv.congthuong").count() == 3
    assert verify_chain(office.province_id).fault is None


def test_an_older_file_without_the_columns_is_about_posts_held(client: Client) -> None:
    take_over(client, people(TWO))
    take_over(client, people(ONE, ACTING, LENT))
    old = book([TITLES[:8], ONE[:8]])
    assert "Mọi dòng đã đúng như đang có" in send(client, old).content.decode()
    take_over(client, book([TITLES[:8], put(ONE, "Chức vụ", "Phó phòng")[:8]]))
    titles = dict(Office.objects.filter(user__username="cv.congthuong").values_list("kind", "title"))
    assert titles["held"] == "Phó phòng" and titles["acting"] == "Chuyên viên"


@pytest.mark.parametrize(
    ("row", "column", "cause"),
    [
        (put(ACTING, "Văn bản giao, ủy quyền", None), "Văn bản giao, ủy quyền", "cần ghi khi giao phụ trách"),
        (put(ACTING, "Đến hết ngày", None), "Đến hết ngày", "cần ghi khi giao phụ trách"),
        (put(ACTING, "Hình thức", "tạm thời"), "Hình thức", "không có trong danh mục"),
        (put(LENT, "Từ ngày", None), "Từ ngày", "cần ghi khi giao phụ trách"),
        (put(LENT, "Người ủy quyền", None), "Người ủy quyền", "không giữ vị trí nào"),
        (put(LENT, "Người ủy quyền", "khong.co"), "Người ủy quyền", "không giữ vị trí nào"),
        (put(LENT, "Vai trò", "giám sát"), "Vai trò", "vai trò người ủy quyền đang giữ"),
        (put(LENT, "Đến hết ngày", "30/6/2040"), "Đến hết ngày", "chỉ giữ vị trí đến hết ngày 31/12/2035"),
        (put(ONE, "Người ủy quyền", "ld.congthuong"), "Người ủy quyền", "chỉ ghi khi hình thức là ủy quyền"),
    ],
)
def test_what_is_wrong_with_an_acting_or_lent_post(
    client: Client, row: list[Any], column: str, cause: str
) -> None:
    take_over(client, people(put(TWO, "Đến hết ngày", "31/12/2035")))
    before = Office.objects.count()
    answer = send(client, people(row))
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400 and f'Dòng 4, cột "{column}"' in page and cause in page
    assert Office.objects.count() == before


def test_the_empty_form_says_so(client: Client) -> None:
    answer = client.get(PAGE + "mau.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="mau-nguoi-dung.xlsx"'
    assert "chưa có dòng nào dưới dòng tiêu đề" in send(client, answer.content).content.decode()


def test_only_administrators(agencies: dict[str, Organisation], make_person: Callable[..., User]) -> None:
    person = Client()
    person.force_login(make_person())
    for path in ("", "mau.xlsx", "tai.xlsx"):
        assert person.get(PAGE + path).status_code == 403
    assert person.post(PAGE + "nap/").status_code == 403
    assert send(person, people(ONE)).status_code == 403
    assert Client().get(PAGE)["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("size", [100, pytest.param(1_000, marks=pytest.mark.prove)])
def test_queries_grow_with_the_rows_and_no_faster(
    office: Office, size: int, record_property: Callable[[str, object], None]
) -> None:
    """1,000 rows within ten seconds; what guards it is the number of queries and ten times that of processor time."""
    rows = [
        put(
            put(put(ONE, "Tên đăng nhập", f"cv.{n}"), "Thư điện tử công vụ", f"cv.{n}@a.vn"),
            "Tên hiển thị",
            f"Cv {n}",
        )
        for n in range(size)
    ]
    content = people(*rows)
    begun = time.process_time()
    asked: Counter[str] = Counter()

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked[sql.split()[0]] += 1
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        found = read_list(content, "a.xlsx", KIND)
        steps, faults = plan_people(found, office.province_id, timezone.localdate(), office.user_id)
        import_people(by=office, at=timezone.now(), steps=steps, titles=found.titles)
        exported = list_to_xlsx(
            KIND, "", rows_of(office.province_id, timezone.localdate()), timezone.localdate()
        )
    record_property(
        f"nạp {size} người", f"{time.process_time() - begun:.1f} giây của bộ xử lý, {asked.total()} truy vấn"
    )
    assert not faults
    assert len(cells(exported)) == size + 1
    assert asked.total() < size * 14 + 30, asked
    assert time.process_time() - begun < size * 0.1 + 10
