"""Addresses that say back what was understood of a number or a day, and the choice of language."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.ui import language, views

app_name = "ui"
urlpatterns = [
    path("hieu-so/", views.number_echo, name="number-echo"),
    path("hieu-ngay/", views.day_echo, name="day-echo"),
    path("ngon-ngu/", language.choose_language, name="language"),
]
