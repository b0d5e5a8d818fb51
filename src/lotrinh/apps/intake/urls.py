"""Addresses of the reading desk; here the upload page is joined with the job that reads."""

from __future__ import annotations

from django.urls import path, re_path

from lotrinh.apps.intake import jobs
from lotrinh.apps.intake.views import confirming, desk, edit, upload

app_name = "intake"
urlpatterns = [
    path("van-ban/nap/", upload.upload, {"start": jobs.start_reading}, name="upload"),
    path("van-ban/nap/<slug:code>/", upload.job, name="job"),
    path("van-ban/<slug:code>/doc/", desk.desk, name="desk"),
    path("van-ban/<slug:code>/doc/nhan-het/", desk.accept_certain, name="accept-certain"),
    path("van-ban/<slug:code>/doc/hoan-tac/", desk.undo, name="undo"),
    path("van-ban/<slug:code>/doc/tu-doan/", desk.from_passage, name="from-passage"),
    path("van-ban/<slug:code>/doc/<int:number>/sua/", edit.edit, name="edit"),
    re_path(
        r"^van-ban/(?P<code>[\w-]+)/doc/(?P<number>\d+)/(?P<verb>nhan|bo|mo-lai)/$",
        desk.decide,
        name="decide",
    ),
    path("van-ban/<slug:code>/xac-nhan/", confirming.confirm, name="confirm"),
    path("van-ban/<slug:code>/xac-nhan/bo-con-lai/", confirming.reject_rest, name="reject-rest"),
    path("hieu-thoi-han/", desk.deadline_echo, name="deadline-echo"),
]
