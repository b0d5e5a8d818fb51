"""Tests of lotrinh.apps.files."""
