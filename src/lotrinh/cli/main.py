"""The door of the command line: finds the subcommand in a table and loads only its module."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

OK, PROBLEMS, USAGE, REFUSED, INTERNAL = 0, 1, 2, 3, 4
"""Exit codes of every command."""

COMMANDS: dict[str, tuple[str, str]] = {
    "read": ("lotrinh.cli.read", "đọc văn bản, in nhiệm vụ, chỉ tiêu, chế độ báo cáo"),
    "serve": ("lotrinh.cli.serve", "chạy trang web trên máy này"),
    "demo": ("lotrinh.cli.demo", "nạp hoặc gỡ tỉnh ví dụ"),
    "admin": ("lotrinh.cli.admin", "tạo người quản trị đầu tiên"),
    "doctor": ("lotrinh.cli.doctor", "kiểm tra dữ liệu và môi trường"),
    "backup": ("lotrinh.cli.backup", "sao lưu dữ liệu"),
    "restore": ("lotrinh.cli.backup", "phục hồi từ bản sao lưu"),
}
"""Subcommand -> (module, one line of help). A module has `add_parser(subparsers)`, whose parser sets `run`."""

_DESCRIPTION = "Lộ Trình: từ văn bản chỉ đạo đến việc xong."
_FAULTS = (
    (re.compile(r"the following arguments are required: (.+)"), r"thiếu tham số: \1"),
    (re.compile(r"unrecognized arguments: (.+)"), r"không hiểu tham số: \1"),
    (re.compile(r"argument \S+: invalid choice: ('[^']*').*", re.DOTALL), r"không có lựa chọn \1"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"không dùng cùng lúc \1 và \2"),
    (re.compile(r"argument ([^:]+): expected .*"), r"\1 cần một giá trị"),
    (re.compile(r"argument ([^:]+): invalid .*value: (.+)"), r"giá trị \2 không dùng được cho \1"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose own words are Vietnamese."""

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "cách dùng: ", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        """Says what was wrong and how the command is called; exit code 2."""
        words = next((f.sub(told, message) for f, told in _FAULTS if f.fullmatch(message)), message)
        self.exit(USAGE, f"{self.format_usage()}Sai cách gọi: {words}.\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 ok, 1 problems found, 2 usage, 3 refused, 4 internal."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in arguments if not word.startswith("-")), None)
    try:
        args = _parser(name).parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    if not hasattr(args, "run"):
        _parser(None).print_help(sys.stderr)
        return USAGE
    try:
        return int(args.run(args))
    except BrokenPipeError:
        sys.stderr.close()
        return OK
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return PROBLEMS


def _parser(name: str | None) -> argparse.ArgumentParser:
    """The parser with the subcommand asked for built in full and the others by name only."""
    parser = translated(Parser(prog="lotrinh", description=_DESCRIPTION, add_help=False))
    subparsers = parser.add_subparsers(title="lệnh", metavar="LỆNH")
    if name in COMMANDS:
        import_module(COMMANDS[name][0]).add_parser(subparsers)
    for command, (_, line) in COMMANDS.items():
        if command not in subparsers.choices:
            subparsers.add_parser(command, help=line, add_help=False)
    return parser


def translated(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Gives a parser Vietnamese headings and its help option."""
    parser._positionals.title = "tham số"
    parser._optionals.title = "tùy chọn"
    parser.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thôi")
    return parser
