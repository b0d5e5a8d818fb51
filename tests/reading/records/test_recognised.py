"""Records of scanned pages carry their confidence; a head that was hardly legible is not passed on as read."""

from __future__ import annotations

from lotrinh.reading.pipeline import NOBODY, read_source
from lotrinh.reading.sources.text_source import SourceText, WordConfidence
from lotrinh.values.reading import Reading, Source
from lotrinh.values.span import Span

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH MẪU\nSố: 07/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
TEXT = (
    f"{HEAD}Mẫu, ngày 10 tháng 01 năm 2026\nKẾ HOẠCH\nPhát triển công nghiệp\nI. MỤC TIÊU\n"
    "- Tỷ trọng công nghiệp đến năm 2030 đạt trên 45%.\nII. NHIỆM VỤ\n"
    "1. Sở Công Thương chủ trì xây dựng Đề án; hoàn thành trước ngày 30/6/2026."
)


def reading(unsure: str = "", typed: bool = False) -> Reading:
    """The text as if scanned; `unsure` is a passage whose words were hardly recognised."""
    words, at = [], 0
    dim = TEXT.find(unsure) if unsure else -1
    for word in TEXT.split():
        start = TEXT.index(word, at)
        at = start + len(word)
        confidence = 0.3 if dim >= 0 and start < dim + len(unsure) and dim < at else 0.96
        words.append(WordConfidence(Span(start, at), confidence))
    source = SourceText(TEXT, "application/pdf", ocr=not typed, recognised=() if typed else tuple(words))
    return read_source(source, Source("a.pdf", "application/pdf", "0", 0), NOBODY)


def test_typed_records_do_not_speak_of_recognition() -> None:
    (task,) = reading(typed=True).tasks
    assert task.ocr_confidence is None and "ocr_confidence" not in task.as_dict()


def test_the_confidence_is_the_mean_of_the_words() -> None:
    (task,) = reading().tasks
    assert task.ocr_confidence == 0.96
    assert "ocr" in task.why and "ocr_unsure" not in task.why


def test_an_unclear_deadline_makes_the_task_doubtful() -> None:
    clear, dim = reading().tasks[0], reading("30/6/2026.").tasks[0]
    assert "ocr_unsure" in dim.why and dim.doubt > clear.doubt + 0.2


def test_an_unclear_figure_makes_the_target_doubtful() -> None:
    assert "ocr_unsure" in reading("45%.").targets[0].why
    assert "ocr_unsure" not in reading().targets[0].why


def test_a_number_and_a_day_hardly_legible_are_left_to_the_officer() -> None:
    found = reading("07/KH-UBND")
    assert found.header.number is None and "number" not in found.header.spans
    assert found.header.date is not None
    assert "số, ký hiệu" in found.source.warnings[0]
    assert reading("ngày 10").header.date is None
