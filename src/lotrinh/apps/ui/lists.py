"""A list that comes in by Excel: the file read in a child process, a page to check before, the same rows sent back signed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.ui.asking import Form
from lotrinh.convert.children import read_list_in_child
from lotrinh.lexicon.lists import ListKind, list_of
from lotrinh.values.sheet import CellFault, ImportedList, ListRow

LARGEST_LIST = 8 * 1024 * 1024
_SALT = "lotrinh.lists"
_GOOD_FOR = 3600
"""How long a page to check may stay open, in seconds."""


class ListFileForm(Form):
    """The Excel file of a list."""

    list_file = forms.FileField(
        label=_("Tệp Excel"),
        help_text=_(
            "Tệp XLSX theo biểu mẫu, tối đa 8 MB, 5.000 dòng. Các cột đứng theo thứ tự nào cũng được."
        ),
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
    )

    def clean_list_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["list_file"]
        if (file.size or 0) > LARGEST_LIST:
            raise forms.ValidationError(_("Tệp phải nhỏ hơn 8 MB. Hãy chép các dòng cần nạp sang biểu mẫu."))
        return file


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs from what is recorded."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What a row will do; `state` is "add", "change" or "same"."""

    number: int
    name: str
    state: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What will become of the rows, and what is wrong with them: with any fault nothing is taken over."""

    kind: ListKind
    rows: tuple[PlannedRow, ...]
    faults: tuple[CellFault, ...]
    ignored: tuple[str, ...]
    token: str = ""

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are added, changed, the same."""
        found = Counter(row.state for row in self.rows)
        return found["add"], found["change"], found["same"]

    @property
    def differs(self) -> bool:
        return any(row.state != "same" for row in self.rows)

    @property
    def shown(self) -> tuple[PlannedRow, ...]:
        """Rows that do something; the others are only counted."""
        return tuple(row for row in self.rows if row.state != "same")


class ListRefused(Exception):
    """The file is no list; `message` says what it is and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def read_list_file(file: UploadedFile, kind: ListKind) -> ImportedList:
    """The rows of an uploaded file. Raises ListRefused."""
    answer: dict[str, Any] = read_list_in_child(file.read(), file.name or "bieu.xlsx", kind.name)
    if refused := answer.get("refused"):
        raise ListRefused(refused["message"])
    return ImportedList.from_dict(answer["reading"])


def sealed(kind: ListKind, office: UUID, found: ImportedList) -> str:
    """The rows as a form sends them back: for the same office, for an hour."""
    return signing.dumps([kind.name, str(office), found.to_dict()], salt=_SALT, compress=True)


def unsealed(token: str, kind: ListKind, office: UUID) -> ImportedList:
    """What `sealed` put away. Raises ListRefused where it is another's, too old or changed."""
    try:
        name, owner, plain = signing.loads(token, salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature as bad:
        raise ListRefused(gettext("Trang kiểm tra đã mở quá lâu. Đề nghị nạp lại tệp.")) from bad
    if (name, owner) != (kind.name, str(office)):
        raise ListRefused(gettext("Trang kiểm tra này thuộc vị trí công tác khác. Đề nghị nạp lại tệp."))
    return ImportedList.from_dict(plain)


def fault_of(kind: ListKind, found: ImportedList, row: ListRow, key: str, cause: str) -> CellFault:
    """A fault that only the database tells, under the title the file has."""
    return CellFault(row.number, found.titles.get(key, list_of(kind.name).column(key).title), cause)


def changes_between(
    kind: ListKind, titles: Sequence[str], before: dict[str, str], after: dict[str, str]
) -> tuple[Change, ...]:
    """Cells of the columns the file has whose values differ, as people read them."""
    found = []
    for column in kind.columns:
        old, new = before.get(column.key, ""), after.get(column.key, "")
        if column.key in titles and old != new:
            found.append(Change(column.title, _words(kind, column.key, old), _words(kind, column.key, new)))
    return tuple(found)


def _words(kind: ListKind, key: str, value: str) -> str:
    column = kind.column(key)
    if not column.choices:
        return value
    return ", ".join(column.word_of(code) for code in value.split(",") if code)
