"""Which documents are done already: a set of names that takes 12 to 24 bytes for each, however long they are."""

from __future__ import annotations

from array import array
from hashlib import blake2b


class Names:
    """Names that were added, known by 64 bits of their hash in a table at most two thirds full.

    Among a million names, one that was not added is taken for one that was with a chance of 1 to 18 million million.

    >>> done = Names()
    >>> done.add("nam-2026/ke-hoach.docx")
    True
    >>> done.add("nam-2026/ke-hoach.docx"), "nam-2026/ke-hoach.docx" in done, "bao-cao.docx" in done, len(done)
    (False, True, False, 1)
    """

    __slots__ = ("_count", "_table")

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, name: str) -> bool:
        """Whether it was not there before."""
        if 3 * self._count >= 2 * len(self._table):
            self._grow()
        return self._put(_key(name))

    def __contains__(self, name: str) -> bool:
        key = _key(name)
        return self._table[self._slot(key)] == key

    def __len__(self) -> int:
        return self._count

    def _put(self, key: int) -> bool:
        slot = self._slot(key)
        if self._table[slot] == key:
            return False
        self._table[slot] = key
        self._count += 1
        return True

    def _slot(self, key: int) -> int:
        """Where the key is, or would be put: the first place from its own that is empty or holds it."""
        table, last = self._table, len(self._table) - 1
        slot = key & last
        while table[slot] and table[slot] != key:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        old, self._table, self._count = self._table, array("Q", bytes(16 * len(self._table))), 0
        for key in old:
            if key:
                self._put(key)


def _key(name: str) -> int:
    """Never 0, which marks an empty place."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") or 1
