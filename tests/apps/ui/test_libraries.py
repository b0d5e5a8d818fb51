"""What Django says on our pages is Vietnamese: locale/vi fills what its own catalogue leaves out."""

from __future__ import annotations

import ast
import gettext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import InvalidPage, Paginator
from django.template.defaultfilters import filesizeformat, truncatewords, yesno
from django.utils.timesince import timesince

from lotrinh.apps.accounts.models import User
from tests.apps.ui.test_catalogue import SOURCE
from tests.factories.words import not_vietnamese

FOLDER = SOURCE / "locale/vi/LC_MESSAGES"
DJANGO = Path(forms.__file__).parents[1]


class Everything(forms.Form):
    """One field of every kind whose refusals can reach a page."""

    text = forms.CharField(min_length=4, max_length=6)
    whole = forms.IntegerField(min_value=1, max_value=3)
    number = forms.DecimalField(max_digits=4, decimal_places=1)
    day = forms.DateField()
    clock = forms.TimeField()
    moment = forms.DateTimeField()
    span = forms.DurationField()
    mail = forms.EmailField()
    address = forms.URLField()
    choice = forms.ChoiceField(choices=[("a", "một")])
    several = forms.MultipleChoiceField(choices=[("a", "một")])
    key = forms.UUIDField()
    record = forms.JSONField()
    path = forms.SlugField()
    file = forms.FileField(max_length=8)
    picture = forms.ImageField()


def said_by(form: forms.Form) -> list[str]:
    return [error for errors in form.errors.values() for error in errors]


def english_in(sentences: list[str]) -> list[str]:
    return [
        sentence for sentence in sentences if not_vietnamese(sentence.replace("https://example.gov.vn", ""))
    ]


WRONG = (
    {},
    dict.fromkeys(Everything.base_fields, "??"),
    {"text": "dài quá mức", "whole": "9", "number": "123456,78", "several": "a"},
    {"text": "\x00", "whole": "0", "number": "1.234", "choice": "b", "several": ["b"]},
)


@pytest.mark.parametrize("typed", WRONG)
def test_refusals_of_form_fields(typed: dict[str, str]) -> None:
    files = {
        "file": SimpleUploadedFile("ten-tep-qua-dai.txt", b""),
        "picture": SimpleUploadedFile("a.png", b"x"),
    }
    said = said_by(Everything(typed, files if typed else {}))
    assert len(said) >= 10 and english_in(said) == []


def test_passwords() -> None:
    person = User(username="vanthusocongthuong", label="Văn thư")
    said = []
    for weak in ("ngan", "123456789012345", "vanthusocongthuong", "password1234", "12345678"):
        with pytest.raises(ValidationError) as refused:
            validate_password(weak, person)
        said += refused.value.messages
    assert "Mật khẩu quá ngắn; phải có ít nhất 14 ký tự." in said
    assert english_in([*said, *password_validators_help_texts()]) == []


def test_pages_sizes_and_times() -> None:
    said = [
        filesizeformat(3_400_000),
        yesno(None),
        timesince(datetime(2024, 1, 2, tzinfo=UTC), datetime(2026, 3, 20, tzinfo=UTC)),
        truncatewords("một hai ba", 2),
    ]
    pages = Paginator([1, 2], 1)
    for number in ("x", "0", "9"):
        with pytest.raises(InvalidPage) as refused:
            pages.page(number)
        said.append(str(refused.value))
    assert english_in(said) == []


def entries(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """From context and msgid to the parts of an entry."""
    found = {}
    for block in path.read_text("utf-8").split("\n\n"):
        parts: dict[str, str] = {}
        part = ""
        for line in block.splitlines():
            if line and not line.startswith("#"):
                word, _, rest = line.partition(" ")
                part, quoted = (part, line) if line.startswith('"') else (word, rest)
                parts[part] = parts.get(part, "") + ast.literal_eval(quoted)
        if parts.get("msgid"):
            found[parts.get("msgctxt", ""), parts["msgid"]] = parts
    return found


def test_every_entry_is_a_sentence_of_django() -> None:
    """An entry that no longer matches Django's source says nothing to anybody."""
    theirs = entries(DJANGO / "conf/locale/en/LC_MESSAGES/django.po")
    theirs |= entries(DJANGO / "contrib/auth/locale/en/LC_MESSAGES/django.po")
    sources = "".join(
        path.read_text("utf-8")
        for part in ("contrib/auth", "core", "db/models/fields", "forms", "utils", "views")
        for path in (DJANGO / part).rglob("*.py")
    )
    joined = "".join(sources.replace('"', "").split())
    ours = entries(FOLDER / "django.po")
    unknown = [
        msgid
        for context, msgid in ours
        if (context, msgid) not in theirs and "".join(msgid.replace('"', "").split()) not in joined
    ]
    assert len(ours) > 100 and unknown == []


def test_the_compiled_catalogue_is_that_of_today() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for (context, msgid), parts in entries(FOLDER / "django.po").items():
        if "msgid_plural" in parts:
            assert compiled.ngettext(msgid, parts["msgid_plural"], 5) == parts["msgstr[0]"]
        elif context:
            assert compiled.pgettext(context, msgid) == parts["msgstr"]
        else:
            assert compiled.gettext(msgid) == parts["msgstr"], "chạy msgfmt cho locale/vi"


def test_the_words_of_courtesy_are_ours() -> None:
    said = " ".join(part for parts in entries(FOLDER / "django.po").values() for part in parts.values())
    assert "ui lòng" not in said and "tập tin" not in said
