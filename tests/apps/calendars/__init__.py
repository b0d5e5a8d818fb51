"""Tests of lotrinh.apps.calendars."""
