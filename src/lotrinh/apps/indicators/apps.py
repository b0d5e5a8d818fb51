"""Django's name for this app."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "lotrinh.apps.indicators"
    label = "indicators"
