"""Addresses of sign-in, of one's own account and of administrators; allauth's pages under Vietnamese ones."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import include, path

from lotrinh.apps.accounts.views import (
    choosing,
    first_run,
    lists,
    mail,
    own,
    people,
    permissions,
    setup,
    signing_in,
)

ours = [
    path("dang-nhap/", signing_in.sign_in, name="sign-in"),
    path("dang-nhap/vai-tro/", signing_in.sign_in_as, name="sign-in-as"),
    path("dang-xuat/", signing_in.sign_out, name="sign-out"),
    path("mo-khoa/tiep-tuc/", signing_in.unlock_without_password, name="unlock"),
    path("doi-vi-tri/", signing_in.switch_office, name="switch-office"),
    path("quen-mat-khau/", choosing.forgotten, name="forgotten"),
    path("quen-mat-khau/da-gui/", choosing.letter_sent, name="letter-sent"),
    path("dat-mat-khau/<uidb64>/<token>/", choosing.ChoosePassword.as_view(), name="choose-password"),
    path("loi-moi/<uidb64>/<token>/", choosing.AcceptInvitation.as_view(), name="accept-invitation"),
    path("tai-khoan/", own.own, name="own"),
    path("tai-khoan/mat-khau/", own.password, name="password"),
    path("tai-khoan/hai-buoc/ma-du-phong/tai/", own.recovery_codes, name="recovery-codes"),
    path("tai-khoan/phien/", own.sessions, name="sessions"),
    path("tai-khoan/phien/ket-thuc/", own.end, name="end-session"),
    path("tai-khoan/uy-quyen/", own.lending, name="lending"),
    path("tai-khoan/uy-quyen/thu-lai/", own.end_lending, name="end-lending"),
    path("quan-tri/quyen/", permissions.permissions, name="permissions"),
    path("thiet-lap/", setup.first, name="setup"),
    path("thiet-lap/hai-buoc/", setup.second_step, name="setup-second-step"),
    path("quan-tri/thiet-lap/", setup.go_on, name="setup-steps"),
    path("quan-tri/thiet-lap/nguoi-dung/", first_run.first_people, name="first-people"),
    path("quan-tri/thiet-lap/van-ban/", setup.first_document, name="first-document"),
    path("quan-tri/thiet-lap/xong/", setup.finish, name="setup-finish"),
    path("quan-tri/co-quan/", first_run.bodies, name="bodies"),
    path("quan-tri/lich/", first_run.calendar, name="calendar"),
    path("quan-tri/lich/bo-ngay/", first_run.drop_day, name="drop-day"),
    path("quan-tri/lich/xac-nhan/", first_run.confirm_year, name="confirm-year"),
    path("quan-tri/thu/", mail.mail, name="mail"),
    path("quan-tri/tai-khoan/", people.review, name="review"),
    path("quan-tri/tai-khoan/da-ra-soat/", people.reviewed, name="reviewed"),
    path("quan-tri/tai-khoan/moi/", people.new, name="new"),
    path("quan-tri/danh-sach/<slug:which>/", lists.check, name="list-check"),
    path("quan-tri/danh-sach/<slug:which>/mau.xlsx", lists.template, name="list-template"),
    path("quan-tri/danh-sach/<slug:which>/tai.xlsx", lists.export, name="list-export"),
    path("quan-tri/danh-sach/<slug:which>/nap/", lists.apply, name="list-apply"),
    path("quan-tri/nguoi/<str:username>/", people.person, name="person"),
    path("quan-tri/nguoi/<str:username>/vi-tri/", people.office, name="office"),
    path("quan-tri/nguoi/<str:username>/vi-tri/<int:number>/thoi/", people.last_day, name="last-day"),
    path("quan-tri/nguoi/<str:username>/<slug:verb>/", people.change, name="change"),
]

# Names allauth itself asks for.
library = [
    path("dang-nhap/", signing_in.sign_in, name="account_login"),
    path("dang-xuat/", signing_in.sign_out, name="account_logout"),
    path("dang-nhap/tam-ngung/", account.account_inactive, name="account_inactive"),
    path("dang-nhap/buoc-hai/", mfa.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("dang-nhap/thoi/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/loi/", social.login_error, name="socialaccount_login_error"),
    path("dang-nhap/cua/<slug:provider_id>/", signing_in.agency_door, name="openid_connect_login"),
    path("dang-nhap/cua/<slug:provider_id>/ve/", oidc.callback, name="openid_connect_callback"),
    path("mo-khoa/", account.reauthenticate, name="account_reauthenticate"),
    path("mo-khoa/ma/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("mo-khoa/khoa/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/hai-buoc/", mfa.index, name="mfa_index"),
    path("tai-khoan/hai-buoc/ung-dung/", totp.activate_totp, name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tai-khoan/hai-buoc/ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tai-khoan/hai-buoc/ma-du-phong/tao/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("tai-khoan/hai-buoc/khoa/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("tai-khoan/hai-buoc/khoa/them/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("tai-khoan/hai-buoc/khoa/<int:pk>/ten/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("tai-khoan/hai-buoc/khoa/<int:pk>/bo/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]

urlpatterns = [path("", include((ours, "accounts"))), *library]
