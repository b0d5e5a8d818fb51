"""Django's name for this app."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "lotrinh.apps.directives"
    label = "directives"
