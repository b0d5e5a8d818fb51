"""Many phrases as one pattern that is quick to fail: what they begin with alike is tried once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_Tree = dict[str, Any]


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest that fits first; any run of spaces between words.

    A plain alternation of two hundred phrases tries each of them in turn; as a tree of letters it gives up at the first.

    >>> alternatives(["giao", "giao cho", "yêu cầu"])
    '(?:giao(?: +cho|)|yêu +cầu)'
    """
    tree: _Tree = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _written(tree)


def _written(node: _Tree) -> str:
    arms = [
        (" +" if letter == " " else re.escape(letter)) + _written(following)
        for letter, following in node.items()
        if letter
    ]
    if "" in node and arms:
        arms.append("")  # the phrase that ends here comes last, so that a longer one wins
    return f"(?:{'|'.join(arms)})" if len(arms) > 1 else "".join(arms)
