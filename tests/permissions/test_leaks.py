"""Looking for what an office may not see through every door there is: pages, files, lists, exports, the record, letters.

Each paper of the cast carries a word of its own. Whoever may not see the paper must not meet its word anywhere, nor in
what comes back from addresses made for it. Searches ask with words that all papers share, so that no page can show the
word just because it was typed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from lotrinh.apps.accounts.permissions import rules
from tests.factories.following import MIDYEAR
from tests.permissions.asking import ask, sign_in
from tests.permissions.cast import Cast, Papers, make_cast

# A channel is what one asks in five ways; {paper}'s codes are filled in. "POST " before a path sends it.
CHANNELS: dict[str, tuple[str, ...]] = {
    "văn bản": (
        "/van-ban/{directive}/",
        "/van-ban/{directive}/ban-goc/",
        "/van-ban/{directive}/ban-goc/?tu=0&den=20",
        "/van-ban/{directive}/pham-vi/",
        "POST /van-ban/{directive}/quan-he/",
    ),
    "bản gốc": (
        "/van-ban/{directive}/tep/",
        "/van-ban/{draft}/tep/",
        "/van-ban/{draft}/ban-goc/",
        "/nhiem-vu/{seen_task}/minh-chung/{original}/",
        "/van-ban/{directive}/tep/?x=1",
    ),
    "bàn đọc": (
        "/van-ban/{draft}/doc/",
        "/van-ban/{draft}/doc/1/sua/",
        "POST /van-ban/{draft}/doc/1/nhan/",
        "/van-ban/{draft}/xac-nhan/",
        "/van-ban/{draft}/",
    ),
    "tệp vừa nạp": (
        "/van-ban/nap/{job}/",
        "/van-ban/nap/",
        "POST /van-ban/nap/",
        "/van-ban/nap/{job}/?x=1",
        "POST /van-ban/nap/{job}/",
    ),
    "nhiệm vụ": (
        "/nhiem-vu/{task}/",
        "/nhiem-vu/{task}/bao-cao/",
        "/nhiem-vu/{task}/hoan-thanh/",
        "/nhiem-vu/{task}/gia-han/",
        "/nhiem-vu/{task}/co-quan/",
    ),
    "sửa, gửi": (
        "/nhiem-vu/{task}/du-thao/1/",
        "POST /nhiem-vu/{task}/du-thao/1/",
        "POST /nhiem-vu/{task}/du-thao/1/gui/",
        "POST /nhiem-vu/{task}/du-thao/1/bo/",
        "POST /nhiem-vu/{task}/bao-cao/",
    ),
    "quyết định": (
        "/nhiem-vu/{task}/nghiem-thu/",
        "/nhiem-vu/{task}/gia-han/quyet-dinh/",
        "/nhiem-vu/{task}/dung/",
        "POST /nhiem-vu/{task}/nghiem-thu/",
        "POST /nhiem-vu/{task}/dung/",
    ),
    "minh chứng": (
        "/nhiem-vu/{task}/minh-chung/{evidence}/",
        "/nhiem-vu/{task}/minh-chung/{unsent}/",
        "/nhiem-vu/{seen_task}/minh-chung/{evidence}/",
        "/nhiem-vu/{seen_task}/minh-chung/{unsent}/",
        "/nhiem-vu/{seen_task}/minh-chung/{original}/",
    ),
    "chỉ tiêu": (
        "/chi-tieu/{target}/",
        "/chi-tieu/{target}/so-lieu/",
        "POST /chi-tieu/{target}/so-lieu/",
        "/chi-tieu/{target}/?x=1",
        "/chi-tieu/{target}/bieu-do.csv",
    ),
    "biểu đồ": (
        "/chi-tieu/{target}/bieu-do.svg",
        "/chi-tieu/{target}/bieu-do.png",
        "/chi-tieu/{target}/bieu-do.json",
        "/chi-tieu/{target}/bieu-do.svg?x=1",
        "/chi-tieu/{target}/bieu-do.svg?x=2",
    ),
    "báo cáo": (
        "/bao-cao/{report}/",
        "/bao-cao/",
        "/bao-cao/lap/",
        "POST /bao-cao/lap/",
        "/bao-cao/?trang=2",
    ),
    "báo cáo ra tệp": (
        "/bao-cao/{report}/tai.docx",
        "/bao-cao/{report}/tai.xlsx",
        "/bao-cao/{report}/tai.pdf",
        "/bao-cao/{report}/tai.csv",
        "/bao-cao/{report}/tai.docx?x=1",
    ),
    "danh sách văn bản": (
        "/van-ban/",
        "/van-ban/?q=ke+hoach",
        "/van-ban/?q={directive}",
        "/van-ban/?loai=plan&tinh_trang=in_force",
        "/van-ban/?so-dong=100&tinh_trang=draft",
    ),
    "ô tìm": (
        "/tim/?q=ke+hoach",
        "/tim/?q={directive}",
        "/tim/?q=ubnd+tinh",
        "/tim/?q={draft}",
        "/tim/",
    ),
    "danh sách nhiệm vụ": (
        "/nhiem-vu/",
        "/nhiem-vu/?q=nhiem+vu",
        "/nhiem-vu/?van_ban={directive}",
        "/nhiem-vu/?q={task}&so-dong=100",
        "/nhiem-vu/?tinh_trang=not_assessable&so-dong=100",
    ),
    "nhiệm vụ ra tệp": (
        "/nhiem-vu/?dang=csv",
        "/nhiem-vu/?dang=xlsx",
        "/nhiem-vu/?dang=csv&van_ban={directive}",
        "/nhiem-vu/?dang=csv&q={task}",
        "/nhiem-vu/?dang=csv&tinh_trang=not_assessable",
    ),
    "chỉ tiêu ra tệp": (
        "/chi-tieu/",
        "/chi-tieu/?dang=csv",
        "/chi-tieu/?dang=xlsx",
        "/chi-tieu/?sap-xep=-han",
        "/chi-tieu/?q={target}",
    ),
    "điều hành": (
        "/dieu-hanh/",
        "/viec-cua-toi/",
        "/bat-dau/",
        "/dieu-hanh/?x=1",
        "/viec-cua-toi/?x=1",
    ),
    "sổ sự kiện": (
        "/so-su-kien/",
        "/so-su-kien/?doi_tuong=ke+hoach&so-dong=100",
        "/so-su-kien/?viec=draw_up_report",
        "/so-su-kien/?viec=store_file&so-dong=100",
        "/so-su-kien/?dang=csv",
    ),
    "gợi ý và trang lỗi": (
        "/van-ban/them/",
        "/van-ban/{seen}/",
        "/van-ban/{directive}/khong-co/",
        "POST /van-ban/them/",
        "/nhiem-vu/{task}/khong-co/",
    ),
}
VIEWERS = ("citizen", "enterprise", "officer", "head", "leader", "reviewer", "supervisor", "admin", "far")


@dataclass(frozen=True, slots=True)
class Probe:
    viewer: str
    channel: str
    request: str
    paper: Papers


def kept_from(cast: Cast, viewer: str) -> list[Papers]:
    """The papers this viewer may not see at all, as the declared table says.

    Those of `focal` name the viewer's agency as well, and whoever may see papers for that sees them.
    """
    if viewer == "far":
        both = (*cast.papers.items(), *cast.focal.items())
        return [papers for relation, papers in both if relation != "other"]
    cell = rules()["directives:page", "GET"].cells[viewer]
    kept = [papers for relation, papers in cast.papers.items() if cell.said(relation) == "404"]
    if cell.said("coordinating") == "404":
        kept += [papers for relation, papers in cast.focal.items() if cell.said(relation) == "404"]
    return kept


def words_kept_from(cast: Cast, viewer: str) -> list[str]:
    """The words that must not be met: of papers out of sight, of drafts where none may be seen, of what others have not
    sent yet."""
    words = [papers.canary for papers in kept_from(cast, viewer)]
    every = [papers for group in (cast.papers, cast.focal) for papers in group.values()]
    if rules().get(("intake:desk", "GET")) and viewer in (
        "citizen",
        "enterprise",
        "reviewer",
        "supervisor",
        "admin",
    ):
        words += [f"{papers.canary}duthao" for papers in every]
    own = cast.papers["other" if viewer == "far" else "own"].office.organisation_id
    words += [f"{papers.canary}rieng" for papers in every if papers.office.organisation_id != own]
    return words


def probes(cast: Cast, per_channel: int) -> Iterator[Probe]:
    """For every channel as many as asked for, spread over viewers, papers and ways of asking."""
    pairs = [(viewer, papers) for viewer in VIEWERS for papers in kept_from(cast, viewer)]
    for channel, requests in CHANNELS.items():
        every = [(*pair, request) for request in requests for pair in pairs]
        step = max(len(every) // per_channel, 1)
        for viewer, papers, request in every[::step][:per_channel]:
            yield Probe(viewer, channel, request, papers)


def seen_paper(cast: Cast, viewer: str) -> Papers:
    return cast.papers["other" if viewer == "far" else "public"]


def asked(cast: Cast, client: Client, viewer: str, request: str, papers: Papers) -> bytes:
    """All that came back: headers, letters, body, and what is inside of packed files."""
    method, path = ("POST", request[5:]) if request.startswith("POST ") else ("GET", request)
    seen = seen_paper(cast, viewer)
    directive_file = papers.directive.file
    assert directive_file is not None
    path = path.format(
        directive=papers.directive.code,
        draft=papers.draft.code,
        task=papers.task.code,
        target=papers.target.code,
        report=papers.report.code,
        job=papers.job.code,
        evidence=papers.evidence.sha256,
        unsent=papers.unsent.sha256,
        original=directive_file.sha256,
        seen=seen.directive.code,
        seen_task=seen.task.code,
    )
    mail.outbox.clear()
    answer = ask(client, method, path)
    if path.startswith("/tim/") and answer.status_code == 302:
        answer = ask(client, "GET", answer["Location"])
    told = [f"{name}: {value}".encode() for name, value in answer.headers.items()]
    told += [str(letter.message()).encode() for letter in mail.outbox]
    return b"\n".join([*told, *unpacked(body_of(answer))])


def body_of(answer: Any) -> bytes:
    return b"".join(answer.kept) if hasattr(answer, "kept") else bytes(answer.content)


def unpacked(content: bytes) -> Iterator[bytes]:
    """A file of Word or Excel is a packed folder; its parts are looked into."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            for name in folder.namelist():
                yield folder.read(name)


def browsers_of(cast: Cast) -> dict[str, Client]:
    browsers = {viewer: sign_in(cast, viewer) for viewer in VIEWERS if viewer != "far"}
    browsers["far"] = Client(raise_request_exception=False)
    browsers["far"].force_login(cast.papers["other"].office.user)
    return browsers


@pytest.mark.parametrize(
    "per_channel", [pytest.param(5, id="100"), pytest.param(200, id="4000", marks=pytest.mark.prove)]
)
@time_machine.travel(MIDYEAR, tick=False)
def test_nothing_leaks(db: None, per_channel: int, record_property: Any) -> None:
    cast = make_cast()
    browsers = browsers_of(cast)
    secrets = {viewer: [word.encode() for word in words_kept_from(cast, viewer)] for viewer in VIEWERS}
    leaks, count = [], 0
    for probe in probes(cast, per_channel):
        count += 1
        told = asked(cast, browsers[probe.viewer], probe.viewer, probe.request, probe.paper)
        leaks += [
            f"{probe.viewer} {probe.request} {probe.paper.canary}: {word.decode()}"
            for word in secrets[probe.viewer]
            if word in told
        ]
    record_property("rò rỉ", f"{len(leaks)} trên {count} phép thử qua {len(CHANNELS)} ngả")
    assert count == per_channel * len(CHANNELS)
    assert leaks == []


@pytest.mark.prove
@time_machine.travel(MIDYEAR, tick=False)
def test_the_probes_would_find_something(db: None, record_property: Any) -> None:
    """Whoever may see a paper and asks in the same ways meets its word in every channel: the probes are not blind."""
    cast = make_cast()
    entitled = [
        (sign_in(cast, "head"), cast.papers["own"]),
        (sign_in(cast, "leader"), cast.papers["own"]),
        (sign_in(cast, "focal"), cast.focal["sibling"]),
    ]
    blind = []
    for channel, requests in CHANNELS.items():
        told = [
            papers.canary.encode() in asked(cast, browser, "head", request, papers)
            for request in requests
            for browser, papers in entitled
        ]
        if not any(told):
            blind.append(channel)
    record_property(
        "ngả mà người được xem gặp đúng chữ", f"{len(CHANNELS) - len(blind)} trên {len(CHANNELS)}"
    )
    assert blind == []
