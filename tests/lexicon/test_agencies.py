"""Agencies, bodies of open classes and successions."""

from __future__ import annotations

from collections import Counter

from lotrinh.lexicon.agencies import agencies
from lotrinh.lexicon.bodies import heads, words
from lotrinh.lexicon.successions import successions
from lotrinh.values.folding import search_key


def test_no_form_means_two_agencies_of_one_time() -> None:
    forms = Counter(form for a in agencies() for form in {search_key(name) for name in (a.name, *a.forms)})
    assert [form for form, times in forms.items() if times > 1] == []


def test_departments_end_when_their_successors_begin() -> None:
    ended = {a.name: a.until for a in agencies() if a.kind == "department" and a.until}
    assert len(ended) == 6
    assert all(any(s.old == name and s.effective for s in successions()) for name in ended)


def test_successions_of_both_kinds_with_certainty() -> None:
    assert {s.of for s in successions()} == {"agency", "province"}
    assert sum(s.of == "province" for s in successions()) == 63
    assert {s.new for s in successions() if s.old == "Sở Lao động - Thương binh và Xã hội"} == {
        "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Sở Y tế",
    }  # fmt: skip
    assert any(not s.certain for s in successions())


def test_heads_come_longest_first() -> None:
    lengths = [len(head.word) for head in heads()]
    assert lengths == sorted(lengths, reverse=True)
    assert set(words("collective", "core")) <= set(words("collective", "items"))


def test_the_government_since_march_2025() -> None:
    current = {a.name for a in agencies() if a.kind == "ministry" and a.until is None}
    assert len(current) == 14
    assert {"Văn phòng Chính phủ", "Thanh tra Chính phủ", "Ngân hàng Nhà nước Việt Nam"} <= {
        a.name for a in agencies() if a.until is None
    }
    gone = {a.name for a in agencies() if a.kind == "ministry" and a.until}
    assert gone == {s.old for s in successions() if s.old.startswith("Bộ ") and s.old not in current}
