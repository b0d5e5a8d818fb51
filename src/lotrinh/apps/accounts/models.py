"""People who sign in, and the offices they hold in time; a person acts as one office at a time."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from lotrinh.apps.journal.models import Row
from lotrinh.apps.organisations.models import ProvinceRows
from lotrinh.values.keys import new_key

ROLES = {
    "officer": _("chuyên viên"),
    "head": _("lãnh đạo đơn vị"),
    "leader": _("lãnh đạo tỉnh"),
    "reviewer": _("đoàn công tác"),
    "supervisor": _("giám sát"),
    "admin": _("quản trị"),
}


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person's account. `label` is what others see; no personal data beyond what the office needs."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    username = models.CharField(_("Tên đăng nhập"), max_length=60, unique=True)
    label = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["label"]

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.label


class Office(Row):
    """A post in an agency, held by one person from `valid_from` to `valid_to`, with roles."""

    province = models.ForeignKey("organisations.Province", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="offices")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="offices"
    )
    title = models.CharField(max_length=200, blank=True)
    roles = models.JSONField(default=list)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    objects = ProvinceRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["province", "user"], name="office_by_user")]

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

    # What the journal asks of whoever acts.
    @property
    def user_label(self) -> str:
        return self.user.label

    @property
    def office_id(self) -> UUID:
        return self.pk

    @property
    def label(self) -> str:
        return f"{self.user.label} – {self.organisation.name}"
