"""The words of secrecy marks, from data/secrecy.toml."""

from __future__ import annotations

from functools import cache

from lotrinh.lexicon.tables import read_toml
from lotrinh.values.frozen import frozen


@frozen
class SecrecyWords:
    """Each field is the list of the same name in the table, in printed form; `misread` are patterns."""

    grades: tuple[str, ...]
    urgencies: tuple[str, ...]
    carriers: tuple[str, ...]
    labels: tuple[str, ...]
    broken_before: tuple[str, ...]
    name_before: tuple[str, ...]
    name_after: tuple[str, ...]
    misread: tuple[str, ...]
    beside: tuple[str, ...]
    internal: tuple[str, ...]


@cache
def secrecy_words() -> SecrecyWords:
    """The table, read once.

    >>> secrecy_words().grades
    ('TUYỆT MẬT', 'TỐI MẬT', 'MẬT')
    """
    return SecrecyWords(**{name: tuple(words) for name, words in read_toml("secrecy").items()})
