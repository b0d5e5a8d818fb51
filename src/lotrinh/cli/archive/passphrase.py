"""Where the passphrase of a copy comes from: a file, the environment, or a person; never the command line."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from lotrinh.cli.archive.errors import NoPassphrase

VARIABLE = "LOTRINH_BACKUP_PASSPHRASE"
SHORTEST = 14


def told_passphrase(file: Path | None, *, twice: bool) -> str:
    """Raises NoPassphrase where there is none, or for a new copy one too short."""
    told = _from_file(file) if file else os.environ.get(VARIABLE, "")
    if not told:
        told = _asked(twice)
    if twice and len(told) < SHORTEST:
        raise NoPassphrase(f"Cụm mật khẩu cần ít nhất {SHORTEST} ký tự.")
    return told


def _from_file(file: Path) -> str:
    try:
        told = file.read_text("utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassphrase(f"Không đọc được cụm mật khẩu ở {file}: {error}") from error
    if not told:
        raise NoPassphrase(f"Tệp {file} không có cụm mật khẩu.")
    return told


def _asked(twice: bool) -> str:
    if not sys.stdin.isatty():
        raise NoPassphrase(
            f"Cần cụm mật khẩu: đặt biến môi trường {VARIABLE}, hoặc chỉ tệp bằng --passphrase-file."
        )
    told = getpass.getpass("Cụm mật khẩu của bản sao lưu: ")
    if twice and told != getpass.getpass("Nhập lại cụm mật khẩu: "):
        raise NoPassphrase("Hai lần nhập cụm mật khẩu không giống nhau.")
    return told
