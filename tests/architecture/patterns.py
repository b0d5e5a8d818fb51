"""Every regular expression the program ships: those written in its sources, and those its tables make when they are used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.factories.files import plan_docx, plan_html, plan_pdf
from tests.reading.plan import PLAN

import lotrinh

ROOT = Path(lotrinh.__file__).parent
READERS = ("values", "lexicon", "reading", "convert", "evaluation", "writing")
_CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
Key = tuple[Any, int]
Site = tuple[str, int]


def sites() -> Iterator[tuple[Site, int, Key | None]]:
    """Each call of `re` in the pure packages: its place, its last line, and the pattern where it is written out."""
    for package in READERS:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _is_call_of_re(node.func):
                    yield (str(path), node.lineno), node.end_lineno or node.lineno, _written(node)


def _is_call_of_re(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr in _CALLS
    )


def _written(node: ast.Call) -> Key | None:
    """The pattern of a call without gaps, with its flags."""
    if not node.args or not isinstance(node.args[0], ast.Constant):
        return None
    named = [word.value for word in node.keywords if word.arg == "flags"]
    flags = named or (node.args[1:2] if ast.unparse(node.func) == "re.compile" else [])
    return node.args[0].value, int(eval(ast.unparse(flags[0]), {"re": re})) if flags else 0  # noqa: S307 - our own source


class Watched:
    """A compiled pattern that notes which of its methods the program calls."""

    def __init__(self, pattern: re.Pattern[Any], calls: set[str]) -> None:
        self._pattern, self._calls = pattern, calls

    def __getattr__(self, name: str) -> Any:
        if name in _CALLS:
            self._calls.add(name)
        return getattr(self._pattern, name)


def used() -> tuple[dict[Key, set[str]], set[Site]]:
    """Patterns with the methods called, and the places that compiled them, while documents of all kinds are read.

    To be called in a process of its own: what was imported before is not seen.
    """
    found: dict[Key, set[str]] = {}
    places: set[Site] = set()
    original: Callable[..., re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]

    def noted(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(2)
        plain = pattern._pattern if isinstance(pattern, Watched) else pattern
        compiled = original(plain, flags)
        if not frame.f_code.co_filename.startswith(str(ROOT)):
            return compiled
        places.add((frame.f_code.co_filename, frame.f_lineno))
        return Watched(compiled, found.setdefault((compiled.pattern, compiled.flags), set()))

    re._compile = noted  # type: ignore[attr-defined]
    try:
        _use_everything()
    finally:
        re._compile = original  # type: ignore[attr-defined]
    return found, places


def _use_everything() -> None:
    for package in READERS:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"lotrinh.{package}."):
            importlib.import_module(module.name)
    read = importlib.import_module("lotrinh.reading.pipeline").read
    examples = sorted((ROOT.parents[1] / "examples").glob("*.*"))
    documents = [path.read_bytes() for path in examples if path.suffix in (".docx", ".txt", ".html")]
    for data in (*documents, PLAN.encode(), plan_docx(), plan_html(), plan_pdf()):
        read(data, "ke-hoach.tep")


def main() -> None:
    """Prints `used()` for the test that started this process."""
    found, places = used()
    Path(sys.argv[1]).write_text(repr((found, places)), "utf-8")


if __name__ == "__main__":
    main()
