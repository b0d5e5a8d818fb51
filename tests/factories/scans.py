"""Scans made for tests: pages set in the face of official documents, then photographed askew, blurred and with dirt."""

from __future__ import annotations

import io
import random
from collections.abc import Iterable

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from weasyprint import HTML

LETTERHEAD = """<table class=head><tr><td>ỦY BAN NHÂN DÂN<br><b>TỈNH MẪU</b></td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><b>Độc lập - Tự do - Hạnh phúc</b></td></tr>
<tr><td>Số: 07/KH-UBND{under_number}</td><td><i>Mẫu, ngày 10 tháng 01 năm 2026</i></td></tr></table>"""

TASKS = (
    "1. Sở Công Thương chủ trì, phối hợp với các sở, ngành xây dựng Đề án phát triển cụm công nghiệp; "
    "hoàn thành trước ngày 30/6/2026.",
    "2. Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí thực hiện Kế hoạch; thời hạn hoàn thành: 31/12/2026.",
    "3. UBND các xã, phường rà soát quỹ đất công nghiệp chưa sử dụng, báo cáo UBND tỉnh trước ngày 15/3/2026.",
)

CELLS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Lập danh mục dự án kêu gọi đầu tư", "Sở Tài chính", "30/9/2026"),
    ("2", "Khảo sát nhu cầu tuyển dụng lao động", "Sở Nội vụ", "15/11/2026"),
)

_STYLE = """<style>@page{size:A4;margin:20mm 20mm 20mm 30mm}
body{font-family:'Liberation Serif';font-size:13.5pt;text-align:justify}
h1{font-size:14pt;text-align:center;margin:4mm 0 0}.mid{text-align:center;margin:0 0 4mm}
.head{width:100%;text-align:center}.grid{border-collapse:collapse;width:100%;text-align:left}
.grid td{border:0.5pt solid black;padding:1.5mm}.mark{border:1.5pt solid red;color:red;font-weight:bold;padding:1mm 3mm;
display:inline-block;margin-top:3mm}.sign td{vertical-align:top;text-align:left}.sign{width:100%}</style>"""

_SIGNATURE = """<table class=sign><tr><td><b><i>Nơi nhận:</i></b><br>- Các sở, ngành;<br>- UBND các xã, phường;<br>- Lưu: VT.</td>
<td style="text-align:center"><b>TM. ỦY BAN NHÂN DÂN</b><br><b>CHỦ TỊCH</b><br><br><br><b>Nguyễn Văn A</b></td></tr></table>"""


def plan_pages(under_number: str = "", tasks: Iterable[str] = TASKS) -> tuple[str, str]:
    """Two pages of HTML: a plan with its letterhead, tasks and signature, and its annex, a table with rules."""
    body = "".join(f"<p style='text-indent:1cm;margin:2mm 0'>{task}</p>" for task in tasks)
    head = LETTERHEAD.format(under_number=under_number)
    plan = (
        f"{_STYLE}{head}<h1>KẾ HOẠCH</h1><p class=mid><b>Phát triển công nghiệp tỉnh Mẫu năm 2026</b></p>"
        f"<p style='text-indent:1cm'>Ủy ban nhân dân tỉnh ban hành Kế hoạch với các nội dung sau:</p>"
        f"<p><b>I. NHIỆM VỤ</b></p>{body}{_SIGNATURE}"
    )
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in CELLS)
    annex = f"{_STYLE}<h1>PHỤ LỤC</h1><p class=mid>Danh mục nhiệm vụ</p><table class=grid>{rows}</table>"
    return plan, annex


def typed_pdf(pages: Iterable[str]) -> bytes:
    """A PDF with a text layer of the pages of HTML, one after the other."""
    first, *others = (HTML(string=page).render() for page in pages)
    return bytes(first.copy([*first.pages, *(page for each in others for page in each.pages)]).write_pdf())


def scanned_pdf(pdf: bytes, *, angle: float = 0.7, dirt: int = 40, dpi: int = 300) -> bytes:
    """The pages of a PDF as pictures alone: turned by some degrees this way and that, blurred, with grey dirt."""
    with pypdfium2.PdfDocument(pdf) as document:
        images = [
            photographed(
                page.render(scale=dpi / 72, grayscale=True).to_pil(), angle * (1 - 2 * (at % 2)), dirt
            )
            for at, page in enumerate(document)
        ]
    target = io.BytesIO()
    images[0].save(target, "PDF", save_all=True, append_images=images[1:], resolution=dpi, quality=70)
    return target.getvalue()


def photographed(image: Image.Image, angle: float, dirt: int) -> Image.Image:
    """Askew, blurred and speckled, the same way each time."""
    turned = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    blurred = turned.filter(ImageFilter.GaussianBlur(0.7))
    specks = Image.frombytes("L", image.size, random.Random(7).randbytes(image.width * image.height))
    grey = specks.point([value * dirt // 255 for value in range(256)])
    return ImageChops.subtract(blurred, grey)


def mixed_pdf(typed: bytes, scanned: bytes) -> bytes:
    """The first page of one PDF and the second of the other."""
    document = pypdfium2.PdfDocument.new()
    for source, page in ((typed, 0), (scanned, 1)):
        with pypdfium2.PdfDocument(source) as other:
            document.import_pages(other, [page])
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def error_rate(expected: str, found: str) -> float:
    """Edits (characters put in, left out or changed) for each expected character, white space counted as one blank."""
    wanted, got = " ".join(expected.split()), " ".join(found.split())
    row = list(range(len(got) + 1))
    for at, char in enumerate(wanted, start=1):
        before, row[0] = row[0], at
        for place, other in enumerate(got, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (char != other))
    return row[-1] / max(1, len(wanted))
