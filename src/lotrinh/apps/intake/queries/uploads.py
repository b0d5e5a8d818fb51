"""Uploads under way: how far each is, what became of it, and what the reader is told beforehand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lotrinh.apps.directives.models import Directive
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.organisations.models import Organisation
from lotrinh.apps.ui.parts import Station
from lotrinh.apps.ui.vocabulary import READING_STEPS as STEPS
from lotrinh.values.folding import search_key
from lotrinh.values.reading import Known

BROKEN_AFTER = timedelta(seconds=60)
_OF_PAGES = re.compile(r"Nhận dạng trang (\d+)/(\d+)")
BROKEN = gettext_noop(
    "Việc đọc bị ngắt giữa chừng, có thể do máy chủ khởi động lại. Tệp chưa được lưu; đề nghị nạp lại tệp."
)


@dataclass(frozen=True, slots=True)
class UploadState:
    """`phase` is running, read, duplicate, refused or broken."""

    job: ReadingJob
    phase: str
    message: str
    stations: tuple[Station, ...]

    @property
    def ended(self) -> bool:
        return self.phase != "running"

    @property
    def step(self) -> str:
        """What is being done now; of a scan, which page is being recognised."""
        if page := _OF_PAGES.fullmatch(self.job.step):
            return _("Nhận dạng trang %(page)s/%(pages)s") % {"page": page[1], "pages": page[2]}
        return _(self.job.step) if self.job.step else _("Chờ đến lượt")

    @property
    def opens(self) -> str:
        """Where a finished upload leads: the desk of a draft, the page of a document in force."""
        directive = self.job.directive
        if directive is None:
            return ""
        page = "intake:desk" if directive.state == Directive.State.DRAFT else "directives:page"
        return reverse(page, args=[directive.code])


def state_of(job: ReadingJob, now: datetime) -> UploadState:
    """A job that nobody touched for a minute was broken off: shown so, and not written, since looking changes nothing."""
    phase, message = job.state, job.message
    if job.state == ReadingJob.State.RUNNING and now - job.touched_at > BROKEN_AFTER:
        phase, message = "broken", BROKEN
    elif job.duplicate:
        phase = "duplicate"
    return UploadState(job, phase, _(message), _stations(job, phase))


def _stations(job: ReadingJob, phase: str) -> tuple[Station, ...]:
    """Where the reading stands on its road; a step the reader names otherwise is placed by its percentage."""
    step = STEPS[0] if _OF_PAGES.fullmatch(job.step) else job.step
    at = STEPS.index(step) if step in STEPS else min(len(STEPS) - 1, job.percent * len(STEPS) // 100)
    if phase in ("read", "duplicate"):
        at = len(STEPS)
    return tuple(
        Station(_(step), state="past" if place < at else "here" if place == at else "ahead")
        for place, step in enumerate(STEPS)
    )


def recent_uploads(by: Any, now: datetime) -> tuple[UploadState, ...]:
    """The last ten uploads of an office, newest first."""
    rows = ReadingJob.objects.for_user(by).filter(office_id=by.pk).select_related("directive")
    rows = rows.defer("directive__text", "directive__reading").order_by("-started_at", "-pk")[:10]
    return tuple(state_of(job, now) for job in rows)


def known_of(by: Any) -> Known:
    """What the reader is told of this office's province: its name, its agencies, the documents the office sees."""
    province = by.province
    agencies = list(Organisation.objects.filter(province=province).values_list("name", "short_name"))
    names = {search_key(name): name for name, _ in agencies}
    shorts = Counter(search_key(short) for _, short in agencies if short)
    names |= {search_key(s): n for n, s in agencies if s and shorts[search_key(s)] == 1}
    numbered = Directive.objects.for_user(by).exclude(number="").exclude(issued_on=None)
    dates = {number: day.isoformat() for number, day in numbered.values_list("number", "issued_on") if day}
    printed = province.name if province.name.startswith(("tỉnh ", "thành phố ")) else f"tỉnh {province.name}"
    return Known(province=printed, agencies=names, directives=dates)
