"""Tables of real kinds, written for the tests, each drawn as text, as a web page and as a Word document."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Known, Reading
from lotrinh.values.record import Result, Target, Task
from lotrinh.values.span import Span
from tests.factories.tables import FORMS, drawn
from tests.reading.reading import words

FOLDER = Path(__file__).parent / "tables"
CASES = [
    (case, name)
    for path in sorted(FOLDER.glob("*.toml"))
    for name, case in tomllib.loads(path.read_text()).items()
]
HEAD = [
    "ỦY BAN NHÂN DÂN", "TỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 45/KH-UBND", "Mẫu, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH", "Phát triển kinh tế - xã hội",
]  # fmt: skip


# Drawing a PDF is slow: those with merged cells and headings of several rows stand for all.
IN_PDF = (
    "leads_merged_down",
    "two_row_header",
    "criteria_by_region",
    "three_row_header",
    "estimate_and_next_plan",
    "section_names_the_lead",
)
DRAWN = [
    pytest.param(case, form, id=f"{name}-{form}")
    for case, name in CASES
    for form in case.get("forms", FORMS)
    if form != "pdf" or name in IN_PDF
]  # fmt: skip


@pytest.mark.parametrize(("case", "form"), DRAWN)
def test_table(case: dict[str, Any], form: str) -> None:
    data, file = drawn(form, [*HEAD, *case.get("before", ["PHỤ LỤC", "PHÂN CÔNG NHIỆM VỤ"])], case["tables"])
    reading = read(data, file, Known(province="tỉnh Mẫu"))
    wanted = {**case, **case.get(form, {})}
    rows = [task for task in reading.tasks if "|" in (task.provision or "")]
    assert [_task(reading, task) for task in rows] == _filled(wanted.get("tasks", []), _TASK)
    targets = _filled(wanted.get("targets", []), _TARGET)
    assert [_target(reading, target) for target in reading.targets] == targets
    assert [_result(reading, result) for result in reading.results] == _filled(
        wanted.get("results", []), _RESULT
    )
    unread = [[words(reading, each.span), each.reason] for each in reading.unread]
    assert [[" ".join(text.replace("|", " ").split()), why] for text, why in unread] == wanted.get(
        "unread", []
    )
    records: list[Task | Target | Result] = [*rows, *reading.targets, *reading.results]
    spans = [record.span for record in records]
    assert all(_in_a_cell(reading, span) for span in spans)


_TASK: dict[str, Any] = {"lead": [], "with": [], "product": None, "due": "none", "flags": [], "why": []}
_TARGET: dict[str, Any] = {
    "sign": "=",
    "to": None,
    "unit": None,
    "by": None,
    "scope": "tỉnh Mẫu",
    "owner": [],
    "as": "level",
    "why": [],
}
_RESULT: dict[str, Any] = {"unit": None, "in": None, "kind": None, "plan": None, "pct": None, "changes": []}


def _filled(wanted: list[dict[str, Any]], usual: dict[str, Any]) -> list[dict[str, Any]]:
    """The wanted records with what is usual; TOML has no null, so `false` stands for it."""
    return [{k: v or None if v is False else v for k, v in {**usual, **record}.items()} for record in wanted]


def _in_a_cell(reading: Reading, span: Span) -> bool:
    cells = (cell for table in reading.tables for row in table.rows for cell in row if cell is not None)
    return any(cell.covers(span) for cell in cells)


def _bare(names: tuple[str, ...]) -> list[str]:
    return [name.removesuffix(" tỉnh Mẫu").removesuffix(" thuộc") for name in names]


def _task(reading: Reading, task: Task) -> dict[str, Any]:
    due = task.deadline
    ends = [str(day) for day in (due.first, due.last) if day]
    every = [due.every] if due.every else []
    return {
        "at": (task.provision or "").partition("|")[2], "work": words(reading, task.span), "lead": _bare(task.lead),
        "with": _bare(task.coordinating), "product": task.product,
        "due": " ".join([due.kind, *ends, *every, *due.on, *(["before"] if due.before else [])]),
        "flags": list(task.flags), "why": [w for w in task.why if w not in ("no_deadline", "vague_deadline", "several_leads")],
    }  # fmt: skip


def _target(reading: Reading, target: Target) -> dict[str, Any]:
    horizon = target.horizon
    return {
        "of": target.indicator, "said": words(reading, target.span), "value": _number(target.value), "sign": target.comparator,
        "to": _number(target.value_to), "unit": target.unit, "by": str(horizon.last_day) if horizon else None,
        "scope": target.scope, "owner": _bare(target.owner), "as": target.aggregation,
        "why": [w for w in target.why if w not in ("no_owner", "no_horizon", "range")],
    }  # fmt: skip


def _result(reading: Reading, result: Result) -> dict[str, Any]:
    versus = result.vs_target
    return {
        "of": result.indicator, "said": words(reading, result.span), "value": _number(result.value), "unit": result.unit,
        "in": result.period.in_words() if result.period else None, "kind": result.kind,
        "plan": _number(versus.target) if versus else None, "pct": _number(versus.pct) if versus else None,
        "changes": [f"{_number(c.delta)} {c.unit} / {c.versus}" for c in result.changes],
    }  # fmt: skip


def _number(value: object) -> str | None:
    return None if value is None else str(value)
