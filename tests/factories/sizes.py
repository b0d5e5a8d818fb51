"""One test at two sizes: a small one in the normal run, the whole one in `make prove`."""

from __future__ import annotations

import pytest


def two_sizes(small: int, whole: int) -> pytest.MarkDecorator:
    """Parametrises `size`; the whole size carries the mark `prove`."""
    return pytest.mark.parametrize(
        "size",
        [pytest.param(small, id=f"{small}"), pytest.param(whole, id=f"{whole}", marks=pytest.mark.prove)],
    )
