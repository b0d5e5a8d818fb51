"""Who acts where no office does: the system itself, and a person on their own account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from lotrinh.apps.accounts.models import User


class System:
    """Acts where no person does: first set-up and the example loader. Shown as "Hệ thống" in the record."""

    user_id: ClassVar[UUID | None] = None
    office_id: ClassVar[UUID | None] = None
    user_label: ClassVar[str] = "Hệ thống"
    label: ClassVar[str] = "Hệ thống"


SYSTEM = System()


@dataclass(frozen=True, slots=True)
class Person:
    """Acts on their own account, as no office: signing in, passwords, keys."""

    user: User
    office_id: ClassVar[UUID | None] = None

    @property
    def user_id(self) -> UUID | None:
        return self.user.pk

    @property
    def user_label(self) -> str:
        return self.user.label

    @property
    def label(self) -> str:
        return self.user.label
