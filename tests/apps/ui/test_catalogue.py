"""The English catalogue: every source string of the interface has an English one, and the compiled file is that of today."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[3] / "src" / "lotrinh"
FOLDER = SOURCE / "locale/en/LC_MESSAGES"
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
JOINED = "\x04"  # stands between context and string in compiled catalogues
TAG = re.compile(r"""\{%\s*(?:translate|trans)\s+(?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.DOTALL)
PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


def english() -> dict[str, str]:
    """From source string (with its context, if any) to English, as django.po says; a fuzzy entry counts as none."""
    found: dict[str, str] = {}
    for entry in (FOLDER / "django.po").read_text("utf-8").split("\n\n"):
        lines = [line for line in entry.splitlines() if line and not line.startswith("#")]
        parts = {"msgid": "", "msgstr": ""}
        part = ""
        for line in lines:
            word, _, rest = line.partition(" ")
            part, quoted = (part, line) if line.startswith('"') else (word, rest)
            parts[part] = parts.get(part, "") + ast.literal_eval(quoted)
        if parts["msgid"] and "#, fuzzy" not in entry:
            context = parts["msgctxt"] + JOINED if "msgctxt" in parts else ""
            found[context + parts["msgid"]] = parts["msgstr"]
    return found


def of_template(text: str) -> set[str]:
    # As the translate tag does, a per cent sign is doubled.
    found = {(double or single).replace("%", "%%") for double, single in TAG.findall(text)}
    for options, body in BLOCK.findall(text):
        plain = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", body)
        found.add(
            " ".join(line.strip() for line in plain.strip().splitlines()) if "trimmed" in options else plain
        )
    return found


def of_module(text: str) -> set[str]:
    found = set()
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            said = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if call.func.id in MARKERS:
                found |= set(said)
            elif call.func.id in IN_CONTEXT:
                found.add(JOINED.join(said))
    return found


def source_strings() -> dict[str, str]:
    """Every string marked for translation, with a file it stands in."""
    found: dict[str, str] = {}
    for path in sorted((SOURCE / "apps").rglob("*")):
        if path.suffix in {".html", ".txt"} and "templates" in path.parts:
            strings = of_template(path.read_text("utf-8"))
        elif path.suffix == ".py":
            strings = of_module(path.read_text("utf-8"))
        else:
            continue
        found |= {string: str(path.relative_to(SOURCE)) for string in strings}
    return found


def test_the_search_for_strings_finds_them() -> None:
    text = '{% translate "Tìm" %}{% blocktranslate trimmed with n=1 %}\n  Còn {{ n }}\n  việc\n{% endblocktranslate %}'
    assert of_template(text) == {"Tìm", "Còn %(n)s việc"}
    assert of_module('a = _("Lưu")\nb = f("Thôi")') == {"Lưu"}
    assert of_module('a = pgettext("nút", "Lưu")') == {"nút\x04Lưu"}
    assert {"Việc của tôi", "Cần xem lại"} <= set(source_strings())


def test_every_string_has_its_english() -> None:
    catalogue = english()
    missing = {string: place for string, place in source_strings().items() if not catalogue.get(string)}
    assert not missing, "thêm bản tiếng Anh vào src/lotrinh/locale/en/LC_MESSAGES/django.po"


def test_places_to_fill_are_the_same_in_both_languages() -> None:
    for source, translated in english().items():
        assert sorted(PLACE.findall(source)) == sorted(PLACE.findall(translated)), source


def test_the_compiled_catalogue_is_that_of_today() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for source, translated in english().items():
        context, _, string = source.rpartition(JOINED)
        said = compiled.pgettext(context, string) if context else compiled.gettext(string)
        assert said == (translated or string), "chạy msgfmt cho django.po"


@pytest.mark.parametrize("string", sorted(source_strings()))
def test_no_exclamation_marks(string: str) -> None:
    assert "!" not in string
