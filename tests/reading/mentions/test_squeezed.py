"""The squeezed text and the way back to the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lotrinh.reading.mentions.squeezed import Squeezed, clause_before
from lotrinh.reading.structure.view import View
from lotrinh.values.small_letters import marked


def test_spaces_beside_a_dash_go_and_runs_become_one() -> None:
    text = Squeezed.of(View.of("số 23 -\n NQ/TW   ngày"))
    assert text.cased == "số 23-NQ/TW ngày"
    assert text.span(3, 11).of(text.view.text) == "23 -\n NQ/TW"


def test_tone_marks_only_move_in_open_syllables() -> None:
    assert marked("HOÀ BÌNH, uỷ ban, hoàn thành, quý, đoàn") == "hòa bình, ủy ban, hoàn thành, quý, đoàn"


def test_a_clause_ends_at_a_stop_but_not_in_a_number() -> None:
    text = "Việc một; tổng thu 1.112 tỷ đồng, tăng 5%"
    assert clause_before(text, len(text)) == " tổng thu 1.112 tỷ đồng, tăng 5%"


@given(st.text(alphabet="ab -–\n1", max_size=40))
def test_every_kept_character_is_found_again(source: str) -> None:
    text = Squeezed.of(View.of(source))
    assert len(text.cased) == len(text.marked) == len(text.folded)
    for at in range(len(text.cased)):
        assert text.index(text.place(at)) == at
        assert text.view.flat[text.place(at)].replace("–", "-") == text.cased[at].replace("–", "-")
