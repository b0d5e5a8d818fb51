"""Tests of lotrinh.apps.reporting."""
