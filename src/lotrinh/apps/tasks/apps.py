"""Django's name for this app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "lotrinh.apps.tasks"
    label = "tasks"
