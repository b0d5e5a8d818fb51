"""On plans composed of officials' phrases no spelling of white space, marks or letters changes a record."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from lotrinh.values.folding import fold
from tests.factories.sizes import two_sizes
from tests.reading.composed import composed
from tests.reading.reading import read_text
from tests.reading.test_pipeline import check_laws, records


def broken(text: str, chance: random.Random) -> str:
    """A line break where a space stood between two words in lower case, in running text."""
    begin = text.index("I. MỤC TIÊU")
    places = [
        at
        for at in range(begin, len(text) - 1)
        if text[at] == " "
        and text[at - 2 : at].isalpha()
        and text[at - 2 : at].islower()
        and text[at + 1].islower()
    ]
    chosen = set(chance.sample(places, min(6, len(places))))
    return "".join("\n" if at in chosen else char for at, char in enumerate(text))


def unbroken(text: str, chance: random.Random) -> str:
    return "".join("\u00a0" if char == " " and chance.random() < 0.2 else char for char in text)


def other_tones(text: str, _: random.Random) -> str:
    for old, new in (("hòa", "hoà"), ("Ủy", "Uỷ"), ("ỦY", "UỶ"), ("khóa", "khoá"), ("HÒA", "HOÀ")):
        text = text.replace(old, new)
    return text


SPELLINGS: dict[str, Callable[[str, random.Random], str]] = {
    "xuống dòng giữa câu": broken,
    "khoảng trắng không ngắt": unbroken,
    "NFD": lambda text, _: unicodedata.normalize("NFD", text),
    "dấu thanh kiểu khác": other_tones,
    "Ð thay Đ": lambda text, _: text.replace("Đ", "Ð"),
    "CR LF": lambda text, _: text.replace("\n", "\r\n"),
}


@two_sizes(6, 300)
def test_no_spelling_changes_a_record(size: int, record_property: Callable[[str, object], None]) -> None:
    same = 0
    for seed in range(size):
        text = composed(seed)
        reading = read_text(text)
        check_laws(reading)
        base = records(reading)
        assert len(reading.tasks) >= 8 and len(reading.targets) >= 2
        for name, spell in SPELLINGS.items():
            spelled = spell(text, random.Random(seed))
            assert fold(repr(records(read_text(spelled)))) == fold(repr(base)), (seed, name, spelled)
            same += 1
    record_property("cách viết khác cho cùng bản ghi", f"{same} trên {size * len(SPELLINGS)}")
