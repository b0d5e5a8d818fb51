"""People who sign in, and the offices they hold in time; a person acts as one office at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.journal.models import Row, Versioned
from lotrinh.apps.organisations.models import ProvinceRows
from lotrinh.values.keys import new_key

ROLES = {
    "officer": _("chuyên viên"),
    "head": _("lãnh đạo đơn vị"),
    "leader": _("lãnh đạo tỉnh"),
    "reviewer": _("đoàn công tác"),
    "supervisor": _("giám sát"),
    "enterprise": _("doanh nghiệp"),
    "citizen": _("người dân"),
    "admin": _("quản trị"),
}


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Versioned, AbstractBaseUser):
    """A person's account. `label` is what others see; no personal data beyond what the office needs."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    username = models.CharField(_("Tên đăng nhập"), max_length=60, unique=True)
    label = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    # From when unused days are counted where nobody signed in since: opened, or opened again.
    active_since = models.DateTimeField(default=timezone.now)
    password_set_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["label"]

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.label

    @property
    def last_used(self) -> datetime:
        """The last sign-in or, if later, the day the account was opened or opened again."""
        return max(self.last_login or self.active_since, self.active_since)

    def unused_days(self, at: datetime) -> int:
        return (at - self.last_used).days


class FormerPassword(models.Model):
    """Hashes a person used before, so that none comes back too soon."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    hash = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} {self.set_at}"


class Tally(models.Model):
    """Tries counted under one key (attempts.py); seconds since 1970, oldest first."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.JSONField(default=list)
    last = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


KINDS: dict[str, Promise] = {
    "held": _("chính thức"),
    "acting": _("giao phụ trách, giao quyền"),
    "delegated": _("theo ủy quyền"),
}


class Office(Versioned, Row):
    """A post in an agency, held by one person from `valid_from` to `valid_to`, with roles.

    A delegated office is another person's, lent for a period that ends with theirs at the latest.
    """

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="offices")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="offices"
    )
    title = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    kind = models.CharField(max_length=10, default="held", choices=list(KINDS.items()))
    delegated_by = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="delegations")
    legal_basis = models.CharField(max_length=300, blank=True)

    # Set for a request whose administrator has no second step: the role is then not in `roles` (acting.py).
    is_unprotected = False
    # A dictionary for a request's office: what was looked up of it once need not be looked up again (acting.py).
    remembered: dict[str, Any] | None = None

    objects = ProvinceRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "user"], name="office_by_user")]
        constraints = [
            models.CheckConstraint(
                name="office_delegation_has_source_and_period",
                condition=models.Q(
                    kind="delegated",
                    delegated_by__isnull=False,
                    valid_from__isnull=False,
                    valid_to__isnull=False,
                )
                | (~models.Q(kind="delegated") & models.Q(delegated_by__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user.label} ({self.organisation.name})"

    def is_held_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def has_role(self, *roles: str) -> bool:
        return any(role in self.roles for role in roles)

    @property
    def role_labels(self) -> str:
        return ", ".join(str(ROLES[role]) for role in self.roles if role in ROLES)

    @property
    def kind_label(self) -> Promise:
        return KINDS[self.kind]

    # What the journal asks of whoever acts.
    @property
    def user_label(self) -> str:
        return self.user.label

    @property
    def office_id(self) -> UUID:
        return self.pk

    @property
    def label(self) -> str:
        """Both names where the office is lent: the record must say who acted, and for whom."""
        own = f"{self.user.label} – {self.organisation.name}"
        return f"{own} (ủy quyền của {self.delegated_by.user.label})" if self.delegated_by else own
