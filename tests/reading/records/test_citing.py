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
