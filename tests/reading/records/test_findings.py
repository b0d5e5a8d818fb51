"""Limitations, causes, recommendations."""

from __future__ import annotations

from tests.reading.reading import read_text, words


def found(text: str) -> list[tuple[str, str]]:
    reading = read_text(text)
    return [(finding.kind, words(reading, finding.span)) for finding in reading.findings]


def test_list_of_limitations_is_cut_where_each_piece_says_what_is_wrong() -> None:
    text = "Bài báo\nTuy nhiên, vẫn còn một số tồn tại, hạn chế: Phát triển chưa bền vững, công nghệ còn lạc hậu; năng lực dự báo còn hạn chế."
    assert found(text) == [
        ("limitation", "Phát triển chưa bền vững"),
        ("limitation", "công nghệ còn lạc hậu"),
        ("limitation", "năng lực dự báo còn hạn chế"),
    ]


def test_causes_and_their_nature() -> None:
    text = "I. TỒN TẠI, HẠN CHẾ\n1. Giải ngân vốn còn chậm.\nII. NGUYÊN NHÂN\n1. Nguyên nhân chủ quan: Phối hợp chưa chặt chẽ; thể chế chậm cập nhật."
    reading = read_text(text)
    assert [(f.kind, f.nature) for f in reading.findings] == [
        ("limitation", None),
        ("cause", "subjective"),
        ("cause", "subjective"),
    ]


def test_a_minority_or_a_minimum_is_no_limitation() -> None:
    text = "Bài báo\nTuy nhiên, đời sống còn nhiều khó khăn, nhất là vùng cao, vùng đồng bào dân tộc thiểu số, xã đặc biệt khó khăn."
    assert len(found(text)) == 1
