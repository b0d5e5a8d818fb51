"""Copies of the first form (version 0.1.0): the manifest first, then every row in one part, as Django's own dump tells it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from lotrinh.cli.archive.container import Container, Part
from lotrinh.cli.archive.contents import Head, Manifest
from lotrinh.cli.archive.errors import Damaged
from lotrinh.cli.archive.tables import LEFT_OUT, Count

MANIFEST, ROWS = "manifest.json", "rows.jsonl"
LEAVES = {
    "account": ["0009_emailaddress_unique_primary_email"],
    "accounts": ["0002_sign_in"],
    "auth": ["0012_alter_user_first_name_max_length"],
    "calendars": ["0001_tables"],
    "contenttypes": ["0002_remove_content_type_name"],
    "directives": ["0003_proposal_number"],
    "files": ["0001_tables"],
    "indicators": ["0001_tables"],
    "intake": ["0002_job_code"],
    "journal": ["0003_lighter_indexes"],
    "mfa": ["0003_authenticator_type_uniq"],
    "organisations": ["0001_tables"],
    "reporting": ["0001_tables"],
    "sessions": ["0001_initial"],
    "socialaccount": ["0006_alter_socialaccount_extra_data"],
    "tasks": ["0001_tables"],
    "usersessions": ["0001_initial"],
}
"""What the tables of 0.1.0 had been through; its copies did not say so themselves."""
_LARGEST_MANIFEST = 64 * 1024 * 1024


def is_former(first: Part) -> bool:
    return first.name == MANIFEST


def head_and_manifest(first: Part) -> tuple[Head, Manifest, str]:
    """The last is the hash of the part with the rows; hashes of single tables it had none."""
    try:
        told = json.loads(first.whole(_LARGEST_MANIFEST))
        head = Head(1, told["version"], told["made_at"], "", LEAVES)
        tables = {label: Count(rows, "") for label, rows in told["tables"].items() if label not in LEFT_OUT}
        manifest = Manifest(tables, dict.fromkeys(told["files"], -1), {})
        return head, manifest, str(told["rows_sha256"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("bản kê không đọc được") from error


def rows_of(part: Part, sha256: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and columns of every row; the hash of them all is compared after the last."""
    digest, rest = hashlib.sha256(), b""
    for block in part.blocks():
        digest.update(block)
        *lines, rest = (rest + block).split(b"\n")
        yield from map(_row, lines)
    if rest:
        yield _row(rest)
    if digest.hexdigest() != sha256:
        raise Damaged("phần dữ liệu không khớp mã băm")


def _row(line: bytes) -> tuple[str, dict[str, Any]]:
    try:
        told = json.loads(line)
        return told["model"], {"pk": told["pk"], **told["fields"]}
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("một dòng dữ liệu không đọc được") from error


def columns(model: Any, row: dict[str, Any]) -> dict[str, Any]:
    """From the names of fields to those of columns."""
    told = {}
    for field in model._meta.concrete_fields:
        name = "pk" if field.primary_key else field.name
        if name not in row:
            raise Damaged(f"dòng của bảng {model._meta.label_lower} thiếu cột {name}")
        told[field.attname] = row[name]
    return told


def check_end(container: Container) -> None:
    """Of this form only: nothing but the checksum of gzip closes it."""
    if container.has_hash:
        raise Damaged("phần mở đầu không đúng dạng")
