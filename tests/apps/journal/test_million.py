"""A long chain: how fast it is verified, with how much memory, and how much room an event takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.factories.example import empty_site
from tests.factories.sizes import two_sizes

PROGRAM = """
import resource, sys, time
from datetime import UTC, datetime, timedelta
from lotrinh.cli.site import bring_up_to_date, open_site
open_site()
bring_up_to_date()
from django.db import connection, transaction
from lotrinh.apps.accounts.actions import SYSTEM
from lotrinh.apps.journal.actions import record
from lotrinh.apps.journal.chain import digest
from lotrinh.apps.journal.models import ChainHead, Event
from lotrinh.apps.journal.sealing import Anchor, seal_of, signed
from lotrinh.apps.journal.verifying import verify_chain
from lotrinh.values.keys import new_key

asked, daily = int(sys.argv[1]), 1000
province, user, office, begun = new_key(), new_key(), new_key(), datetime(2024, 1, 1, tzinfo=UTC)
previous, number = "0" * 64, 0
while number < asked:
    page = []
    for number in range(number + 1, min(number + daily, asked) + 1):
        event = Event(
            province=province, number=number, at=begun + timedelta(seconds=80 * number), user=user,
            user_label="Chuyên viên Sở Công Thương", office=office,
            office_label="Chuyên viên Sở Công Thương – Sở Công Thương tỉnh Mẫu", origin="10.20.30.40",
            action="send_entry", subject_type="tasks.progressentry", subject=new_key(),
            subject_label="Báo cáo tiến độ NV-0001", before=None, previous_hash=previous, reason="",
            after={"done": "Đã trình dự thảo lần một, đang lấy ý kiến", "result": "", "figure": "12.5",
                   "figure_unit": "%", "difficulty": "", "proposal": "", "task_id": str(user)},
        )
        event.hash = previous = digest(event)
        page.append(event)
    with transaction.atomic():
        Event.objects.bulk_create(page, batch_size=500)
        day = (begun + timedelta(days=number // daily)).date()
        if number < asked:
            signed(province, "day", day, Anchor(number, previous), begun).save(force_insert=True)
seal = seal_of(province, Anchor(asked, previous))
ChainHead(province=province, number=asked, hash=previous, day=day, seal=seal).save(force_insert=True)

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
clock, busy = time.monotonic(), time.process_time()
whole = verify_chain(province)
seconds, busy = time.monotonic() - clock, time.process_time() - busy
clock = time.monotonic()
day = verify_chain(province, since_signed=True)
daily_seconds = time.monotonic() - clock
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
with connection.cursor() as cursor:
    if connection.vendor == "sqlite":
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    else:
        cursor.execute("SELECT pg_total_relation_size('journal_event')")
    room = cursor.fetchone()[0]
print(whole.fault, whole.events, day.fault, day.events)
print(f"{seconds:.1f} {busy:.1f} {daily_seconds:.2f} {grown} {room / asked:.0f}")
"""


@two_sizes(6_000, 1_000_000)
def test_a_long_chain_is_verified(tmp_path: Path, size: int, record_property: Any) -> None:
    done = empty_site(tmp_path / "site").run_program(PROGRAM, str(size))
    assert done.returncode == 0, done.stderr[-2000:]
    verdicts, figures = done.stdout.splitlines()
    assert verdicts == f"None {size} None 1000"
    seconds, busy, daily, grown, room = (float(part) for part in re.findall(r"[\d.]+", figures))
    record_property(
        "kiểm cả chuỗi", f"{size} sự kiện trong {seconds} giây ({busy} giây máy); phần một ngày {daily} giây"
    )
    record_property("bộ nhớ thêm khi kiểm", f"{grown / 1024:.0f} MB; mỗi sự kiện {room:.0f} byte")
    assert room <= 1024 or size < 100_000, "bytes an event, with its indexes"
    assert grown < 64 * 1024, "kilobytes: rows are not kept"
    assert seconds < 600
