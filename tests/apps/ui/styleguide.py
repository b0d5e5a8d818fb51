"""A page that shows every component of the interface, and the throw-away addresses the tests render it at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path

from lotrinh.apps.ui.asking import Form
from lotrinh.apps.ui.fields import VietnameseDateField, VietnameseDecimalField
from lotrinh.apps.ui.parts import Counter, Station, Tab


@dataclass(frozen=True)
class Post:
    """Stands in for an office."""

    pk: int
    organisation: str
    role_labels: str
    title: str = ""

    @property
    def label(self) -> str:
        return self.organisation


class Officer:
    """Stands in for the signed-in person."""

    pk = "nguoi-thu"
    is_authenticated = True

    def __str__(self) -> str:
        return "Chuyên viên Sở Công Thương"


class SignedIn:
    """In place of authentication: everybody is the officer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held = [Post(1, "Sở Công Thương", "chuyên viên"), Post(2, "Văn phòng UBND tỉnh", "lãnh đạo đơn vị")]
        request.user, request.offices, request.office = Officer(), held, held[0]
        return self.get_response(request)


STATIONS = [
    Station("23-NQ/TW", "Bộ Chính trị · 22/3/2018", "past", "/"),
    Station("124/NQ-CP", "Chính phủ · 03/9/2020", "past"),
    Station("Kế hoạch này", "UBND tỉnh Mẫu · thay thế kế hoạch trước", "here"),
    Station("Kế hoạch các sở", "0 trên 10 cơ quan đã ban hành"),
]
COUNTERS = [
    Counter(8, "late", "chưa hoàn thành quá hạn", "?tinh-trang=late", current=True),
    Counter(5, "soon", "đến hạn trong 7 ngày", "?han=7"),
    Counter(21, "run", "chưa hoàn thành trong hạn", "?tinh-trang=run"),
    Counter(24, "done", "hoàn thành đúng hạn", "?tinh-trang=done"),
    Counter(4, "donelate", "hoàn thành quá hạn", "?tinh-trang=donelate"),
    Counter(2, "none", "chưa đánh giá được"),
]
TABS = [
    Tab("Nhiệm vụ", "?the=nhiem-vu", current=True, number=64),
    Tab("Chỉ tiêu", "?the=chi-tieu", number=8),
    Tab("Lịch sử", "?the=lich-su"),
]
STATUSES = ("late", "soon", "run", "done", "donelate", "none")
TITLES = (
    "Ban hành các quy định về thu hút đầu tư nhằm phát triển các ngành công nghiệp ưu tiên",
    "Rà soát, bổ sung quy hoạch các cụm công nghiệp",
    "Xây dựng bộ tiêu chí lựa chọn nhà đầu tư thứ cấp vào các khu công nghiệp trên địa bàn tỉnh",
    "Bố trí kinh phí để thực hiện Kế hoạch",
)


class ProgressForm(Form):
    """A form with each kind of field."""

    done = forms.CharField(
        label="Kết quả đã làm", widget=forms.Textarea, help_text="Nêu số, ngày văn bản nếu có."
    )
    value = VietnameseDecimalField(label="Số liệu", suffix="tỷ đồng", min_value=0)
    on = VietnameseDateField(label="Ngày hoàn thành", help_text="Ví dụ: 28/02/2026")
    state = forms.ChoiceField(
        label="Tình trạng",
        choices=[("run", "đang thực hiện"), ("done", "đã hoàn thành")],
        widget=forms.RadioSelect,
    )
    agency = forms.ChoiceField(
        label="Cơ quan chủ trì", choices=[("", "–"), ("1", "Sở Công Thương")], required=False
    )
    evidence = forms.FileField(label="Tệp minh chứng", required=False)
    urgent = forms.BooleanField(label="Cần lãnh đạo xem", required=False)


def styleguide(request: HttpRequest) -> HttpResponse:
    rows = [(number, TITLES[number % 4], STATUSES[number % 6]) for number in range(1, 131)]
    return render(
        request,
        "styleguide.html",
        {
            "stations": STATIONS,
            "counters": COUNTERS,
            "tabs": TABS,
            "counts": {"late": 5, "soon": 1, "run": 3, "done": 4, "donelate": 1},
            "pairs": [
                ("Chủ trì", "Sở Tài chính"),
                ("Phối hợp", "các sở, ngành"),
                ("Thời hạn", "trong năm 2027"),
            ],
            "page": Paginator(rows, 25).get_page(request.GET.get("trang")),
            "empty_page": Paginator([], 25).get_page(1),
            "form": ProgressForm(request.POST or None, request.FILES or None),
        },
    )


def saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Đã lưu báo cáo tiến độ.")
    return redirect("tasks:mine")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(
        "Nhiệm vụ này do Sở Xây dựng chủ trì; đơn vị của người dùng chỉ góp ý phần phối hợp."
    )


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("cause that must not be shown")


tasks = (
    [path("nhiem-vu/", styleguide, name="list"), path("viec-cua-toi/", styleguide, name="mine")],
    "tasks",
)
directives = (
    [
        path("van-ban/", styleguide, name="list"),
        path("van-ban/mot/", styleguide, name="one"),
        path("tim/", styleguide, name="search"),
    ],
    "directives",
)
accounts = (
    [
        path("dang-xuat/", styleguide, name="sign-out"),
        path("doi-chuc-danh/", styleguide, name="switch-office"),
    ],
    "accounts",
)
urlpatterns = [
    path("", include("lotrinh.apps.ui.urls")),
    path("", include(tasks)),
    path("", include(directives)),
    path("", include(accounts)),
    path("luu/", saved),
    path("khong-quyen/", refused),
    path("hong/", broken),
]
handler400 = "lotrinh.apps.ui.views.bad_request"
handler403 = "lotrinh.apps.ui.views.forbidden"
handler404 = "lotrinh.apps.ui.views.not_found"
handler500 = "lotrinh.apps.ui.views.server_error"
