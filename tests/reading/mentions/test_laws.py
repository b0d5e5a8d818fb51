"""What holds of any text: nothing raises, spans are good, and spellings of white space and tone marks change nothing."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lotrinh.reading.mentions.citations import find_aliases, find_citations, find_self_references
from lotrinh.reading.mentions.dates import find_dates
from lotrinh.reading.mentions.deadlines import find_deadline, read_deadline
from lotrinh.reading.mentions.organisations import find_organisations
from lotrinh.reading.mentions.quantities import find_quantities
from lotrinh.reading.structure.view import View
from lotrinh.values.reading import Known
from lotrinh.values.span import Span
from tests.reading.mentions.test_examples import _phrases

PHRASES = sorted({phrase for phrase in _phrases() if "\n" not in phrase})
PROVINCE = "tỉnh Phú Yên"
_pieces = st.sampled_from(
    ["ngày ", "03/9/2020", "năm ", "2030", "quý II", "trên ", "8,5%", "/năm", "1.112", " tỷ đồng", "Sở ", "UBND tỉnh", "các sở, ",
     "ban, ngành", "Nghị quyết số ", "23-NQ/TW", " và ", "\n", "\u00a0", "-", "–", "(", "|", "\t", "định kỳ ", "hằng năm", "thứ 3", "12/12", "Ð"]
)  # fmt: skip
_texts = st.one_of(st.text(max_size=60), st.lists(_pieces, max_size=12).map("".join))


def _mentions(view: View) -> list[Any]:
    citations = find_citations(view, PROVINCE)
    return [
        *citations,
        *find_organisations(view, PROVINCE, Known()),
        *find_quantities(view),
        *find_dates(view),
    ]


def _read(text: str) -> list[dict[str, Any]]:
    """All mentions of a text as plain objects, with the passage instead of its place."""
    view = View.of(text)
    found = []
    for mention in _mentions(view):
        record = mention.as_dict()
        start, end = record.pop("span")
        found.append({**record, "from_to": (start, end)})
    if text.strip():
        deadline = find_deadline(view, Span(0, len(text)), None).as_dict()
        deadline.pop("raw")
        found.append(deadline)
    return found


@given(_texts)
@settings(max_examples=150, deadline=None)
def test_never_raises_and_spans_lie_in_the_text(raw: str) -> None:
    text = unicodedata.normalize("NFC", raw)
    view = View.of(text)
    spans = [m.span for m in _mentions(view)]
    spans += [span for span, _, _ in find_aliases(view, find_citations(view, None))]
    spans += find_self_references(view)
    if text:
        whole = Span(0, len(text))
        spans += [
            d.span for d in (read_deadline(view, whole, None), find_deadline(view, whole, None)) if d.span
        ]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(_texts)
@settings(max_examples=100, deadline=None)
def test_mentions_of_one_kind_are_sorted_and_disjoint(raw: str) -> None:
    view = View.of(unicodedata.normalize("NFC", raw))
    for kind in (find_organisations(view, PROVINCE, Known()), find_quantities(view), find_dates(view)):
        spans = [mention.span for mention in kind]
        assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.sampled_from(PHRASES), st.sampled_from(["\n", "\u00a0"]), st.data())
@settings(max_examples=120, deadline=None)
def test_white_space_changes_no_record(phrase: str, space: str, data: st.DataObject) -> None:
    places = [i for i, char in enumerate(phrase) if char == " " and not _in_cell(phrase)]
    if not places:
        return
    at = data.draw(st.sampled_from(places))
    assert _read(phrase[:at] + space + phrase[at + 1 :]) == _read(phrase)


def _in_cell(phrase: str) -> bool:
    """In a row of a table a line break ends the row."""
    return "|" in phrase


@given(st.sampled_from(PHRASES))
@settings(max_examples=len(PHRASES), deadline=None)
def test_old_tone_marks_and_eth_change_no_record(phrase: str) -> None:
    other = phrase.replace("hòa", "hoà").replace("ủy", "uỷ").replace("khóa", "khoá").replace("Đ", "Ð")
    assert [_without_words(r) for r in _read(other)] == [_without_words(r) for r in _read(phrase)]


def _without_words(record: dict[str, Any]) -> dict[str, Any]:
    """Names of bodies outside the tables keep the printed letters, so only what was recognised is compared."""
    return {key: value for key, value in record.items() if key not in ("name", "after", "within", "issuer")}
