"""Django's name for this app."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "lotrinh.apps.organisations"
    label = "organisations"
