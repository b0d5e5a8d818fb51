"""What is signed of a chain: the seal on its last event, and the heads of days that can be printed and kept elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from lotrinh.apps.journal import keys
from lotrinh.apps.journal.chain import canonical, jsonable
from lotrinh.apps.journal.models import SignedHead


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place of the chain that somebody signed: the event of this number had this hash."""

    number: int
    hash: str


def _seal_statement(province: UUID, anchor: Anchor) -> bytes:
    return canonical(
        {"form": "lotrinh-seal-1", "province": province, "number": anchor.number, "hash": anchor.hash}
    )


def seal_of(province: UUID, anchor: Anchor) -> str:
    """`number:hash:key:signature`. It names the event it was made for, so that a cut tail shows how much is missing."""
    signature = keys.sign(_seal_statement(province, anchor))
    return f"{anchor.number}:{anchor.hash}:{signature.key}:{signature.value}"


def sealed(province: UUID, seal: str) -> Anchor | None:
    """The place a seal speaks of; None where it was not made here for this province."""
    number, _, rest = seal.partition(":")
    parts = rest.split(":")
    if not number.isdecimal() or len(parts) != 3:
        return None
    anchor = Anchor(int(number), parts[0])
    signature = keys.Signature(parts[1], parts[2])
    return anchor if keys.holds(_seal_statement(province, anchor), signature) else None


def head_statement(head: SignedHead) -> bytes:
    """What the signature of a head is over: canonical JSON, so that any Ed25519 program can check it."""
    told = as_told(head)
    return canonical({name: value for name, value in told.items() if name != "signature"})


def as_told(head: SignedHead) -> dict[str, Any]:
    """A head as it is exported and kept beside the database."""
    return {
        "form": "lotrinh-head-1",
        "province": str(head.province),
        "kind": str(head.kind),
        "day": head.day.isoformat(),
        "number": head.number,
        "hash": head.hash,
        "signed_at": jsonable(head.signed_at),
        "key": head.key,
        "signature": head.signature,
    }


def signed(province: UUID, kind: str, day: date, anchor: Anchor, at: datetime) -> SignedHead:
    """A head over this place of the chain, not saved yet."""
    head = SignedHead(
        province=province, kind=kind, day=day, number=anchor.number, hash=anchor.hash, signed_at=at
    )
    head.key = keys.signing_fingerprint()
    head.signature = keys.sign(head_statement(head)).value
    return head


def head_holds(head: SignedHead) -> bool:
    return keys.holds(head_statement(head), keys.Signature(head.key, head.signature))


def keep_copy(head: SignedHead) -> None:
    """Adds the head to the province's file outside the database; to be called once the head is committed."""
    path = copies_of(head.province)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(as_told(head), ensure_ascii=False) + "\n")


def copied_heads(province: UUID) -> Iterable[SignedHead]:
    """The heads in the file, as they stand there; a line that is no head is passed over."""
    path = copies_of(province)
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        try:
            told = json.loads(line)
            yield SignedHead(
                province=UUID(told["province"]),
                kind=told["kind"],
                day=date.fromisoformat(told["day"]),
                number=int(told["number"]),
                hash=told["hash"],
                signed_at=datetime.fromisoformat(told["signed_at"]),
                key=told["key"],
                signature=told["signature"],
            )
        except (ValueError, KeyError, TypeError):
            continue


def copied_provinces() -> Iterable[UUID]:
    """The provinces with a file of heads: also where every row of theirs was deleted."""
    for path in sorted(Path(settings.JOURNAL_COPIES).glob("*.jsonl")):
        with suppress(ValueError):
            yield UUID(path.stem)


def copies_of(province: UUID) -> Path:
    return Path(settings.JOURNAL_COPIES) / f"{province}.jsonl"
