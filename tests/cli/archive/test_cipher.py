"""The sealed stream: what goes in comes out, and nothing else does."""

from __future__ import annotations

import io
import random

import pytest

from lotrinh.cli.archive import cipher
from lotrinh.cli.archive.cipher import PIECE, SealedIn, SealedOut
from lotrinh.cli.archive.errors import Damaged
from tests.factories.sizes import two_sizes

PASSPHRASE = "mot-cum-tu-that-dai-2026"
CHEAP = 10
"""The key's cost in these tests; a copy's own is cipher.COST."""
_HEAD, _TAG = cipher._HEAD, cipher._TAG


def sealed(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    out = io.BytesIO()
    stream = SealedOut(out, passphrase, CHEAP)
    for start in range(0, len(content), 100_000):
        stream.write(content[start : start + 100_000])
    stream.finish()
    return out.getvalue()


def opened(content: bytes, passphrase: str = PASSPHRASE) -> bytes:
    stream, found = SealedIn(io.BytesIO(content), passphrase), bytearray()
    while block := stream.read(70_001):
        found += block
    return bytes(found)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7])
def test_what_goes_in_comes_out(size: int) -> None:
    content = random.Random(size).randbytes(size)
    assert opened(sealed(content)) == content


def test_nothing_of_it_can_be_read_without_the_passphrase() -> None:
    content = "Kế hoạch số 12/KH-UBND".encode() * 100
    first, second = sealed(content), sealed(content)
    assert content[:20] not in first and first != second, "each copy has a key of its own"
    with pytest.raises(Damaged, match="cụm mật khẩu không đúng"):
        opened(first, PASSPHRASE + " ")


@two_sizes(200, 4000)
def test_a_changed_bit_is_seen(size: int, record_property: pytest.RecordProperty) -> None:
    content = sealed(random.Random(1).randbytes(2 * PIECE + 500))
    chance, seen = random.Random(2), 0
    for number in range(size):
        changed = bytearray(content)
        place = number if number < _HEAD else chance.randrange(len(content))
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(Damaged):
            opened(bytes(changed))
        seen += 1
    record_property("bit bị lật được phát hiện (mã hóa)", f"{seen} trên {size}")


def test_pieces_left_out_exchanged_repeated_or_cut_are_seen() -> None:
    content = sealed(random.Random(3).randbytes(3 * PIECE + 500))
    head, step = content[:_HEAD], PIECE + _TAG
    one, two, three, last = (content[_HEAD + step * n : _HEAD + step * (n + 1)] for n in range(4))
    assert opened(head + one + two + three + last)
    for pieces in (
        (two, one, three, last),
        (one, two, last),
        (one, two, three),
        (one, one, two, three, last),
        (one, two, three, last, last),
        (one, two, three, last[:-1]),
        (),
    ):
        with pytest.raises(Damaged):
            opened(head + b"".join(pieces))


def test_a_key_that_costs_more_than_ours_is_not_computed() -> None:
    """A forged head must not make this machine take gigabytes."""
    content = bytearray(sealed(b"x"))
    content[len(cipher.MARK)] = 40
    with pytest.raises(Damaged):
        opened(bytes(content))
