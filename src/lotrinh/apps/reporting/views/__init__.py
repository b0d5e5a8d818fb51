"""Screens of reporting: reports, and the periods they are of."""
