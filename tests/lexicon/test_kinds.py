"""The table of kinds and the type of the values name the same kinds, and symbols lead to kinds that exist."""

from __future__ import annotations

from typing import get_args

from lotrinh.lexicon.headers import kind_of_type
from lotrinh.lexicon.kinds import kind_names, kinds_that
from lotrinh.values.reading import DocumentKind


def test_every_kind_has_a_row() -> None:
    assert set(kind_names()) == set(get_args(DocumentKind))


def test_every_symbol_leads_to_a_kind() -> None:
    assert set(kind_of_type().values()) <= set(kind_names())


def test_what_tells_does_not_order() -> None:
    assert not kinds_that("tells") & kinds_that("orders")
    assert kinds_that("plans") <= kinds_that("orders")
