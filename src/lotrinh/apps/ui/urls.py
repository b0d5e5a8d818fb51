"""Addresses that say back what was understood of a number or a day."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.ui import views

app_name = "ui"
urlpatterns = [
    path("hieu-so/", views.number_echo, name="number-echo"),
    path("hieu-ngay/", views.day_echo, name="day-echo"),
]
