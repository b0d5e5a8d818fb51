"""Django's name for this app; it tells the register which bodies have tasks that wait for a choice."""

from importlib import import_module

from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "lotrinh.apps.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Only now can what reads the tables be imported."""
        ledger = import_module("lotrinh.apps.tasks.queries.ledger")
        import_module("lotrinh.apps.organisations.queries").tells_what_waits(ledger.bodies_in_queue)
