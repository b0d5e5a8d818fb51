"""Small letters with one placement of the tone mark, against the rule written out letter by letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lotrinh.values.small_letters import marked

_MOVED = {"oà": "òa", "oạ": "ọa", "oẽ": "õe", "uỷ": "ủy", "uý": "úy"}


def _by_letter(text: str) -> str:
    plain = {"–": "-", "Ð": "đ", "“": '"'}
    small = "".join(plain.get(char) or (char.lower() if len(char.lower()) == 1 else char) for char in text)
    moved = list(small)
    for at in range(len(small) - 1):
        pair, before, after = small[at : at + 2], small[max(0, at - 1) : at], small[at + 2 : at + 3]
        if pair in _MOVED and not after.isalpha() and not (pair[0] == "u" and before == "q"):
            moved[at : at + 2] = _MOVED[pair]
    return "".join(moved)


@given(st.text(alphabet="oOuUqàÀạẽỷÝýn –Ð“İж✓1", max_size=30))
def test_every_letter_stays_at_its_place(text: str) -> None:
    assert marked(text) == _by_letter(text)


@given(st.text(alphabet="ж✓uỷ ", min_size=1, max_size=30))
def test_a_text_mostly_of_strangers_is_no_exception(text: str) -> None:
    assert marked(text) == _by_letter(text)
