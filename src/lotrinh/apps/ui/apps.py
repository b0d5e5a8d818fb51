"""Django's name for this app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "lotrinh.apps.ui"
    label = "ui"
