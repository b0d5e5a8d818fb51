"""Addresses of targets."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.indicators import views

app_name = "indicators"
urlpatterns = [
    path("chi-tieu/", views.listing, name="list"),
    path("chi-tieu/<str:code>/", views.page, name="page"),
    path("chi-tieu/<str:code>/bieu-do.<str:kind>", views.chart, name="chart"),
    path("chi-tieu/<str:code>/so-lieu/", views.add_figure, name="add"),
]
