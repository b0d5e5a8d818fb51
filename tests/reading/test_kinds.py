"""Văn bản mẫu của từng thể loại: nhiệm vụ, chỉ tiêu, chế độ báo cáo, kết quả, nhận định đọc ra đúng như đã ghi."""

from __future__ import annotations

import pytest

from tests.reading.facts import documents, judge


@pytest.mark.parametrize("name", documents())
def test_what_the_document_says_is_read(name: str) -> None:
    misses = [f"{key}: {miss}" for key, tally in judge(name).items() for miss in tally.misses]
    assert not misses, "\n".join(misses)
