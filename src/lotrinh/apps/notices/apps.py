"""Django's name for this app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lotrinh.apps.notices"
    label = "notices"
