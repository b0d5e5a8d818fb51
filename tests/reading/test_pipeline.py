"""Laws of the whole reading: it never raises, spans are true, and what means nothing changes nothing."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lotrinh.reading
from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from lotrinh.values.doubts import DOUBTS
from lotrinh.values.reading import Reading
from lotrinh.values.span import Span
from tests.reading.plan import PLAN
from tests.reading.reading import read_text

FRAGMENTS = [
    "I. ", "II. MỤC TIÊU", "1. ", "2.1. ", "a) ", "- ", "+ ", "-\n", "\n", "\n\n", " ", "|", "| TT | Nhiệm vụ | Thời hạn |\n",
    "Sở Công Thương", "UBND tỉnh", "chủ trì, phối hợp với ", "các sở, ngành", "xây dựng Đề án ", "Thời gian thực hiện: ", "Năm 2027.",
    "đến năm 2030", "đạt trên 8,5%/năm", "45%", "báo cáo", "định kỳ trước ngày 10 tháng 12 hàng năm ", "yêu cầu ", ": ", "; ", ". ",
    "Nơi nhận:\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu", "Số: 1/KH-UBND", "PHỤ LỤC", "(1) ", "(2) ", "**", "…", "“", "”",
    "Nguyên nhân chủ quan: ", "Tuy nhiên, hạn chế: ", "đề nghị ", "Điều 1. ", "Chương II", "\t", "\u00a0", "Ð", "124/NQ-CP ngày 03/9/2020",
]  # fmt: skip


def spans(value: Any) -> Iterator[tuple[int, int]]:
    """Every [start, end) of a reading as a dict."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("span", "sentence") and item:
                yield item[0], item[1]
            else:
                yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def check_laws(reading: Reading) -> None:
    data = reading.to_dict()
    size = len(reading.text)
    assert all(0 <= start < end <= size for start, end in spans(data))
    records = (*reading.tasks, *reading.targets, *reading.duties, *reading.results, *reading.findings)
    assert len({record.id for record in records}) == len(records)
    assert all(0 <= record.doubt <= 1 and set(record.why) <= DOUBTS.keys() for record in records)
    assert reading.coverage.captured <= reading.coverage.imperative
    assert reading.coverage.captured_numeric <= reading.coverage.numeric


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_any_mixture_of_official_pieces_is_read(text: str) -> None:
    try:
        check_laws(read_text(text))
    except Refused as refused:
        assert refused.message


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        check_laws(read(text.encode("utf-8", "replace"), "a.txt"))
    except Refused as refused:
        assert refused.message


def records(reading: Reading) -> list[Any]:
    """What an officer sees of the records, without places and white space."""
    text = reading.text

    def said(span: Span) -> str:
        return (
            " ".join(unicodedata.normalize("NFC", span.of(text)).split())
            .replace("hoà", "hòa")
            .replace("uỷ", "ủy")
        )

    tasks = [
        (said(t.span), t.type, t.lead, t.coordinating, t.deadline.kind, t.deadline.last, t.provision, t.why)
        for t in reading.tasks
    ]
    targets = [(said(t.span), t.value, t.comparator, t.unit, t.horizon, t.indicator) for t in reading.targets]
    duties = [(said(d.span), d.who, d.to, d.via, d.frequency) for d in reading.duties]
    nodes = [(n.path, n.heading) for root in reading.provisions for n in root.walk()]
    return [
        tasks,
        targets,
        duties,
        nodes,
        reading.header.number,
        reading.header.issuer,
        reading.header.signer_name,
    ]


BASE = records(read_text(PLAN))
SAFE_BREAKS = [
    at
    for at in range(PLAN.index("III. NHIỆM VỤ"), PLAN.index("Nơi nhận"))
    if PLAN[at] == " " and PLAN[at - 1].isalnum() and PLAN[at + 1].islower() and PLAN[at - 2 : at].islower()
]
"""Spaces inside running text between two words in lower case: a wrap there is what every program does."""


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(SAFE_BREAKS), min_size=1, max_size=6))
def test_a_line_break_where_a_space_stood_changes_no_record(places: set[int]) -> None:
    broken = "".join("\n" if at in places else char for at, char in enumerate(PLAN))
    assert records(read_text(broken)) == BASE


@pytest.mark.parametrize(
    "changed",
    [
        PLAN.replace("chủ lực của tỉnh", "chủ\u00a0lực của tỉnh").replace(
            "Sở Công Thương", "Sở\u00a0Công Thương"
        ),
        unicodedata.normalize("NFD", PLAN),
        PLAN.replace("\n", "\r\n"),
        "\ufeff" + PLAN,
        PLAN.replace("ỦY BAN", "UỶ BAN"),
        PLAN.replace("- Rà soát", "– Rà soát"),
    ],
    ids=["no-break space", "NFD", "CR LF", "BOM", "uỷ for ủy", "long dash"],
)
def test_spelling_of_white_space_and_marks_changes_no_record(changed: str) -> None:
    found = records(read_text(changed))
    assert found[:4] == BASE[:4]
    assert found[4] == BASE[4]
    assert found[6] == BASE[6]


def test_output_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import json,sys,hashlib;from lotrinh.reading.pipeline import read;"
        "d=read(sys.stdin.buffer.read(),'a.txt').to_dict();"
        "print(hashlib.sha256(json.dumps(d,ensure_ascii=False).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], input=PLAN.encode(), capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(seen) == 1


def test_plan_of_the_tests_is_read_in_full() -> None:
    reading = read_text(PLAN)
    check_laws(reading)
    assert (reading.kind, reading.header.replaces) == ("plan", ("12/KH-UBND",))
    assert reading.coverage.captured == reading.coverage.imperative


@pytest.mark.parametrize(
    "text",
    [": đạt trên 8,5%/năm", "Nơi nhận:\n- Lưu: VT.\t\u00a0\tx\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"],
    ids=["nothing before a colon", "a cell with a no-break space"],
)
def test_what_stands_alone_where_words_are_usual_is_read(text: str) -> None:
    check_laws(read_text(text))


def test_empty_file_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read(b"  \n ", "a.txt")
    assert refused.value.code == "empty"


def test_package_offers_read_on_first_use() -> None:
    assert lotrinh.reading.read is read
    with pytest.raises(AttributeError):
        lotrinh.reading.no_such_name  # noqa: B018


def test_long_text_takes_time_in_proportion() -> None:
    body = PLAN[PLAN.index("III. NHIỆM VỤ") : PLAN.index("V. TỔ CHỨC")]
    read_text(body)

    def seconds(times: int) -> float:
        begin = time.perf_counter()
        read_text(body * times)
        return time.perf_counter() - begin

    short, long = seconds(10), seconds(60)
    assert long < max(short, 0.02) * 6 * 4


def test_the_collector_runs_on_and_finds_what_was_read_among_the_old() -> None:
    gc.collect()
    reading = read_text(PLAN)
    assert gc.isenabled()
    young = {id(each) for each in gc.get_objects(generation=0)}
    assert not young & {id(task) for task in reading.tasks}
    assert gc.get_freeze_count() == 0


def test_what_the_process_keeps_frozen_stays_so() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        read_text(PLAN)
        assert gc.get_freeze_count() > frozen // 2
    finally:
        gc.unfreeze()


def test_a_collector_that_rests_is_not_woken() -> None:
    gc.disable()
    try:
        read_text(PLAN)
        assert not gc.isenabled()
    finally:
        gc.enable()
