"""Bodies across a passage: names that point back, names the caller knows, the province of a document."""

from __future__ import annotations

import pytest

from lotrinh.reading.mentions.organisations import find_organisations
from lotrinh.reading.mentions.places import find_province
from lotrinh.reading.structure.view import View
from lotrinh.values.reading import Known


def test_a_head_alone_points_back() -> None:
    text = "Sở Công Thương chủ trì triển khai. Sở nghiên cứu, đề xuất các giải pháp."
    names = [o.name for o in find_organisations(View.of(text), "tỉnh Quảng Nam", Known())]
    assert names == ["Sở Công Thương tỉnh Quảng Nam"] * 2


def test_a_name_only_the_caller_knows() -> None:
    known = Known(province="tỉnh Mẫu", agencies={"to giup viec 57": "Tổ giúp việc Ban Chỉ đạo 57 tỉnh Mẫu"})
    found = find_organisations(View.of("giao Tổ giúp việc 57 và Sở Nội vụ"), None, known)
    assert [o.name for o in found] == ["Tổ giúp việc Ban Chỉ đạo 57 tỉnh Mẫu", "Sở Nội vụ tỉnh Mẫu"]


def test_without_a_province_nothing_is_placed() -> None:
    found = find_organisations(View.of("UBND tỉnh giao Sở Tài chính"), None, Known())
    assert [o.name for o in found] == ["UBND tỉnh", "Sở Tài chính"]


def test_an_old_department_keeps_its_name() -> None:
    found = find_organisations(View.of("Sở Giao thông vận tải"), "tỉnh Đắk Lắk", Known())
    assert found[0].name == "Sở Giao thông vận tải tỉnh Đắk Lắk"


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: 144/KH-UBND ... tỉnh Hà Nam, tỉnh Hà Nam", "tỉnh Bắc Ninh"),
        ("công nghiệp Quảng Nam theo hướng bền vững, Quảng Nam", "tỉnh Quảng Nam"),
        ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HÀ NỘI", "thành phố Hà Nội"),
        ("THỦ TƯỚNG CHÍNH PHỦ ... tỉnh Quảng Trị, tỉnh Quảng Ngãi, tỉnh Gia Lai", None),
        ("không có địa danh", None),
    ],
)
def test_the_province_a_document_speaks_for(text: str, province: str | None) -> None:
    assert find_province(View.of(text)) == province


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26/11/2003;", []),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015; giao UBND tỉnh", ["UBND tỉnh Cà Mau"]),
        ("Cục trưởng Cục Trồng trọt và Vụ trưởng Vụ Kế hoạch", ["Cục Trồng trọt", "Vụ Kế hoạch"]),
        ("gửi Cục Thú y xem xét", ["Cục Thú y"]),
        ("thẩm tra của Ban Kinh tế - Ngân sách, Ban Pháp chế HĐND tỉnh",
         ["Ban Kinh tế - Ngân sách HĐND tỉnh Cà Mau", "Ban Pháp chế HĐND tỉnh Cà Mau"]),
        ("Chủ tịch UBND các huyện, thị xã, thành phố và các cơ quan liên quan",
         ["UBND các huyện, thị xã, thành phố thuộc tỉnh Cà Mau", "Các cơ quan tỉnh Cà Mau"]),
        ("Ban Chỉ huy PCTT và TKCN yêu cầu; thành phố chỉ đạo",
         ["Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh Cà Mau"]),
        ("Kế hoạch của Hội đồng Thi đua - Khen thưởng Trung ương", ["Hội đồng Thi đua - Khen thưởng Trung ương"]),
    ],
)  # fmt: skip
def test_bodies_of_decisions(text: str, names: list[str]) -> None:
    assert [o.name for o in find_organisations(View.of(text), "tỉnh Cà Mau", Known())] == names
