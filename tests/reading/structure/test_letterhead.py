"""Đầu và cuối văn bản khi chúng là bảng hai cột: số, cơ quan ban hành, ngày, nơi nhận, người ký."""

from __future__ import annotations

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Header, Known

LETTERHEAD = """<html><meta charset="utf-8"><body><table><tr><td>{left}</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>Phú Yên, ngày 28 tháng 01 năm 2021</td></tr></table>
<p>KẾ HOẠCH</p><p>{title}</p><p>I. MỤC TIÊU</p><p>- Đạt 5 cụm công nghiệp.</p>
<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td><td>TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH</td></tr></table></body></html>"""


def header(left: str, title: str = "Phát triển cụm công nghiệp") -> Header:
    page = LETTERHEAD.format(left=left, title=title)
    return read(page.encode(), "ke-hoach.html", Known(province="tỉnh Đắk Lắk")).header


def test_the_cells_of_a_letterhead_are_read_line_by_line() -> None:
    found = header("ỦY BAN NHÂN DÂN<br>TỈNH PHÚ YÊN<br>Số: 12/KH-UBND")
    assert (found.number, found.issuer, found.place) == (
        "12/KH-UBND",
        "Ủy ban nhân dân tỉnh Phú Yên",
        "Phú Yên",
    )
    assert found.date is not None
    assert found.date.isoformat() == "2021-01-28"


@pytest.mark.parametrize(
    ("left", "issuer"),
    [
        ("UBND TỈNH PHÚ YÊN<br>SỞ CÔNG THƯƠNG<br>Số: 12/KH-SCT", "Sở Công Thương tỉnh Phú Yên"),
        ("UBND TỈNH PHÚ YÊN<br>BAN QUẢN LÝ<br>KHU KINH TẾ<br>Số: 3/KH-BQL", "Ban quản lý Khu kinh tế Phú Yên"),
        ("ỦY BAN NHÂN DÂN<br>TỈNH PHÚ YÊN<br>Số: 1/KH-UBND", "Ủy ban nhân dân tỉnh Phú Yên"),
        ("VĂN PHÒNG CHÍNH PHỦ<br>Số: 1/KH-VPCP", "Văn phòng Chính phủ"),
    ],
)  # fmt: skip
def test_the_lower_of_two_bodies_issues(left: str, issuer: str) -> None:
    assert header(left).issuer == issuer


def test_a_title_may_open_with_thuc_hien() -> None:
    title = "Thực hiện Nghị quyết số 124/NQ-CP ngày 03/9/2020 của Chính phủ"
    assert header("UBND TỈNH PHÚ YÊN<br>Số: 12/KH-UBND", title).title == title


def test_the_last_recipient_ends_where_the_signature_begins() -> None:
    found = header("UBND TỈNH PHÚ YÊN<br>Số: 12/KH-UBND")
    assert found.recipients == ("Như trên",)
    assert (found.signer_authority, found.signer_title) == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_title_ends_where_the_text_opens() -> None:
    page = (
        "UBND TỈNH PHÚ YÊN\nSố: 11/TB-UBND\nPhú Yên, ngày 08 tháng 01 năm 2025\nTHÔNG BÁO\n"
        "Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp nghe báo cáo về tình\nhình thực hiện cổ phần hóa\n"
        "Ngày 03/01/2025, Phó Chủ tịch UBND tỉnh chủ trì họp nghe báo cáo về tình\nhình thực hiện cổ phần hóa.\n"
        "1. Giao Sở Nội vụ tiếp thu các ý kiến, phối hợp với các Sở: Tài chính, Tư\npháp rà soát hồ sơ.\n"
    )
    reading = read(page.encode(), "thong-bao.txt", Known(province="tỉnh Phú Yên"))
    assert reading.header.title == (
        "Kết luận của Phó Chủ tịch UBND tỉnh tại cuộc họp nghe báo cáo về tình hình thực hiện cổ phần hóa"
    )
    (task,) = reading.tasks
    assert task.lead == ("Sở Nội vụ tỉnh Phú Yên",)
