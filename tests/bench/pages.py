"""How long each main page takes over the example province, and how many queries it asks. Django must be running."""

from __future__ import annotations

from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lotrinh.apps.accounts.models import Office, User
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.indicators.models import Observation, Target
from lotrinh.apps.intake.actions import begin_reading, finish_reading
from lotrinh.apps.reporting.models import Report
from lotrinh.apps.tasks.models import ProgressEntry
from lotrinh.reading.pipeline import read
from tests.bench.measuring import Line, median
from tests.flows.documents import PLAN, other_bytes

WHO = {
    "đầu mối": "ld.congthuong",
    "chủ trì": "cv.taichinh",
    "lãnh đạo tỉnh": "ld.ubnd",
}


def pages() -> dict[str, tuple[str, str]]:
    """Name of each main page, with who looks at it and its address."""
    plan = Directive.objects.filter(state=Directive.State.IN_FORCE).order_by("entered_at")[0].code
    task = ProgressEntry.objects.exclude(sent_at=None).order_by("sent_at")[0].task.code
    seen = Observation.objects.values("indicator")
    target = Target.objects.filter(indicator__in=seen).order_by("code")[0].code
    report = Report.objects.order_by("drawn_up_at")[0].code
    return {
        "Đăng nhập": ("", "/dang-nhap/"),
        "Việc của tôi": ("chủ trì", "/viec-cua-toi/"),
        "Điều hành": ("lãnh đạo tỉnh", "/dieu-hanh/"),
        "Văn bản": ("đầu mối", "/van-ban/"),
        "Một văn bản": ("đầu mối", f"/van-ban/{plan}/"),
        "Bản gốc": ("đầu mối", f"/van-ban/{plan}/ban-goc/"),
        "Nạp văn bản": ("đầu mối", "/van-ban/nap/"),
        "Bàn đọc": ("đầu mối", f"/van-ban/{draft_code()}/doc/"),
        "Nhiệm vụ": ("đầu mối", "/nhiem-vu/"),
        "Nhiệm vụ, lọc": ("đầu mối", "/nhiem-vu/?tinh_trang=open_late"),
        "Một nhiệm vụ": ("đầu mối", f"/nhiem-vu/{task}/"),
        "Chỉ tiêu": ("đầu mối", "/chi-tieu/"),
        "Một chỉ tiêu": ("đầu mối", f"/chi-tieu/{target}/"),
        "Báo cáo": ("đầu mối", "/bao-cao/"),
        "Một báo cáo": ("đầu mối", f"/bao-cao/{report}/"),
        "Tìm": ("đầu mối", "/tim/?q=cong+nghiep"),
    }


def draft_code() -> str:
    """A plan on the reading desk: the example's, under other bytes, entered where there is none yet."""
    waiting = Directive.objects.filter(state=Directive.State.DRAFT).first()
    return waiting.code if waiting else _enter_plan().code


def _enter_plan() -> Directive:
    by, at, content = Office.objects.get(user__username=WHO["đầu mối"]), timezone.now(), other_bytes(PLAN)
    job = begin_reading(by=by, at=at, name=PLAN.name, content=content)
    reading = read(content, PLAN.name).to_dict()
    return finish_reading(
        by=by, at=at, job=job, content=content, media_type=reading["source"]["media_type"], reading=reading
    )


def client_of(who: str) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    if who:
        client.force_login(User.objects.get(username=WHO[who]))
    return client


def query_counts() -> dict[str, int]:
    """Queries of each page, warm: what is counted is what a second visit asks."""
    return {name: _queries(client_of(who), path) for name, (who, path) in pages().items()}


def _queries(client: Client, path: str) -> int:

    client.get(path, follow=True)
    with CaptureQueriesContext(connection) as asked:
        client.get(path, follow=True)
    return len(asked)


def measure() -> list[Line]:
    lines = []
    counts = query_counts()
    for name, (who, path) in pages().items():
        client = client_of(who)
        answer = client.get(path, follow=True)
        note = (
            f"{counts[name]:3} truy vấn  {len(answer.content) / 1000:7.1f} KB  {answer.status_code}  {path}"
        )
        lines.append(Line(name, median(partial(client.get, path, follow=True)), note))
    return lines
