"""Django's name for this app."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "lotrinh.apps.calendars"
    label = "calendars"
