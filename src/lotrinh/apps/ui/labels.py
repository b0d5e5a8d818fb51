"""Words and style classes of the statuses: the four official classes, "chưa đánh giá được", and the marks beside them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Style class -> the word that always goes with its colour and shape.
STATUS_LABELS: dict[str, str | Promise] = {
    "late": _("chưa hoàn thành quá hạn"),
    "soon": _("sắp đến hạn"),
    "run": _("chưa hoàn thành trong hạn"),
    "done": _("hoàn thành đúng hạn"),
    "donelate": _("hoàn thành quá hạn"),
    "none": _("chưa đánh giá được"),
}
# What is wrong comes first, in bars, counters and lists.
BAR_ORDER = ("late", "soon", "run", "done", "donelate", "none")


def label_of(cls: str) -> str | Promise:
    """The word of a status class; an unknown class is a mistake of ours.

    >>> str(label_of("done"))
    'hoàn thành đúng hạn'
    """
    return STATUS_LABELS[cls]
