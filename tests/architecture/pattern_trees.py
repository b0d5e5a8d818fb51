"""Regular expressions as trees: texts they like, and repeats within repeats that can split one run in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ALPHABET = "".join(map(chr, range(9, 127))) + "ăĂâđĐêôơưẾếỬửộ\u00a0–“”•…≥²"
_REPEATS = (names.MAX_REPEAT, names.MIN_REPEAT)
_MANY = 64
_CLASSES = {
    names.CATEGORY_DIGIT: r"\d", names.CATEGORY_NOT_DIGIT: r"\D", names.CATEGORY_SPACE: r"\s",
    names.CATEGORY_NOT_SPACE: r"\S", names.CATEGORY_WORD: r"\w", names.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
Tree = Any
_MEMBERS = {key: frozenset(re.findall(shape, ALPHABET)) for key, shape in _CLASSES.items()}
_ALL = frozenset(ALPHABET)


def tree_of(pattern: Any, flags: int) -> Tree:
    """The parsed pattern; its flags are those of the compiled one."""
    return parser.parse(pattern, flags & ~re.DEBUG)


def letters(operation: Any, argument: Any) -> frozenset[str]:
    """The characters of the alphabet an item of one character can be; empty for other items."""
    if operation is names.LITERAL:
        return frozenset({chr(argument)})
    if operation is names.NOT_LITERAL:
        return _ALL - {chr(argument)}
    if operation is names.ANY:
        return _ALL - {"\n"}
    if operation is names.IN:
        negated = argument[0][0] is names.NEGATE
        found = frozenset().union(*(_member(*item) for item in argument[negated:]))
        return _ALL - found if negated else found
    return frozenset()


def _member(operation: Any, argument: Any) -> frozenset[str]:
    if operation is names.LITERAL:
        return frozenset({chr(argument)})
    if operation is names.RANGE:
        return frozenset(char for char in ALPHABET if argument[0] <= ord(char) <= argument[1]) | {
            chr(argument[0])
        }
    return _MEMBERS.get(argument, frozenset())


def _parts(operation: Any, argument: Any) -> list[Tree]:
    """The trees inside an item, one after the other or one instead of the other."""
    if operation in (*_REPEATS, names.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operation is names.SUBPATTERN:
        return [argument[3]]
    if operation is names.ATOMIC_GROUP:
        return [argument]
    if operation is names.BRANCH:
        return list(argument[1])
    return []


def sample(tree: Tree, times: int) -> str:
    """A text the pattern nearly or wholly matches, each of its repeats gone through `times` times where it may."""
    return "".join(_sampled(operation, argument, times) for operation, argument in tree)


def _sampled(operation: Any, argument: Any, times: int) -> str:
    if found := letters(operation, argument):
        return min(found, key=lambda char: (not char.isalnum(), char))
    if operation in (*_REPEATS, names.POSSESSIVE_REPEAT):
        count = min(int(argument[1]), max(int(argument[0]), times))
        return sample(argument[2], 1) * min(count, _MANY)
    parts = _parts(operation, argument)
    return sample(parts[0], times) if parts else ""


def _nullable(tree: Tree) -> bool:
    return all(_may_be_empty(operation, argument) for operation, argument in tree)


def _may_be_empty(operation: Any, argument: Any) -> bool:
    if letters(operation, argument):
        return False
    if operation is names.AT:
        return argument not in (
            names.AT_BEGINNING,
            names.AT_BEGINNING_STRING,
        )  # a second turn never stands there
    if operation in (*_REPEATS, names.POSSESSIVE_REPEAT):
        return int(argument[0]) == 0 or _nullable(argument[2])
    parts = _parts(operation, argument)
    return any(map(_nullable, parts)) if parts else True


def _first(tree: Tree) -> frozenset[str]:
    """Characters a match can begin with."""
    found: frozenset[str] = frozenset()
    for operation, argument in tree:
        found |= letters(operation, argument)
        found = found.union(*map(_first, _parts(operation, argument)))
        if not _may_be_empty(operation, argument):
            break
    return found


def _tails(tree: Tree) -> Iterator[frozenset[str]]:
    """First characters of each unbounded repeat a match can end with."""
    for operation, argument in reversed(tree):
        if operation in _REPEATS and int(argument[1]) > _MANY:
            yield _first(argument[2])
        for part in _parts(operation, argument):
            yield from _tails(list(part))
        if not _may_be_empty(operation, argument):
            break


def doubtful_repeats(tree: Tree) -> Iterator[str]:
    """Each unbounded repeat whose turns can end in an unbounded repeat of what the next turn may begin with."""
    for operation, argument in tree:
        parts = _parts(operation, argument)
        if operation in _REPEATS and int(argument[1]) > _MANY:
            (body,) = parts
            begins = _first(body)
            if any(tail & begins for tail in _tails(list(body))):
                yield sample(body, 1)
        for part in parts:
            yield from doubtful_repeats(part)
        if operation in (names.ASSERT, names.ASSERT_NOT):
            yield from doubtful_repeats(argument[1])
