"""Every Vietnamese sentence of the interface goes through gettext; what does not is a paper or a word of the documents."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lotrinh" / "apps"
VIETNAMESE = re.compile(r"[À-ÖØ-Ýà-öø-ýĂ-ưẠ-ỹ]")
SAID = re.compile(
    r"\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}"
    r"|\{%\s*translate\s+(?:\"[^\"]*\"|'[^']*').*?%\}"
    r"|_\((?:\"[^\"]*\"|'[^']*')\)"
    r"|\{#.*?#\}",
    re.DOTALL,
)
MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}

# Strings that stay Vietnamese in both interfaces, by module, and why (docs/decisions/0006-two-languages.md).
STAY = {
    "reporting/composing.py": "the report is an official paper",
    "reporting/letterheads.py": "the report is an official paper",
    "calendars/periods.py": "the period's name stands in the title of the paper",
    "reporting/exports.py": "columns of a file for other offices",
    "reporting/views/periods.py": "title of a file for other offices",
    "reporting/models.py": "names a row in the record",
    "tasks/exports.py": "columns of a file for other offices",
    "tasks/views/lists.py": "title of a file for other offices",
    "tasks/models.py": "help for developers",
    "indicators/exports.py": "columns of a file for other offices",
    "indicators/views.py": "title of a file for other offices",
    "indicators/pages.py": "the unit of a yearly amount",
    "indicators/figures.py": "takes apart words of evaluation",
    "indicators/models.py": "help for developers",
    "ui/downloads.py": "first lines of a file for other offices",
    "ui/views.py": "the log",
    "directives/models.py": "official kinds of documents are part of a document's name",
    "directives/actions/documents.py": "a reason kept in the record",
    "intake/actions.py": "reasons kept in the record, abbreviations in numbers of documents",
    "intake/views/confirming.py": "a reason kept in the record",
    "intake/jobs.py": "the log",
    "intake/queries/cards.py": "words of documents: comparators and frequencies",
    "intake/queries/uploads.py": "takes apart a province's name",
    "organisations/models.py": "a province's name",
    "organisations/actions/keeping.py": "a mistake of ours",
    "organisations/actions/provinces.py": "the title of an act, kept in the record",
    "accounts/actions/accounts.py": "a mistake of ours; the log",
    "accounts/actors.py": "names who acted in the record",
    "organisations/exports.py": "columns of a file for other offices",
    "organisations/views/register.py": "title of a file for other offices",
    "accounts/people_list.py": "what is wrong with a cell, beside the sentences of the reader of the file",
    "organisations/listing.py": "what is wrong with a cell, beside the sentences of the reader of the file",
    "accounts/views/lists.py": "first lines of a file for other offices",
    "accounts/models.py": "names who acted in the record",
    "notices/posting.py": "the log",
    "accounts/views/signing_in.py": "the log",
    "accounts/review.py": "columns of a file for other offices",
    "journal/actions.py": "a mistake of ours",
    "journal/exports.py": "columns of a file for other offices",
    "journal/models.py": "names a row in the record",
    "journal/papers.py": "the minutes are an official paper",
    "journal/views.py": "title of a file for other offices",
}


def unsaid(module: Path) -> Iterator[tuple[int, str]]:
    """Vietnamese strings of a module that are neither documentation nor handed to gettext."""
    tree = ast.parse(module.read_text("utf-8"))
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            passed |= {id(part) for argument in node.args for part in ast.walk(argument)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if VIETNAMESE.search(node.value):
            yield node.lineno, node.value


def test_templates_say_everything_through_gettext() -> None:
    found = {}
    for path in sorted(SOURCE.rglob("*.html")):
        rest = SAID.sub("", path.read_text("utf-8")).replace("Lộ Trình", "")
        if left := [line.strip()[:80] for line in rest.splitlines() if VIETNAMESE.search(line)]:
            found[str(path.relative_to(SOURCE))] = left
    assert found == {}


def test_modules_say_everything_through_gettext() -> None:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = str(path.relative_to(SOURCE))
        if "migrations" not in path.parts and name not in STAY and (left := list(unsaid(path))):
            found[name] = left
    assert found == {}


def test_the_table_of_what_stays_is_of_today() -> None:
    gone = [name for name in STAY if not (SOURCE / name).exists() or not list(unsaid(SOURCE / name))]
    assert gone == []


def test_scripts_have_no_words_of_their_own() -> None:
    """They take theirs from the page (data-word-...), which is in the right language."""
    words = {
        path.name: VIETNAMESE.findall(re.sub(r"(?m)//.*$", "", path.read_text("utf-8")))
        for path in SOURCE.rglob("*.js")
    }
    assert {name: found for name, found in words.items() if found} == {}
