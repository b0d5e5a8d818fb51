"""Reading an upload in the background: two at a time, in a child process, the bytes in memory only."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from typing import Any

from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.intake.actions import finish_reading, note_step, refuse_reading
from lotrinh.apps.intake.errors import KEPT, KeptFromYou
from lotrinh.apps.intake.models import ReadingJob
from lotrinh.apps.intake.queries import known_of
from lotrinh.apps.journal.origin import current_origin, under_origin
from lotrinh.convert.children import read_in_child

log = logging.getLogger("lotrinh.intake")
_POOL = ThreadPoolExecutor(2, thread_name_prefix="reading")
CRASHED = gettext_noop(
    "Không đọc được tệp vì chương trình đọc dừng bất thường; tệp không được lưu. "
    "Đề nghị mở tệp bằng Word, lưu lại thành .docx rồi nạp lại; nếu vẫn gặp, báo người quản trị."
)


def start_reading(job: ReadingJob, by: Office, content: bytes) -> None:
    """Queues the reading once the job's row is committed; a job that has ended already needs none."""
    if job.state == ReadingJob.State.RUNNING:
        transaction.on_commit(partial(_POOL.submit, _in_thread, job, by, content, current_origin()))


def _in_thread(job: ReadingJob, by: Office, content: bytes, origin: str) -> None:
    try:
        with under_origin(origin):
            read_upload(job, by, content)
    finally:
        connections.close_all()


def read_upload(job: ReadingJob, by: Office, content: bytes) -> None:
    """Reads the bytes and ends the job, whatever happens: a draft, or a refusal that says why."""
    try:
        _read(job, by, content)
    except Exception:  # whatever went wrong must reach the person who waits
        log.exception("Đọc tệp bị hỏng giữa chừng: %s", job.code)
        refuse_reading(by=by, at=timezone.now(), job=job, code="crashed", message=CRASHED)


def _read(job: ReadingJob, by: Office, content: bytes) -> None:
    def on_step(step: str, percent: int) -> None:
        note_step(job=job, at=timezone.now(), step=step, percent=percent)

    answer: dict[str, Any] = read_in_child(content, job.name, asdict(known_of(by)), on_step)
    if refused := answer.get("refused"):
        refuse_reading(by=by, at=timezone.now(), job=job, code=refused["code"], message=refused["message"])
        return
    reading = answer["reading"]
    media_type = reading["source"]["media_type"]
    at = timezone.now()
    try:
        finish_reading(by=by, at=at, job=job, content=content, media_type=media_type, reading=reading)
    except KeptFromYou:
        refuse_reading(by=by, at=at, job=job, code="kept", message=KEPT)
