"""Every command and option says what it does in Vietnamese and stands in the README."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from lotrinh.cli.main import COMMANDS, Parser

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
_VIETNAMESE = re.compile(
    r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)


def parser_of(name: str) -> argparse.ArgumentParser:
    """The parser of one subcommand, built as the command line builds it."""
    module, adder, _ = COMMANDS[name]
    commands = Parser(prog="lotrinh").add_subparsers()
    getattr(import_module(module), adder)(commands)
    return commands.choices[name]


def options() -> Iterator[tuple[str, argparse.Action]]:
    for name in COMMANDS:
        for action in parser_of(name)._actions:
            yield name, action


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_described_with_an_example(name: str) -> None:
    parser = parser_of(name)
    assert _VIETNAMESE.search(COMMANDS[name][2])
    assert parser.description and _VIETNAMESE.search(parser.description)
    assert parser.epilog and f"lotrinh {name}" in parser.epilog, "an example to copy"
    assert f"`lotrinh {name}" in README


@pytest.mark.parametrize(
    ("name", "action"), list(options()), ids=lambda one: one if isinstance(one, str) else one.dest
)
def test_an_option_says_what_it_does(name: str, action: argparse.Action) -> None:
    assert action.help and _VIETNAMESE.search(action.help)
    for option in action.option_strings:
        assert option in ("-h", "--help") or re.search(rf"(?<![\w-]){option}(?![\w-])", README), (
            f"{name} {option}"
        )


def test_help_is_vietnamese_throughout(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        parser_of(name).print_help()
    told = capsys.readouterr().out
    assert not re.search(r"\b(usage|options|positional arguments|show this help)\b", told)
