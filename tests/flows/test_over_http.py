"""Whole stories over plain HTTP, as somebody with an old browser and no scripts would live them."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pypdfium2
from docx import Document

from tests.flows.documents import PLAN, other_bytes
from tests.flows.visitor import Upload, Visitor

TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).strftime("%d/%m/%Y")
OFFICER, HEAD = "Chuyên viên Sở Tài chính", "Lãnh đạo Sở Tài chính"
FOCAL = "Lãnh đạo Sở Công Thương"
Visit = Callable[[str], Visitor]


def wait_until_read(visitor: Visitor) -> None:
    end = time.monotonic() + 90
    while "Đang đọc văn bản" in visitor.heading and time.monotonic() < end:
        time.sleep(0.3)
        visitor.go(visitor.at)


def open_task(officer: Visitor) -> str:
    """A running task of one's own agency that nothing waits for."""
    officer.go("/viec-cua-toi/")
    for path in dict.fromkeys(link for link in officer.links("NV") if link.startswith("/nhiem-vu/")):
        officer.go(path)
        if officer.links("Báo cáo tiến độ") and "Chờ công nhận" not in officer.text:
            return path
    raise AssertionError("không có nhiệm vụ nào để báo cáo")


def test_the_same_file_twice_is_one_document(visit: Visit) -> None:
    head = visit(FOCAL).go("/van-ban/nap/")
    head.press("Nạp văn bản", tep=Upload(PLAN.name, PLAN.read_bytes()))
    wait_until_read(head)
    assert "đã có" in head.text.lower()
    assert head.status == 200


def test_a_plan_from_file_to_tasks(visit: Visit) -> None:
    head = visit(FOCAL).go("/van-ban/nap/")
    head.press("Nạp văn bản", tep=Upload("ban-moi.docx", other_bytes(PLAN)))
    wait_until_read(head)
    if head.links("Mở bàn đọc"):
        head.follow("Mở bàn đọc")
    assert re.fullmatch(r"/van-ban/[\w-]+/doc/", head.at), (head.at, head.text[:400])
    code = head.at.split("/")[2]
    head.press("Nhận tất cả đề xuất chắc chắn").go(f"/van-ban/{code}/doc/")
    decided, total = map(int, re.findall(r"(\d+) trên (\d+) đề xuất", head.text)[0])
    assert total >= 60 and decided >= total / 2, "most of a well written plan is certain"
    head.press("Hoàn tác").go(f"/van-ban/{code}/doc/")
    undone = int(re.findall(r"(\d+) trên (\d+) đề xuất", head.text)[0][0])
    assert undone < decided
    head.press("Nhận tất cả đề xuất chắc chắn").go(f"/van-ban/{code}/xac-nhan/")
    assert f"{code}" in head.go(f"/van-ban/{code}/xac-nhan/").text or head.status == 200


def test_progress_from_draft_to_accepted(visit: Visit) -> None:
    officer, head, focal = visit(OFFICER), visit(HEAD), visit(FOCAL)
    path = open_task(officer)
    before = officer.text
    done = "Đã trình dự thảo quy định và tiếp thu ý kiến của các cơ quan"
    officer.follow("Báo cáo tiến độ")
    officer.press("Lưu dự thảo", done="")
    assert officer.status == 400 and "Có lỗi" not in officer.heading
    assert officer.page.xpath("//*[@role='alert']"), "an empty report is not kept"
    evidence = officer.name_of("Tệp minh chứng")
    officer.press(
        "Lưu dự thảo",
        done=done,
        difficulty="Thiếu số liệu của cấp xã",
        **{evidence: Upload("bien-ban.txt", "Biên bản họp".encode())},
    )
    assert done in officer.go(path).text and not officer.page.xpath("//button[normalize-space()='Gửi']")
    head.go(path).press("Gửi")
    assert done in head.go(path).text and "bien-ban.txt" in head.text
    for number, outcome in enumerate(("return", "accept")):
        head.go(path).follow("Đề nghị công nhận hoàn thành")
        head.press("Gửi đề nghị", completed_on=TODAY, note=f"Sản phẩm lần {number + 1}")
        head.go(path)
        assert not head.links("Xem xét đề nghị công nhận hoàn thành"), "nobody decides on their own claim"
        focal.go(path).follow("Xem xét đề nghị công nhận hoàn thành")
        if outcome == "return":
            focal.press("Ghi quyết định", decision="return", reason="")
            assert "ghi rõ lý do" in focal.text
        focal.press(
            "Ghi quyết định",
            decision=outcome,
            reason="Đề nghị bổ sung biên bản" if outcome == "return" else "",
        )
    after = head.go(path).text
    assert "Đề nghị bổ sung biên bản" in after
    assert re.search(r"hoàn thành (đúng|quá) hạn", after, re.IGNORECASE) and not re.search(
        r"^.{0,400}(?<!chưa )hoàn thành (đúng|quá) hạn", before, re.IGNORECASE
    )


def test_a_report_in_three_formats(visit: Visit) -> None:
    focal = visit(FOCAL).go("/bao-cao/lap/")
    year = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).year
    focal.press("Lập báo cáo", year=str(year))
    assert re.fullmatch(r"/bao-cao/[\w-]+/", focal.at), focal.text[:500]
    path, figure = focal.at, first_sourced_figure(focal)
    word = Document(io.BytesIO(focal.go(path + "tai.docx").body))
    cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert figure in cells and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in cells
    printed = pypdfium2.PdfDocument(focal.go(path + "tai.pdf").body)
    pages = " ".join(sheet.get_textpage().get_text_range() for sheet in printed)
    assert figure in " ".join(pages.split())
    book = openpyxl.load_workbook(io.BytesIO(focal.go(path + "tai.xlsx").body))
    values = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert any("Nguồn" in value for value in values)


def first_sourced_figure(report: Visitor) -> str:
    """A figure that stands in a sentence of the sources."""
    sources = report.page.xpath("//h2[normalize-space()='Nguồn số liệu']/following-sibling::ol/li/span[1]")
    found = re.findall(r"\d+,\d+%", " ".join(one.text_content() for one in sources))
    assert found, "the report names no sources"
    return str(found[0])
