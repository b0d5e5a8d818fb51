"""What is written about a task as a lock of a reporting period sees it (calendars/locking.py)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lotrinh.apps.calendars.locking import Write, pass_lock
from lotrinh.apps.tasks.models import Task


def pass_lock_on(task: Task, organisation: UUID | None, at: datetime, *days: date | None) -> dict[str, Any]:
    """For the agency that reports, or on whose report somebody decides. What is told counts on the day it is told; `days`
    are those it speaks of besides."""
    write = Write(task.province_id, organisation, task.pk, task.code)
    return pass_lock(write, at, timezone.localdate(at), *days)
