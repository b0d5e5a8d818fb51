"""The style sheets and fonts: contrast, sizes, Vietnamese letters, files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

STATIC = Path(__file__).resolve().parents[3] / "src/lotrinh/apps/ui/static/ui"
SHEETS = sorted(STATIC.glob("*.css"))
TOKENS = dict(
    re.findall(r"--([\w-]+): (#[0-9a-f]{6})", (STATIC / "tokens.css").read_text("utf-8").split("@media")[0])
)
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2, 1.4.3)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["paper", "sheet", "wash"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "red", "amber", "blue", "green", "plum", "grey"])
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(TOKENS[ink], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("hue", ["red", "amber", "blue", "green", "plum", "grey"])
def test_statuses_can_be_read_on_their_wash(hue: str) -> None:
    assert contrast(TOKENS[hue], TOKENS[f"{hue}-wash"]) >= 4.5


def test_fields_have_visible_edges() -> None:
    assert min(contrast(TOKENS["edge"], TOKENS[ground]) for ground in ("paper", "sheet", "wash")) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_use_only_files_that_are_there(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert len(text.splitlines()) < 400
    for address in re.findall(r'url\("([^"]+)"\)', text):
        assert address.startswith("data:image/svg+xml,") or (sheet.parent / address).is_file(), address


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_face_has_every_vietnamese_letter(weight: int) -> None:
    drawn = TTFont(STATIC / f"fonts/be-vietnam-pro-{weight}.woff2").getBestCmap()
    assert not {letter for letter in LETTERS + LETTERS.upper() + "“”–…₫%" if ord(letter) not in drawn}


@pytest.mark.parametrize("weight", [400, 600])
def test_figures_have_one_width(weight: int) -> None:
    font = TTFont(STATIC / f"fonts/figures-{weight}.woff2")
    drawn = font.getBestCmap()
    assert len({font["hmtx"][drawn[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_licence_of_the_face_is_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text("utf-8").upper()


def test_scripts_evaluate_nothing() -> None:
    for script in STATIC.glob("*.js"):
        assert not re.search(r"\beval\(|new Function|innerHTML|document\.write", script.read_text("utf-8")), (
            script.name
        )
