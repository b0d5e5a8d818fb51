"""The keys that sign the record: made once, for their owner only, changed without losing what they signed."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.journal import keys
from lotrinh.apps.journal.actions import rotate_journal_key
from lotrinh.apps.journal.faults import Fault
from lotrinh.apps.journal.models import SignedHead
from lotrinh.apps.journal.queries import verify_chain
from lotrinh.apps.journal.sealing import head_holds, head_statement
from tests.apps.journal.chains import BEGUN, make_chain


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.JOURNAL_KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def test_a_key_is_made_the_first_time_and_kept_for_its_owner(folder: Path) -> None:
    signature = keys.sign(b"noi dung")
    assert keys.holds(b"noi dung", signature) and not keys.holds(b"noi khac", signature)
    assert stat.S_IMODE((folder / "signing.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(path.name for path in folder.iterdir()) == [f"{signature.key}.json", "signing.key"]
    assert keys.sign(b"noi dung") == signature


def test_processes_that_start_at_once_sign_with_one_key(folder: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        signatures = list(threads.map(lambda _: keys.sign(b"noi dung"), range(32)))
    assert len(set(signatures)) == 1
    assert len(keys.public_keys()) == 1


def test_a_new_key_is_endorsed_and_the_old_signatures_hold(folder: Path, db: None) -> None:
    province = make_chain(7, 3)
    old = keys.public_keys()[0]
    secret = (folder / "signing.key").read_text("ascii")
    new = rotate_journal_key(by=SYSTEM, at=BEGUN, reason="Thay hằng năm")
    assert new.endorsed_by == old.fingerprint and keys.is_endorsed(new)
    assert (folder / "signing.key").read_text("ascii") != secret
    assert all(secret not in path.read_text("ascii") for path in folder.iterdir()), "the old key is gone"
    assert {head.key for head in SignedHead.objects.all()} == {old.fingerprint}
    assert keys.signing_fingerprint() == new.fingerprint
    assert verify_chain(province).fault is None


@pytest.mark.parametrize("content", ["", "{}", '{"key": "x"}', None])
def test_a_public_key_that_was_changed_vouches_for_nothing(
    folder: Path, db: None, content: str | None
) -> None:
    province = make_chain(7, 3)
    path = next(folder.glob("*.json"))
    if content is None:
        told = json.loads(path.read_text("ascii"))
        path.write_text(json.dumps(told | {"public": "00" * 32}), "ascii")
    else:
        path.write_text(content, "ascii")
    assert verify_chain(province).fault in (Fault.UNSEALED, Fault.HEAD_FORGED)


def test_any_ed25519_program_can_check_an_exported_head(folder: Path, db: None) -> None:
    make_chain(7, 3)
    head = SignedHead.objects.order_by("number")[0]
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(keys.public_keys()[0].public))
    public.verify(bytes.fromhex(head.signature), head_statement(head))
    assert head_holds(head)
