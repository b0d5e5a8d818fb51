"""Tên cơ quan ban hành từ những dòng chữ hoa ở đầu văn bản."""

from __future__ import annotations

import pytest

from lotrinh.reading.structure.issuing import name_issuer
from lotrinh.reading.structure.view import View


@pytest.mark.parametrize(
    ("rows", "issuer"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH PHÚ YÊN"], "Ủy ban nhân dân tỉnh Phú Yên"),
        (["UBND TỈNH QUẢNG NINH", "VĂN PHÒNG"], "Văn phòng Ủy ban nhân dân tỉnh Quảng Ninh"),
        (["UBND TP HÀ NỘI", "SỞ QUY HOẠCH - KIẾN TRÚC"], "Sở Quy hoạch - Kiến trúc thành phố Hà Nội"),
        (["UBND TỈNH PHÚ YÊN", "BAN QUẢN LÝ", "KHU KINH TẾ"], "Ban quản lý Khu kinh tế Phú Yên"),
        (["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "CHI CỤC KIỂM LÂM"], "Chi cục Kiểm lâm"),
        (["UBND HUYỆN ĐẦM HÀ", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"], "Phòng Tài chính - Kế hoạch huyện Đầm Hà"),
        (["BỘ CÔNG THƯƠNG", "VĂN PHÒNG"], "Văn phòng Bộ Công Thương"),
        (["BỘ CÔNG THƯƠNG", "CỤC CÔNG NGHIỆP"], "Cục Công nghiệp"),
        (["BỘ NỘI VỤ", "BỘ TÀI CHÍNH"], "Bộ Nội vụ - Bộ Tài chính"),
        (["HỘI ĐỒNG NHÂN DÂN", "TỈNH NGHỆ AN", "THƯỜNG TRỰC"], "Thường trực Hội đồng nhân dân tỉnh Nghệ An"),
        (["TỈNH ĐOÀN QUẢNG TRỊ", "BAN THƯỜNG VỤ"], "Ban Thường vụ Tỉnh đoàn Quảng Trị"),
        (["ĐẢNG BỘ TỈNH THANH HÓA", "HUYỆN ỦY HẬU LỘC"], "Huyện ủy Hậu Lộc"),
        (["ĐẢNG BỘ TỈNH QUẢNG NAM", "BAN CHẤP HÀNH"], "Ban Chấp hành Đảng bộ tỉnh Quảng Nam"),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN CHÍNH SÁCH, CHIẾN LƯỢC"], "Ban Chính sách, chiến lược Trung ương"),
        (["TỈNH ỦY HƯNG YÊN", "ĐẢNG ỦY UBND TỈNH"], "Đảng ủy Ủy ban nhân dân tỉnh Hưng Yên"),
        (["ĐẢNG ỦY PHƯỜNG TÂN AN"], "Đảng ủy phường Tân An"),
        (["CÔNG AN TỈNH SƠN LA"], "Công an tỉnh Sơn La"),
        (["BAN CHỈ ĐẠO TRUNG ƯƠNG VỀ PHÒNG, CHỐNG THIÊN TAI"], "Ban Chỉ đạo Trung ương về phòng, chống thiên tai"),
        (["HỆ THỐNG PHÁP LUẬT"], None),
        (["BAN HÀNH QUY CHẾ"], None),
    ],
)  # fmt: skip
def test_issuer(rows: list[str], issuer: str | None) -> None:
    assert name_issuer(View.of(""), rows) == issuer


def test_words_of_the_text_tell_the_spelling() -> None:
    view = View.of("Giao Trung tâm Dịch vụ việc làm tổng hợp.")
    assert name_issuer(view, ["TRUNG TÂM DỊCH VỤ VIỆC LÀM"]) == "Trung tâm Dịch vụ việc làm"
