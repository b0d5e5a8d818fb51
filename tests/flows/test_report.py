"""A periodic report drawn up and downloaded in a real browser; each file opens and names the source of a figure."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pypdfium2
import pytest
from docx import Document
from playwright.sync_api import Page

from tests.flows.conftest import Enter
from tests.flows.looking import violations

pytestmark = pytest.mark.browser
YEAR = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).year


def download(page: Page, words: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=words).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_drawn_up_and_downloaded(enter: Enter, tmp_path: Path) -> None:
    page = enter("Lãnh đạo Sở Công Thương")
    page.goto("/bao-cao/")
    page.get_by_role("link", name="Lập báo cáo kỳ").click()
    assert violations(page) == []
    page.get_by_label("Năm", exact=True).fill(str(YEAR))
    page.get_by_role("button", name="Lập báo cáo").click()
    page.wait_for_url(re.compile(r"/bao-cao/(?!lap/)[\w-]+/$"))
    assert violations(page) == []
    sources = (
        page.get_by_role("heading", name="Nguồn số liệu").locator("xpath=following-sibling::ol").inner_text()
    )
    figure = re.findall(r"\d+,\d+%", sources)[0]

    word = Document(str(download(page, "Tải bản Word", tmp_path)))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert any("Nguồn" in cell for row in rows for cell in row)
    assert any(any(figure in cell for cell in row) for row in rows)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in " ".join(cell for row in rows for cell in row)

    with pypdfium2.PdfDocument(download(page, "Tải PDF", tmp_path)) as paper:
        assert [round(side) for side in paper[0].get_size()] == [595, 842]
        assert figure in " ".join(sheet.get_textpage().get_text_range() for sheet in paper)

    book = openpyxl.load_workbook(download(page, "Tải phụ lục Excel", tmp_path))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("Nguồn" in cell for cell in cells) and any(
        figure.rstrip("%") in cell.replace(".", ",") for cell in cells
    )
