"""Which directives an office sees, and with them everything that hangs on them: the one rule all queries ask.

A draft is seen by those who may enter documents. A public directive is seen by everybody with an account in the
province, an internal one by its officers, heads, leaders, visiting reviewers and administrators. A limited one is
seen by leaders and by the agencies it names: the focal one, the issuer's office, whoever leads or coordinates a task
or owns a target, whoever entered it, and those that were added by hand. A supervising body sees what is not internal
(design: product.md) and what names it; outsiders (enterprise, citizen) see what is public and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from lotrinh.apps.organisations.queries import answers_for

PUBLIC, INTERNAL, LIMITED = "public", "internal", "limited"
DRAFT = "draft"
ENTERING = frozenset({"officer", "head", "leader"})
READING_INTERNAL = ENTERING | {"reviewer", "admin"}
# From a directive to the organisations it names.
_NAMED = (
    "focal",
    "issuer_office",
    "entered_for",
    "readers__organisation",
    "targets__owner",
    "tasks__agencies__organisation",
)
_HANDED = "tasks__agencies__handovers"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one office sees. `classes` it reads without being named; `named` are the others it is named in."""

    everything: bool
    drafts: bool
    classes: frozenset[str]
    named: frozenset[Any]

    def of(self, way: str = "") -> Q:
        """The condition on rows from which `way` leads to their directive."""
        seen = Q() if self.drafts else Q(**{f"{way}state__in": _SETTLED})
        if self.everything:
            return seen
        allowed = Q(**{f"{way}classification__in": sorted(self.classes)})
        if self.named:
            allowed |= Q(**{f"{way}pk__in": sorted(self.named)})
        return seen & allowed


_SETTLED = ("in_force", "replaced", "reference")


def sight_of(by: Any) -> Sight:
    """Looked up once for the office of a request (accounts.acting), which lives as long as the request does."""
    kept: dict[str, Sight] | None = getattr(by, "remembered", None)
    if kept is None:
        return _look(by)
    if "sight" not in kept:
        kept["sight"] = _look(by)
    return kept["sight"]


def _look(by: Any) -> Sight:
    """One query where the province has no directive that is kept from this office's role, four where it has."""
    roles = frozenset(getattr(by, "roles", ()))
    if "leader" in roles:
        return Sight(True, True, frozenset(), frozenset())
    internal = bool(roles & READING_INTERNAL)
    classes = frozenset({PUBLIC, INTERNAL} if internal else {PUBLIC})
    named = _named_to(by, classes) if internal or "supervisor" in roles else ()
    return Sight(False, bool(roles & ENTERING), classes, frozenset(named))


def _named_to(by: Any, classes: Iterable[str]) -> Iterable[Any]:
    directives = apps.get_model("directives", "Directive")._default_manager
    kept = directives.filter(province_id=by.province_id).exclude(classification__in=classes)
    keys = list(kept.order_by().values_list("pk", flat=True))
    if not keys:
        return ()
    mine = answers_for(by.organisation, timezone.localdate())
    # One condition per way, each a query of its own within the statement: joined they would multiply the rows.
    parts = [directives.filter(**{f"{way}__in": mine}).values("pk") for way in _NAMED]
    taken_over = {f"{_HANDED}__organisation__in": mine, f"{_HANDED}__undone_at__isnull": True}
    parts.append(directives.filter(**taken_over).values("pk"))
    either = Q()
    for part in parts:
        either |= Q(pk__in=part)
    return directives.filter(either, pk__in=keys).order_by().values_list("pk", flat=True)
