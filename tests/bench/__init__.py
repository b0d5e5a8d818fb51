"""Measurements printed by `make bench`; nothing is asserted here."""
