"""Indicators found in clauses, the longest phrase first."""

from __future__ import annotations

import pytest

from lotrinh.lexicon.indicators import find_indicator, indicators


@pytest.mark.parametrize(
    ("clause", "key", "direction"),
    [
        ("tỷ trọng GRDP công nghiệp trong GRDP toàn tỉnh là 37,4%", "LT.CN.SHARE", "up"),
        ("trong đó tỷ trọng công nghiệp chế biến, chế tạo chiếm 23%", "LT.CBCT.SHARE", "up"),
        ("Tỷ trọng giá trị sản phẩm công nghiệp\ncông nghệ cao", "LT.CNC.SHARE", "up"),
        ("Tốc độ tăng trưởng giá trị gia tăng công nghiệp đạt bình quân", "LT.CN.GROWTH", "up"),
        ("tỉ lệ hộ nghèo giảm", "LT.POV", "down"),
        ("GRDP bình quân đầu người", "T0504", "up"),
        ("giữ vị trí Quán quân PCI", "PCI", "up"),
    ],
)
def test_a_clause_names_its_indicator(clause: str, key: str, direction: str) -> None:
    found = find_indicator(clause)
    assert found is not None
    assert (found[0], found[3]) == (key, direction)


def test_a_clause_without_one() -> None:
    assert find_indicator("Hoàn thành 58 trạm 5G trong các khu") is None


def test_keys_are_unique_and_units_given() -> None:
    keys = [indicator.key for indicator in indicators()]
    assert len(keys) == len(set(keys))
    assert all(indicator.unit for indicator in indicators())
