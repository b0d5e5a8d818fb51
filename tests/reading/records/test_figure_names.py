"""What a figure measures: the words before it, the thing counted behind it, the figure it is told together with."""

from __future__ import annotations

import pytest

from tests.reading.reading import read_text

HEAD = "I. KẾT QUẢ ĐẠT ĐƯỢC\n"

NAMED = [
    # two figures of one thing
    ("Giá trị sản xuất thủy sản đạt 8.950 tỷ đồng, tăng bình quân 3,2%/năm.", "3,2%", "Giá trị sản xuất thủy sản"),
    ("Lượng khách tham quan đạt 478.600 lượt (lũy kế 2 tháng tăng 14%).", "14%", "Lượng khách tham quan"),
    # a list of parts
    ("Cơ cấu cây trồng: lúa 52,4%, cây ăn quả 28,7%, rau màu 18,9%.", "18,9%", "rau màu"),
    # the thing counted stands behind its number
    ("Đến nay toàn huyện có 83/96 ấp đạt chuẩn an toàn.", "83/96", "ấp đạt chuẩn an toàn"),
    ("Tỷ lệ tăng dân số dưới 12‰, 100% trạm y tế có bác sĩ.", "100%", "trạm y tế có bác sĩ"),
    # before a colon
    ("Tỷ lệ người dân có sổ sức khỏe: trên 90%.", "90%", "Tỷ lệ người dân có sổ sức khỏe"),
    # how long and under whom is no part of the name
    ("Sau 5 năm thực hiện Nghị quyết, diện tích trồng rừng đạt 4.000 ha.", "4.000 ha", "diện tích trồng rừng"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "figure", "name"), NAMED, ids=lambda value: value[:24])
def test_the_name_of_what_is_measured(sentence: str, figure: str, name: str) -> None:
    reading = read_text(HEAD + "1. Việc\n- " + sentence)
    named = {
        reading.text[r.span.start : r.span.end]: r.indicator for r in (*reading.results, *reading.targets)
    }
    assert [value for passage, value in named.items() if passage.startswith(figure)] == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tại kỳ họp thứ 18, đại biểu đã thảo luận.",
        "Bão di chuyển với tốc độ khoảng 10 km/h, vị trí tâm bão ở khoảng 20,0 độ vĩ Bắc.",
    ],
)
def test_no_result_of_anybodys_work(sentence: str) -> None:
    assert read_text(HEAD + "1. Việc\n- " + sentence).results == ()


def test_a_figure_in_brackets_may_be_the_target_or_that_of_others() -> None:
    reading = read_text(
        HEAD + "1. Việc\n- Tốc độ tăng trưởng GRDP đạt 6,2%/năm (mục tiêu 8%/năm). "
        "- Tỷ lệ giải ngân đạt 17,3%, thấp hơn bình quân chung cả nước (19,4%)."
    )
    assert [str(result.value) for result in reading.results] == ["6.2", "17.3"]
    assert reading.results[0].vs_target is not None
