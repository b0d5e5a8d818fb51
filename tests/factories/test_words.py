"""The search for English is tried on English and on Vietnamese, so that finding nothing means something."""

from __future__ import annotations

import pytest

from tests.factories.words import not_vietnamese, spoken


@pytest.mark.parametrize(
    "sentence",
    [
        "This field is required.",
        "Enter a valid email address.",
        "Select a valid choice.",
        "Forbidden",
        "CSRF verification failed.",
        "12 bytes",
        "Page not found",
        "Save and continue",
    ],
)
def test_english_is_noticed(sentence: str) -> None:
    assert not_vietnamese(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Không thu phí qua trang này; khi ghi xong, nghe lại",
        "Giao Sở Công Thương chủ trì theo Kế hoạch số 23-KH/TU",
        "Nguy cơ quá hạn; quyết định trong tuần; nghiêng; khuyu; thuyền; ngoằn",
        "tải bản Word (DOCX), phụ lục Excel, GRDP",
    ],
)
def test_vietnamese_is_let_pass(sentence: str) -> None:
    assert not_vietnamese(sentence) == []


def test_what_is_said_of_a_page() -> None:
    page = (
        '<html lang="vi"><body><p title="Lời">Một <b>hai</b> ba</p><script>no</script>'
        '<button lang="en">English</button><option>Bốn</option></body></html>'
    )
    assert list(spoken(page, leave_out="en")) == ["Lời", "Một", "hai", "ba", "Bốn"]
