"""Django's name for this app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "lotrinh.apps.journal"
    label = "journal"
