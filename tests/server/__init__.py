"""Tests of lotrinh.server."""
