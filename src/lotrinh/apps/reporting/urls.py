"""Addresses of reports."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.reporting import views

app_name = "reporting"
urlpatterns = [
    path("bao-cao/", views.listing, name="list"),
    path("bao-cao/lap/", views.create, name="create"),
    path("bao-cao/<str:code>/", views.page, name="page"),
    path("bao-cao/<str:code>/tai.<str:kind>", views.download, name="download"),
]
