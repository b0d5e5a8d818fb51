"""`python -m tests.screenshots`: draws the pictures of docs/images anew from the example province."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.factories.example import load_example
from tests.factories.serving import serving

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PLAN = ROOT / "examples" / "ke-hoach-7-kh-ubnd-2024.docx"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}

# picture -> (role, address)
PAGES = {
    "dieu-hanh": ("Lãnh đạo UBND tỉnh", "/dieu-hanh/"),
    "viec-cua-toi": ("Lãnh đạo Sở Công Thương", "/viec-cua-toi/"),
    "nhiem-vu": ("Lãnh đạo UBND tỉnh", "/nhiem-vu/"),
    "chi-tieu": ("Lãnh đạo UBND tỉnh", "/chi-tieu/CT-0001/"),
    "van-ban": ("Lãnh đạo UBND tỉnh", "/van-ban/VB-0005/"),
    "bao-cao": ("Lãnh đạo UBND tỉnh", "/bao-cao/BC-0002/"),
}


def main() -> int:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = load_example(Path(folder) / "example")
        with serving(site, "--example") as server:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            for name, (role, address) in PAGES.items():
                page = enter(browser.new_page(viewport=DESKTOP), server.address, role)
                page.goto(server.address + address)
                page.screenshot(path=IMAGES / f"{name}.png")
                page.close()
            phone = enter(browser.new_page(viewport=PHONE), server.address, "Lãnh đạo UBND tỉnh")
            phone.goto(f"{server.address}/dieu-hanh/")
            phone.screenshot(path=IMAGES / "dieu-hanh-dien-thoai.png")
            desk(
                enter(browser.new_page(viewport=DESKTOP), server.address, "Chuyên viên Sở Công Thương"),
                server.address,
                Path(folder),
            )
            paper(phone, server.address, Path(folder))
    return 0


def enter(page: Page, address: str, role: str) -> Page:
    page.goto(f"{address}/dang-nhap/")
    page.get_by_role("button", name=role).first.click()
    page.wait_for_load_state()
    return page


def desk(page: Page, address: str, folder: Path) -> None:
    """The plan once more under other bytes, since the same bytes are one document; a few proposals accepted."""
    again = folder / "ke-hoach.docx"
    again.write_bytes(rewritten(PLAN.read_bytes()))
    page.goto(f"{address}/van-ban/nap/")
    page.set_input_files("input[type=file]", again)
    page.wait_for_url("**/doc/**", timeout=60_000)
    for _ in range(6):
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / "ban-doc.png")


def rewritten(content: bytes) -> bytes:
    """The same document in a package packed anew."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return packed.getvalue()


def paper(page: Page, address: str, folder: Path) -> None:
    """The first page of a report's .docx as LibreOffice prints it, where LibreOffice and pdftoppm are installed."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        return
    answer = page.request.get(f"{address}/bao-cao/BC-0002/tai.docx")
    (folder / "bao-cao.docx").write_bytes(answer.body())
    run = lambda *command: subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: E731
    run("soffice", "--headless", "--convert-to", "pdf", "bao-cao.docx")
    run(
        "pdftoppm",
        "-r",
        "80",
        "-png",
        "-f",
        "1",
        "-l",
        "1",
        "-singlefile",
        "bao-cao.pdf",
        str(IMAGES / "bao-cao-trang-1"),
    )


if __name__ == "__main__":
    sys.exit(main())
