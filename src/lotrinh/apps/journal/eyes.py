"""Four eyes by person: who asks for something does not decide on it, as another office or in another's name either."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models


class Asked(models.Model):
    """Who asked and who decided, as people: one person may hold two offices.

    `asker_for` is the lender where the office was lent. Empty in rows older than this, where the record did not tell.
    """

    asker = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    asker_for = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    decider = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def two_people(name: str) -> models.CheckConstraint:
    """The tables refuse it too."""
    nobody = models.Q(decider__isnull=True)
    return models.CheckConstraint(
        name=name,
        condition=(nobody | models.Q(asker__isnull=True) | ~models.Q(decider=models.F("asker")))
        & (nobody | models.Q(asker_for__isnull=True) | ~models.Q(decider=models.F("asker_for"))),
    )


def asked_by(by: Any) -> dict[str, UUID | None]:
    """The columns of `Asked` for what somebody asks now."""
    lender = by.delegated_by
    return {"asker_id": by.user_id, "asker_for_id": lender.user_id if lender else None}


def has_asked(by: Any, row: Any) -> bool:
    """Whether the row comes from whoever acts now: who acts and whose office it is where it is lent are one pair of eyes."""
    lender = getattr(by, "delegated_by", None)
    eyes = {getattr(by, "user_id", None), lender.user_id if lender else None} - {None}
    return bool(eyes & {row.asker_id, row.asker_for_id})
