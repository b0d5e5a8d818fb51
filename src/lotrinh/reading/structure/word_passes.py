"""One look through a spelling of a text for all words that anybody will look for in it.

Guarantee: what is found begins a word, and stands in the order of its ends.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from lotrinh.reading.structure.view import View
from lotrinh.reading.structure.word_places import Dictionary

Hits = Sequence[tuple[int, int, int]]
"""Where words of one group stand: number of the word, start, end; the number counts over all groups (see `group`)."""
Words = Callable[[], Iterable[str]]


class WordPass:
    """A pass over one spelling; whoever looks for words in it adds a group of them when the module is imported.

    >>> passed = WordPass(lambda view: view.text)
    >>> days, ends = passed.group(lambda: ["ngày", "ngày mai"]), passed.places(lambda: ["mai", "nay"])
    >>> view = View.of("từ ngày mai đến nay")
    >>> days(view), list(ends(view))
    ((0, [(0, 3, 7), (1, 3, 11)]), [8, 16])
    """

    def __init__(self, spelling: Callable[[View], str]) -> None:
        self._spelling = spelling
        self._groups: list[tuple[Words, bool]] = []
        self._dictionary: tuple[Dictionary, list[int], list[int]] | None = None

    def group(self, words: Words) -> Callable[[View], tuple[int, Hits]]:
        """A question to the pass: (number of the first word of the group, where its words stand in a view).

        What was found is handed over and not kept, since it takes room; who asks once more lets it be found anew.
        """
        number = self._add(words, whole=True)

        def found(view: View) -> tuple[int, Hits]:
            kept = self._found(view)
            hits = kept[number] if kept[number] is not None else self._look(self._spelling(view))[number]
            kept[number] = None
            return self._built()[2][number], hits

        return found

    def places(self, words: Words) -> Callable[[View], Sequence[int]]:
        """The same for one who only asks where a word begins: each place once, in text order."""
        number = self._add(words, whole=False)

        def found(view: View) -> Sequence[int]:
            known: list[Any] | None = view.memory.get(self)
            places: Sequence[int] = (self._found(view) if known is None else known)[number]
            return places

        return found

    def _add(self, words: Words, whole: bool) -> int:
        self._groups.append((words, whole))
        self._dictionary = (
            None  # words are asked for when the first text is read, and again when more are added
        )
        return len(self._groups) - 1

    def _found(self, view: View) -> list[Any]:
        known: list[Any] | None = view.memory.get(self)
        if known is None:
            known = view.memory[self] = self._look(self._spelling(view))
        return known

    def _look(self, text: str) -> list[Any]:
        dictionary, owners, _ = self._built()
        found: list[list[tuple[int, int, int]]] = [[] for _ in self._groups]
        for hit in dictionary.matches(text):
            start = hit[1]
            if not start or not text[start - 1].isalnum():
                found[owners[hit[0]]].append(hit)
        return [
            hits if whole else array("l", sorted({start for _, start, _ in hits}))
            for hits, (_, whole) in zip(found, self._groups, strict=True)
        ]

    def _built(self) -> tuple[Dictionary, list[int], list[int]]:
        if self._dictionary is None:
            listed = [(group, word) for group, (words, _) in enumerate(self._groups) for word in words()]
            owners = [group for group, _ in listed]
            firsts = [bisect_left(owners, group) for group in range(len(self._groups))]
            self._dictionary = Dictionary([word for _, word in listed]), owners, firsts
        return self._dictionary
