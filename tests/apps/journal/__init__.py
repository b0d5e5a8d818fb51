"""Tests of lotrinh.apps.journal."""
