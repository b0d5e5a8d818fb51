"""Addresses of the record."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.journal import views

app_name = "journal"
urlpatterns = [
    path("so-su-kien/", views.listing, name="list"),
    path("so-su-kien/dau-chuoi/", views.heads, name="heads"),
    path("so-su-kien/dau-chuoi/<str:kind>-<str:number>/", views.head, name="head"),
    path("so-su-kien/dau-chuoi/<str:kind>-<str:number>/tep.json", views.head_file, name="head-file"),
]
