"""Addresses of organisations; those with tasks on them (successions, the tasks of one) belong to the app of tasks."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.organisations.views import keeping, register

app_name = "organisations"
urlpatterns = [
    path("co-quan/", register.listing, name="list"),
    path("co-quan/moi/", keeping.create, name="add"),
    path("co-quan/<str:number>/", register.page, name="page"),
    path("co-quan/<str:number>/lich-su/", register.history, name="history"),
    path("co-quan/<str:number>/sua/", keeping.edit, name="edit"),
    path("co-quan/<str:number>/doi-ten/", keeping.rename, name="rename"),
    path("co-quan/<str:number>/ket-thuc/", keeping.end, name="end"),
]
