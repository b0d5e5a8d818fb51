"""Messages on a pipe: however the pipe cuts them, they come out as they went in; what is none is told so."""

from __future__ import annotations

import io
import random

import pytest

from lotrinh.convert import frames
from lotrinh.convert.errors import BadFrame

MESSAGES = [(frames.STEP, b"{}"), (frames.READING, b""), (frames.REFUSED, bytes(range(256)) * 40)]


def sent() -> bytes:
    stream = io.BytesIO()
    for kind, payload in MESSAGES:
        frames.send(stream, kind, payload)
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(20))
def test_pieces_become_the_messages_they_were(seed: int) -> None:
    chance, whole, incoming = random.Random(seed), sent(), frames.Incoming()
    got: list[tuple[bytes, bytes]] = []
    while whole:
        cut = chance.randrange(1, 200)
        got += incoming.add(whole[:cut])
        whole = whole[cut:]
    assert got == MESSAGES


def test_a_blocking_stream_gives_them_one_by_one() -> None:
    stream = io.BytesIO(sent())
    assert [frames.receive(stream) for _ in MESSAGES] == MESSAGES
    assert frames.receive(stream) is None


@pytest.mark.parametrize("part", [1, 8, 9, 10])
def test_a_message_that_is_cut_off_is_none(part: int) -> None:
    with pytest.raises(BadFrame):
        frames.receive(io.BytesIO(sent()[:part]))


@pytest.mark.parametrize("head", [b"?" + bytes(8), frames.head_of(frames.READING, frames.LARGEST + 1)])
def test_what_no_reading_process_sends_is_refused_before_it_is_held(head: bytes) -> None:
    with pytest.raises(BadFrame):
        list(frames.Incoming().add(head))
