"""Who holds which office on a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from lotrinh.apps.accounts.models import Office, User


def held_on(day: date) -> Q:
    """Offices held on a day; a lent one only while the lender holds theirs."""
    return _held("", day) & (Q(delegated_by__isnull=True) | _held("delegated_by__", day))


def _held(way: str, day: date) -> Q:
    begun = Q(**{f"{way}valid_from__isnull": True}) | Q(**{f"{way}valid_from__lte": day})
    return begun & (Q(**{f"{way}valid_to__isnull": True}) | Q(**{f"{way}valid_to__gte": day}))


def offices_of(user: Any, day: date) -> QuerySet[Office]:
    """Offices a person holds on a day, with agency and province loaded."""
    rows = Office.objects.filter(held_on(day), user=user).select_related(
        "user", "organisation", "province", "delegated_by__user"
    )
    return rows.order_by("organisation__name", "pk")


def example_accounts() -> QuerySet[User]:
    """Accounts of the example province that sign in with one click."""
    return (
        User.objects.filter(is_example=True, is_active=True)
        .prefetch_related("offices__organisation")
        .order_by("pk")
    )


def is_administrator(user: Any, day: date) -> bool:
    """Whether any office the person holds on the day administers; the stricter limits of a session then hold.

    Nobody signed in, as where an account was closed while its session lived, holds none.
    """
    return user.is_authenticated and any(office.has_role("admin") for office in offices_of(user, day))


def province_of(user: User) -> UUID | None:
    """Whose record tells of this person's sign-ins: the province of the latest office, None before the first."""
    return user.offices.order_by("-pk").values_list("province_id", flat=True).first()


def can_sign_in(user: User, at: datetime) -> bool:
    """Open, and used or opened again within the last days the law allows (settings.UNUSED_DAYS).

    The example's people come and go as the visitor likes.
    """
    is_shown = settings.EXAMPLE and user.is_example
    return user.is_active and (is_shown or user.unused_days(at) < settings.UNUSED_DAYS)


def colleagues_of(office: Office, day: date) -> QuerySet[User]:
    """Others who hold an office of their own in the same agency on the day."""
    theirs = Office.objects.filter(held_on(day), organisation_id=office.organisation_id)
    others = User.objects.filter(pk__in=theirs.values("user"), is_active=True)
    return others.exclude(pk=office.user_id).order_by("label", "pk")


def lent_from(office: Office, day: date) -> QuerySet[Office]:
    """What is lent from this office and has not ended, soonest first."""
    rows = office.delegations.filter(valid_to__gte=day).select_related("user")
    return rows.order_by("valid_from", "pk")


def offices_seen(user: User, province: UUID) -> int:
    """Grows with every office given to the person in the province and every change of one: what an administrator saw
    before giving another. Offices are never deleted."""
    found = Office.objects.filter(user=user, province_id=province).aggregate(
        count=Count("pk"), versions=Coalesce(Sum("version"), 0)
    )
    return int(found["count"] + found["versions"])
