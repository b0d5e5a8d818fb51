"""Judging what was read and reported: deadlines, status, targets, claims. Pure; today is always an argument."""
