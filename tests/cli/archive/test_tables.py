"""Rows as lines: every kind of column the models have comes back as it was."""

from __future__ import annotations

from django.apps import AppConfig, apps

from lotrinh.cli.archive.tables import LEFT_OUT

KNOWN = {
    "AutoField",
    "BigAutoField",
    "BooleanField",
    "CharField",
    "DateField",
    "DateTimeField",
    "EmailField",
    "FigureField",
    "FloatField",
    "ForeignKey",
    "GenericIPAddressField",
    "JSONField",
    "OneToOneField",
    "PositiveBigIntegerField",
    "PositiveIntegerField",
    "PositiveSmallIntegerField",
    "TextField",
    "UUIDField",
}
"""Kinds of columns whose values tables.plainly tells and to_python reads; a new kind is to be tried there first."""


def test_every_kind_of_column_is_known() -> None:
    kinds = {
        type(field).__name__
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if model._meta.label_lower not in LEFT_OUT
    }
    assert kinds <= KNOWN


def test_nothing_of_ours_is_left_out() -> None:
    assert not {label for label in LEFT_OUT if label.split(".")[0] in {app.label for app in ours()}}


def ours() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if app.name.startswith("lotrinh.")]
