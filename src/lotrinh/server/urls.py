"""Where each app's addresses begin."""

from __future__ import annotations

from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

urlpatterns = [
    path("", require_safe(RedirectView.as_view(pattern_name="tasks:home")), name="home"),
    path("", include("lotrinh.apps.ui.urls")),
    path("", include("lotrinh.apps.accounts.urls")),
    path("", include("lotrinh.apps.intake.urls")),
    path("", include("lotrinh.apps.directives.urls")),
    path("", include("lotrinh.apps.tasks.urls")),
    path("", include("lotrinh.apps.organisations.urls")),
    path("", include("lotrinh.apps.indicators.urls")),
    path("", include("lotrinh.apps.reporting.urls")),
    path("", include("lotrinh.apps.journal.urls")),
]

handler400 = "lotrinh.apps.ui.views.bad_request"
handler403 = "lotrinh.apps.ui.views.forbidden"
handler404 = "lotrinh.apps.ui.views.not_found"
handler500 = "lotrinh.apps.ui.views.server_error"
