"""Checking the figures of a report against one another; every finding quotes both sides and never corrects them."""

from lotrinh.evaluation.claims.checking import check

__all__ = ["check"]
