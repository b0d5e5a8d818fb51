"""Addresses of directives. Those of the reading desk, which begin alike, come first (server/urls.py)."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.directives import views

app_name = "directives"
urlpatterns = [
    path("van-ban/", views.listing, name="list"),
    path("van-ban/them/", views.add, name="add"),
    path("van-ban/<slug:code>/", views.page, name="page"),
    path("van-ban/<slug:code>/ban-goc/", views.text, name="text"),
    path("van-ban/<slug:code>/tep/", views.file, name="file"),
    path("van-ban/<slug:code>/quan-he/", views.link, name="link"),
    path("van-ban/<slug:code>/pham-vi/", views.scope, name="scope"),
    path("tim/", views.search, name="search"),
]
