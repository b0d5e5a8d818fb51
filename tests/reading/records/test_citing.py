"""What a document cites and what it is: its own number, the page around it, the issuer printed beside a citation."""

from __future__ import annotations

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Reading

_HEAD = """ỦY BAN NHÂN DÂN
TỈNH CÀ MAU
-------
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số:
15/2024/QĐ-UBND
|
Cà Mau, ngày 12 tháng 4 năm 2024
|
QUYẾT ĐỊNH
BAN HÀNH QUY CHẾ QUẢN LÝ CHỢ
ỦY BAN NHÂN DÂN TỈNH CÀ MAU
"""
_PAGE = """Quyết định 15/2024/QĐ-UBND về Quy chế quản lý chợ (12 trang)
- 1Quyết định 672/QĐ-UBND về chợ hạng nhất
- Ngày bị bãi bỏ, thay thế: Quyết định số 15/2024/QĐ-UBND
"""
_BODY = """Căn cứ Thông tư số 96/2021/TT-BTC ngày 11/11/2021 của Bộ Tài chính về mẫu biểu;
Theo đề nghị của Giám đốc Sở Công Thương tại Tờ trình số 42/TTr-SCT ngày 02/4/2024.
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý chợ.
Điều 2. Quyết định này thay thế Quyết định số 08/2015/QĐ-UBND ngày 03/3/2015.
"""


def _read(text: str) -> Reading:
    return read(text.encode(), "quyet-dinh.txt")


@pytest.mark.parametrize("above", ["", _PAGE])
def test_a_document_does_not_cite_itself(above: str) -> None:
    reading = _read(above + _HEAD + _BODY)
    assert reading.header.number == "15/2024/QĐ-UBND"
    assert [c.number for c in reading.citations] == ["96/2021/TT-BTC", "42/TTr-SCT", "08/2015/QĐ-UBND"]
    assert reading.header.replaces == ("08/2015/QĐ-UBND",)


def test_the_page_around_a_document_names_it_and_counts_nothing() -> None:
    reading = _read(_PAGE + _HEAD + _BODY)
    named = [span.of(reading.text) for span in reading.self_references]
    assert named[:2] == ["Quyết định 15/2024/QĐ-UBND", "Quyết định số 15/2024/QĐ-UBND"]
    assert reading.quantities == ()


def test_the_body_printed_beside_a_citation_issued_it() -> None:
    issuers = {c.number: c.issuer for c in _read(_HEAD + _BODY).citations}
    assert issuers["96/2021/TT-BTC"] == "Bộ Tài chính"
    assert issuers["42/TTr-SCT"] == "Sở Công Thương tỉnh Cà Mau"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Thực hiện Công văn số 1473/BTP-CNTT ngày 25/4/2019 về số hóa sổ.", "Bộ Tư pháp"),
        ("Theo Quyết định số 23/QĐ-BNN-KH của Bộ trưởng Bộ Nông nghiệp và PTNT.", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("Theo Thông tư số 02/2017/TT-VPUB của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ.", "Văn phòng Chính phủ"),
        ("Theo Thông tư liên tịch số 11/2004/TTLT-BTM-BNV của Bộ Nội vụ và Bộ Tài chính.", "Bộ Nội vụ"),
        ("Theo Công văn số 77/ABC-XYZ ngày 25/4/2019, các sở, ngành rà soát.", None),
    ],
)  # fmt: skip
def test_issuers(text: str, issuer: str | None) -> None:
    assert [c.issuer for c in _read(text).citations] == [issuer]


def test_a_number_cited_below_the_head_replaces_nothing_where_it_is_its_own() -> None:
    text = _HEAD + _BODY + "Điều 3. Bãi bỏ Quyết định số 15/2024/QĐ-UBND khi có quy định mới.\n"
    assert "15/2024/QĐ-UBND" not in _read(text).header.replaces


def test_nothing_of_the_page_above_a_letterhead_is_read() -> None:
    reading = _read("Do Bộ Tài chính ban hành ngày 03/02/2019\n" + _PAGE + _HEAD + _BODY)
    start = reading.text.index("ỦY BAN NHÂN DÂN")
    assert all(m.span.start >= start for m in (*reading.organisations, *reading.dates, *reading.quantities))


def test_the_only_decision_a_page_names_is_the_document_itself() -> None:
    body = "Căn cứ Luật Giá ngày 20/6/2012;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành bảng giá theo Quyết định và các phụ lục.\n"
    assert _read(_PAGE.replace("672/QĐ-UBND", "15/2024/QĐ-UBND") + _HEAD + body).citations == ()


def test_an_organ_inside_a_symbol_is_no_body() -> None:
    text = _HEAD + "Xét Báo cáo số 46/BC- HĐND ngày 08/12/2023 về việc rà soát;\n"
    assert not any(o.span.of(text) == "HĐND" for o in _read(text).organisations)


def test_an_issuer_that_lost_its_first_letter() -> None:
    assert (
        _read(_HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH", "Y BAN NHÂN DÂN\nTỈNH", 1) + _BODY).header.issuer
        == "Ủy ban nhân dân tỉnh Cà Mau"
    )


@pytest.mark.parametrize(
    "article",
    [
        "Ban hành kèm theo Quyết định này là Kế hoạch hành động vì trẻ em.",
        "Ban hành Kế hoạch thực hiện Chương trình phòng bệnh (có Kế hoạch kèm theo).",
        "Bổ sung 04 thủ tục hành chính vào Bộ thủ tục của Sở Công Thương.",
        "Hội đồng nhân dân tỉnh thông qua kết quả thực hiện nhiệm vụ năm 2023 của tỉnh.",
        "Quy định này quy định về chế độ báo cáo và thực hiện công tác thống kê.",
    ],
)
def test_what_a_decision_does_itself_is_no_task(article: str) -> None:
    assert _read(f"{_HEAD}Căn cứ Luật Giá;\nQUYẾT ĐỊNH:\nĐiều 1. {article}\n").tasks == ()


def test_what_a_decision_rests_on_is_no_task_and_no_duty() -> None:
    text = (
        _HEAD + "Thực hiện Công văn số 5177/BNN-TY ngày 08/8/2022 về xây dựng, bố trí kinh phí phòng bệnh;\n"
    )
    text += "Trên cơ sở xem xét báo cáo của UBND tỉnh, Báo cáo thẩm tra của các Ban HĐND tỉnh;\n"
    reading = _read(text)
    assert (reading.tasks, reading.duties) == ((), ())
    assert not _read(_HEAD + "KHÓA X, KỲ HỌP THỨ 7\nCăn cứ Luật Giá;\n").unread


def test_an_article_without_a_space_after_its_number_gives_work() -> None:
    text = f"{_HEAD}QUYẾT ĐỊNH:\nĐiều 1.Ban hành quy chế.\nĐiều 2.Giao Sở Y tế hướng dẫn thực hiện quy chế.\n"
    reading = _read(text)
    assert [(t.provision, t.lead) for t in reading.tasks] == [("Điều 2", ("Sở Y tế tỉnh Cà Mau",))]


def test_commands_of_all_levels_lead_beside_those_named_after_them() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 8/CT-UBND\nCà Mau, ngày 19 tháng 5 năm 2021\nCHỈ THỊ\nVề nhiệm vụ\nI. Nhiệm vụ chung\n"
        "Ban Chỉ huy PCTT và TKCN các cấp, Thủ trưởng các sở, ban, ngành tỉnh tập trung thực hiện một số công việc sau:\n"
        "- Khẩn trương hoàn thành tổng kết công tác.\n"
    )
    assert [task.lead for task in _read(text).tasks] == [
        (
            "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn tỉnh Cà Mau",
            "Các sở, ban, ngành tỉnh Cà Mau",
        )
    ]


def test_a_target_against_an_average_keeps_the_period_of_the_plan() -> None:
    text = (
        "KẾ HOẠCH\nPhòng bệnh giai đoạn 2021-2025\nI. MỤC TIÊU\n"
        "1. Số ổ dịch giảm 10-20% so với trung bình của cả giai đoạn 2016-2020.\n2. Trồng 10 triệu cây xanh.\n"
    )
    targets = _read(text).targets
    assert [(t.horizon.start.year if t.horizon and t.horizon.start else None) for t in targets][:1] == [2021]
    assert targets[-1].unit == "triệu cây"


def test_a_fall_that_has_happened_is_a_result() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\nSố: 8/NQ-CP\nCà Mau, ngày 19 tháng 5 năm 2021\nNGHỊ QUYẾT\nVề giảm nghèo\n"
        "Những năm qua, tỷ lệ hộ nghèo đã giảm từ 22% năm 2005 xuống còn 9,45% năm 2010.\nI. MỤC TIÊU\n1. Giảm nghèo bền vững.\n"
    )
    assert [str(r.value) for r in _read(text).results][-1] == "9.45"
