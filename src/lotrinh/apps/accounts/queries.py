"""Who holds which office on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from lotrinh.apps.accounts.models import Office, User


def held_on(day: date) -> Q:
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return begun & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def offices_of(user: Any, day: date) -> QuerySet[Office]:
    """Offices a person holds on a day, with agency and province loaded."""
    rows = Office.objects.filter(held_on(day), user=user).select_related("user", "organisation", "province")
    return rows.order_by("organisation__name", "pk")


def example_accounts() -> QuerySet[User]:
    """Accounts of the example province that sign in with one click."""
    return (
        User.objects.filter(is_example=True, is_active=True)
        .prefetch_related("offices__organisation")
        .order_by("pk")
    )
