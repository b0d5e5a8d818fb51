"""Tests of lotrinh.apps.accounts."""
