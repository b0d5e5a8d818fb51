"""Addresses of tasks."""

from __future__ import annotations

from django.urls import path

from lotrinh.apps.tasks.views import completion, detail, lists, mergers, progress, provinces

app_name = "tasks"
urlpatterns = [
    path("bat-dau/", lists.home, name="home"),
    path("viec-cua-toi/", lists.mine, name="mine"),
    path("dieu-hanh/", lists.leader, name="leader"),
    path("nhiem-vu/", lists.listing, name="list"),
    path("nhiem-vu/<str:code>/", detail.page, name="page"),
    path("nhiem-vu/<str:code>/bao-cao/", progress.create, name="report"),
    path("nhiem-vu/<str:code>/du-thao/<str:number>/", progress.change, name="draft"),
    path("nhiem-vu/<str:code>/du-thao/<str:number>/gui/", progress.send, name="send"),
    path("nhiem-vu/<str:code>/du-thao/<str:number>/bo/", progress.discard, name="discard"),
    path("nhiem-vu/<str:code>/minh-chung/<str:sha256>/", progress.evidence, name="evidence"),
    path("nhiem-vu/<str:code>/hoan-thanh/", completion.claim, name="claim"),
    path("nhiem-vu/<str:code>/nghiem-thu/", completion.decide, name="decide"),
    path("nhiem-vu/<str:code>/gia-han/", completion.extend, name="extend"),
    path("nhiem-vu/<str:code>/gia-han/quyet-dinh/", completion.decide_on_extension, name="decide-extension"),
    path("nhiem-vu/<str:code>/dung/", completion.mark, name="mark"),
    path("nhiem-vu/<str:code>/co-quan/", completion.responsible, name="responsible"),
    path("co-quan/tinh/", provinces.page, name="province"),
    path("co-quan/tinh/doi/", provinces.change, name="change-province"),
    path("co-quan/ke-thua/", mergers.overview, name="successions"),
    path("co-quan/ke-thua/chon/", mergers.place, name="place"),
    path("co-quan/ke-thua/ngay/", mergers.set_day, name="set-day"),
    path("co-quan/ke-thua/sap-xep/", mergers.reorganise, name="reorganise"),
    path("co-quan/ke-thua/<str:number>/", mergers.merger, name="merger"),
    path("co-quan/ke-thua/<str:number>/hoan-tac/", mergers.take_back, name="take-back"),
    path("co-quan/<str:number>/nhiem-vu/", mergers.of_organisation, name="of-organisation"),
]
