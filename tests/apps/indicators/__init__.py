"""Tests of lotrinh.apps.indicators."""
