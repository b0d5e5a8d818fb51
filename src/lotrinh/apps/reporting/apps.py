"""Django's name for this app."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "lotrinh.apps.reporting"
    label = "reporting"
