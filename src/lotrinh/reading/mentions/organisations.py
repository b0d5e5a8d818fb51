"""Bodies a text names, written out and placed.

Guarantee to the next stage: spans are sorted and disjoint; a name is never replaced by a successor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import intern

from lotrinh.reading.mentions.body import Body, settled
from lotrinh.reading.mentions.collectives import collectives
from lotrinh.reading.mentions.named_bodies import named_bodies
from lotrinh.reading.mentions.open_bodies import (
    councils_of_provinces,
    elliptic_bodies,
    headed_bodies,
    regional_bodies,
    stand_ins,
)
from lotrinh.reading.mentions.squeezed import Squeezed
from lotrinh.reading.structure.view import View
from lotrinh.values.mention import Organisation
from lotrinh.values.reading import Known


def find_organisations(view: View, province: str | None, known: Known) -> tuple[Organisation, ...]:
    """All bodies in reading order; `province` ("tỉnh Phú Yên") places those printed without a place.

    >>> text = "Sở KH&ĐT chủ trì, phối hợp với các sở,\\nngành, địa phương tham mưu UBND tỉnh"
    >>> [o.name for o in find_organisations(View.of(text), "tỉnh Phú Yên", Known())]
    ['Sở Kế hoạch và Đầu tư tỉnh Phú Yên', 'Các sở, ngành, địa phương tỉnh Phú Yên', 'UBND tỉnh Phú Yên']
    """
    text = Squeezed.of(view)
    place = province or known.province
    named = list(named_bodies(text, place))
    found = [*named, *_known_bodies(text, known), *collectives(text, place), *elliptic_bodies(text, place)]
    found += headed_bodies(text)
    found += regional_bodies(text)
    found += councils_of_provinces(text)
    bodies = settled(found)
    bodies = settled([*bodies, *stand_ins(text, place, bodies)])
    return tuple(
        Organisation(text.span(b.start, b.end), intern(b.name), b.kind, b.level, b.collective) for b in bodies
    )


def _known_bodies(text: Squeezed, known: Known) -> Iterator[Body]:
    """Names the caller knows and no table has: `known.agencies` maps a folded name to the written-out one."""
    if not known.agencies:
        return
    names = "|".join(sorted((re.escape(name) for name in known.agencies if name), key=len, reverse=True))
    for found in re.finditer(rf"(?<![\w/&-])(?:{names})(?![\w&])", text.folded):
        if text.cased[found.start()].isupper():
            yield Body(found.start(), found.end(), known.agencies[found[0]], "known", "province", rank=1)
