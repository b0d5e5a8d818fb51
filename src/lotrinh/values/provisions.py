"""The trail of a provision in words: "II.2.-1" is how the reader writes it, people say "mục II.2, gạch đầu dòng 1"."""

from __future__ import annotations

_BULLETS = {
    "-": "gạch đầu dòng",
    "+": "dấu cộng",
    "–": "gạch đầu dòng",
    "•": "gạch đầu dòng",
    "*": "gạch đầu dòng",
}


def provision_in_words(path: str) -> str:
    """Labels joined by dots after "mục", bullets counted, a table's row named by its annex.

    >>> provision_in_words("II.2.-1"), provision_in_words("IV.7.-1.+2")
    ('mục II.2, gạch đầu dòng 1', 'mục IV.7, gạch đầu dòng 1, dấu cộng 2')
    >>> provision_in_words("PHỤ LỤC|1.III.9"), provision_in_words("")
    ('Phụ lục, mục III, dòng 9', '')
    """
    if not path:
        return ""
    if "|" in path:
        return _row_in_words(path)
    labels, bullets = [], []
    for part in path.split("."):
        kind = _BULLETS.get(part[:1])
        if kind:
            bullets.append(f"{kind} {part[1:]}".strip())
        else:
            labels.append(part)
    where = [f"mục {'.'.join(labels)}"] if labels else []
    return ", ".join([*where, *bullets])


def _row_in_words(path: str) -> str:
    """`<annex>|<table>.<section>.<row>`."""
    annex, _, rest = path.partition("|")
    parts = rest.split(".")
    named = annex.capitalize() if annex.isupper() else annex
    section = [f"mục {'.'.join(parts[1:-1])}"] if len(parts) > 2 else []
    return ", ".join([named or "bảng", *section, f"dòng {parts[-1]}"])
