"""Reporting periods in the story: one is locked, and an agency asks to write in it all the same."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lotrinh.apps.calendars.actions import ask_unlocking, lock_period
from lotrinh.apps.calendars.models import PeriodLock
from lotrinh.apps.reporting.policy import can_ask_unlocking, can_lock_period
from lotrinh.cli.example.stage import Stage
from lotrinh.cli.example.story import StoryBroken, must


class Periods(Stage):
    """The scenes about periods."""

    def _lock(self, at: datetime, facts: dict[str, Any]) -> None:
        by = self.offices[facts["by"]]
        must(can_lock_period(by), facts, "không được khóa kỳ báo cáo")
        lock_period(by=by, at=at, kind=facts["kind"], year=facts["year"], note=facts["note"])

    def _ask_unlock(self, at: datetime, facts: dict[str, Any]) -> None:
        by = self.offices[facts["by"]]
        must(can_ask_unlocking(by), facts, "không được đề nghị mở khóa")
        locks = PeriodLock.objects.filter(province=self.home, kind=facts["kind"], year=facts["year"])
        lock = locks.first()
        if lock is None:
            raise StoryBroken(f"kỳ {facts['kind']}/{facts['year']} chưa khóa")
        ask_unlocking(by=by, at=at, lock=lock, reason=facts["reason"], until=facts["until"])
