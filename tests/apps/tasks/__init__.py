"""Tests of lotrinh.apps.tasks."""
