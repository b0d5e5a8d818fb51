"""Văn bản mẫu của từng thể loại: nhiệm vụ, chỉ tiêu, chế độ báo cáo, kết quả, nhận định đọc ra đúng như đã ghi."""

from __future__ import annotations

import pytest

from tests.reading.facts import documents, judge, known_gaps


@pytest.mark.parametrize("name", documents())
def test_what_the_document_says_is_read(name: str) -> None:
    """Every fact but the gaps written in the file; a gap that closes is to be taken out of it."""
    misses = [f"{key}: {miss}" for key, tally in judge(name).items() for miss in tally.misses]
    assert sorted(misses) == sorted(known_gaps(name))
