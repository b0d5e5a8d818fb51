"""The door of the command line: finds the subcommand in a table and loads only its module."""

from __future__ import annotations

import argparse
import re
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

OK, PROBLEMS, USAGE, REFUSED, INTERNAL = 0, 1, 2, 3, 4
"""Exit codes of every command."""

COMMANDS: dict[str, tuple[str, str, str]] = {
    "read": ("lotrinh.cli.read", "add_parser", "đọc văn bản, in nhiệm vụ, chỉ tiêu, chế độ báo cáo"),
    "check": ("lotrinh.cli.check", "add_parser", "kiểm tra số liệu trong văn bản"),
    "serve": ("lotrinh.cli.serve", "add_parser", "chạy trang web trên máy này"),
    "demo": ("lotrinh.cli.demo", "add_parser", "nạp hoặc gỡ tỉnh ví dụ"),
    "admin": ("lotrinh.cli.admin", "add_parser", "tạo người quản trị đầu tiên"),
    "doctor": ("lotrinh.cli.doctor", "add_parser", "kiểm tra dữ liệu và môi trường"),
    "journal": ("lotrinh.cli.journal", "add_parser", "kiểm tra, ký, cắt sổ sự kiện"),
    "backup": ("lotrinh.cli.backup", "add_parser", "sao lưu dữ liệu"),
    "restore": ("lotrinh.cli.restore", "add_restore_parser", "phục hồi từ bản sao lưu"),
}
"""Subcommand -> (module, its function that adds the parser, one line of help). The parser sets `run(args) -> int`."""

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
    """A parser whose own words are Vietnamese; those of subcommands too."""

    def __init__(self, *, add_help: bool = True, **options: Any) -> None:
        super().__init__(**options, add_help=False)
        self._positionals.title = "tham số"
        self._optionals.title = "tùy chọn"
        if add_help:
            self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thôi")

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
    except Exception:  # noqa: BLE001 - the edge of the program: a fault of ours has its own exit code
        traceback.print_exc()
        print(
            "Lệnh gặp lỗi trong phần mềm. Đề nghị gửi nguyên các dòng trên cho người phụ trách.",
            file=sys.stderr,
        )
        return INTERNAL


def _parser(name: str | None) -> argparse.ArgumentParser:
    """The parser with the subcommand asked for built in full and the others by name only."""
    parser = Parser(prog="lotrinh", description=_DESCRIPTION)
    subparsers = parser.add_subparsers(title="lệnh", metavar="LỆNH")
    if name in COMMANDS:
        module, adder, _ = COMMANDS[name]
        getattr(import_module(module), adder)(subparsers)
    for command, (_, _, line) in COMMANDS.items():
        if command not in subparsers.choices:
            subparsers.add_parser(command, help=line, add_help=False)
    return parser
