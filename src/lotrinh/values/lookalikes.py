"""Characters of other alphabets that look like those Vietnamese is written with, each put back at its own place."""

from __future__ import annotations

import re

from lotrinh.values.folding import unusual

_ODD = re.compile(
    "[\u0189\u0256\u0370-\u03ff\u0400-\u04ff\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\uff01-\uff5e]"
)
_LETTERS = dict(
    zip("АВЕКМНОРСТХаеорсухіІЈјЅѕΑΒΕΗΙΚΜΝΟΡΤΥΧΖοɖƉ", "ABEKMHOPCTXaeopcyxiIJjSsABEHIKMNOPTYXZođĐ", strict=True)
)
_SPACES = dict.fromkeys("\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000", " ")
_TABLE = str.maketrans(
    {**_LETTERS, **_SPACES, **{chr(0xFEE0 + point): chr(point) for point in range(0x21, 0x7F)}}
)


def in_our_letters(text: str) -> str:
    """The text of the same length with Cyrillic and Greek look-alikes, full-width signs and rare spaces as usual ones.

    >>> in_our_letters("Kế hоạch ４５％")
    'Kế hoạch 45%'
    """
    return text.translate(_TABLE) if _ODD.search(unusual(text)) else text
