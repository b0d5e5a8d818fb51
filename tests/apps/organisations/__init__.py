"""Tests of lotrinh.apps.organisations."""
