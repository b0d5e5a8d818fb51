"""Chủ thể và đơn vị phối hợp không có trong danh mục nào."""

from __future__ import annotations

import pytest

from lotrinh.reading.records.unnamed import unnamed_subject
from lotrinh.reading.structure.view import View


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Các chủ đầu tư lập tiến độ chi tiết từng dự án", "Các chủ đầu tư"),
        ("Trưởng các tổ dân phố hướng dẫn người dân", "Trưởng các tổ dân phố"),
        ("Các cơ sở đào tạo tổ chức tuyển sinh", "Các cơ sở đào tạo"),
        ("Chủ đầu tư hạ tầng khu công nghiệp bố trí mặt bằng", "Chủ đầu tư hạ tầng khu công nghiệp"),
        ("Các đảng ủy xã có dự án: trực tiếp lãnh đạo", "Các đảng ủy xã có dự án"),
        ("Trường hợp vượt thẩm quyền, báo cáo cấp trên", None),
        ("Báo cáo kết quả thực hiện", None),
        ("Tổ chức tuyên truyền, vận động", None),
        ("Phòng, chống cháy rừng", None),
        ("Ban hành quy chế phối hợp", None),
    ],
)
def test_a_subject_reaches_to_the_verb_of_its_work(said: str, name: str | None) -> None:
    found = unnamed_subject(View.of(said), 0, len(said))
    assert (found[0] if found else None) == name
