"""How the text of an official paper ends."""

from __future__ import annotations

from lotrinh.writing.inline import Piece

_END = "./."


def ended(drawn: list[Piece]) -> list[Piece]:
    """The closing line with "./." for its full stop (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6).

    >>> ended([Piece("Sở kính báo cáo.")])[0].text
    'Sở kính báo cáo./.'
    """
    if not drawn:
        return [Piece(_END)]
    last = drawn[-1]
    text = last.text.rstrip().removesuffix(_END).rstrip(". ")
    return [*drawn[:-1], Piece(text + _END, last.bold, last.italic, last.raised)]
