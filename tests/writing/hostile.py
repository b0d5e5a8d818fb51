"""Texts that people paste, and that must stay texts in every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lotrinh.writing.periodic import periodic_report
from lotrinh.writing.periodic_input import count_classes
from lotrinh.writing.report import Report
from tests.writing.sample import INDUSTRY, sample_input, task

MARKUP = '<b>&"đậm"</b><script>alert(1)</script> {slot} %s'
FORMULA = "=1+1"
BULLET = "- Tăng 5% so với cùng kỳ"
CONTROL = "một\x0bhai\x00ba\ud800"
LONG = "Rất dài " * 4000


def hostile_report(long: str = LONG) -> Report:
    """The sample with every hostile text as a task's title, and as the result of another."""
    texts = (MARKUP, FORMULA, BULLET, CONTROL, long)
    tasks = [task(f"X.{n}", text, INDUSTRY, "open_late", "31/12/2026", due=date(2026, 12, 31), result=text) for n, text in enumerate(texts)]  # fmt: skip
    counts, total = count_classes(tasks)
    return periodic_report(replace(sample_input(), tasks=tuple(tasks), counts=counts, total=total))
