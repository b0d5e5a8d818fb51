"""Addresses of reports and of reporting periods."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.reporting.views import periods, reports

app_name = "reporting"
urlpatterns = [
    path("bao-cao/", reports.listing, name="list"),
    path("bao-cao/lap/", reports.create, name="create"),
    path("bao-cao/ky/", periods.listing, name="periods"),
    path("bao-cao/ky/de-nghi/", periods.requests, name="unlockings"),
    path("bao-cao/ky/de-nghi/<str:code>/", periods.decide, name="unlocking"),
    path("bao-cao/ky/<str:period>/", periods.page, name="period"),
    path("bao-cao/ky/<str:period>/mo-khoa/", periods.ask, name="ask-unlock"),
    path("bao-cao/<str:code>/", reports.page, name="page"),
    path("bao-cao/<str:code>/tai.<str:kind>", reports.download, name="download"),
]
