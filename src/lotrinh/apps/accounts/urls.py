"""Addresses of sign-in."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("dang-nhap/vai-tro/", views.sign_in_as, name="sign-in-as"),
    path("dang-xuat/", views.sign_out, name="sign-out"),
    path("doi-vi-tri/", views.switch_office, name="switch-office"),
]
