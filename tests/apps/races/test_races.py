"""Cases 51, 52, 53, 56, 59 of reliability.md on the database the suite runs on, and 60: without the locks they must fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.apps.races.ground import RUN
from tests.factories.example import Site, copy_site, empty_site
from tests.factories.sizes import two_sizes

_PATIENCE = 2 * 3600
"""Seconds: forty thousand requests of one process take a while."""


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """An installation with its tables and nothing in them."""
    site = empty_site(tmp_path_factory.mktemp("races") / "empty")
    done = site.run_program("from lotrinh.cli.site import *; open_site(); bring_up_to_date()")
    assert done.returncode == 0, done.stderr[-2000:]
    return site


@pytest.fixture
def site(empty: Site, tmp_path: Path) -> Site:
    return copy_site(empty, tmp_path / "site")


def run(site: Site, race: str, *sizes: int, locks: str = "on") -> dict[str, Any]:
    program = f"import os; os.environ['LOCKS'] = '{locks}'; {RUN.format(race)}"
    done = site.run_program(program, *map(str, sizes), patience=_PATIENCE)
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def lost_updates(told: dict[str, Any]) -> int:
    return int(told["outcomes"].get("saved", 0)) - int(told["kept"])


@two_sizes(20, 1000)
def test_no_update_is_lost(site: Site, size: int, record_property: Any) -> None:
    told = run(site, "edits", size)
    assert told["outcomes"] == {"saved": size, "StaleEdit": size}
    assert (lost_updates(told), told["versions"]) == (0, size)
    record_property("cập nhật bị mất", f"{lost_updates(told)} trên {size} lần hai người cùng lưu")


@two_sizes(1, 200)
def test_of_fifty_who_approve_one_does(site: Site, size: int, record_property: Any) -> None:
    told = run(site, "approvals", size)
    assert told.pop("fault") == "None"
    for kind, found in told.items():
        assert found == {"right": size, "statuses": {"302": size, "409": size * 49}}, kind
        record_property(
            f"50 người cùng bấm ({kind}): đúng một người thành, 49 người biết ai và lúc nào",
            f"{found['right']} trên {size}",
        )


@two_sizes(4, 10)
def test_codes_are_all_different(site: Site, size: int, record_property: Any) -> None:
    told = run(site, "codes", 50, size)
    assert told == {"given": 50 * size, "distinct": 50 * size, "whole": True}
    record_property("mã cấp cùng lúc đều khác nhau", f"{told['distinct']} trên {told['given']}")


@two_sizes(2, 200)
def test_a_crowd_of_writers_is_all_served(site: Site, size: int, record_property: Any) -> None:
    readers = 50 if size > 2 else 10
    told = run(site, "crowd", 20, size, readers)
    assert told["answers"] == {"wrote": 20, "read": readers} and told["fault"] == "None"
    assert told["committed"] == 20 * size and told["looks"] >= readers
    record_property("lần ghi đã vào cơ sở dữ liệu", f"{told['committed']} trên {20 * size}")
    record_property("lượt đọc cùng lúc", told["looks"])
    record_property("99% lần ghi xong trong, giây", f"{told['p99']:.2f}")


@two_sizes(12, 1000)
def test_random_schedules_end_in_a_legal_state(site: Site, size: int, record_property: Any) -> None:
    """Case 53. A plan is put in force, reports are sent, claims decided; locking a period has a race of its own (35)."""
    told = run(site, "schedules", size, 53)
    assert told["wrong"] == [] and told["unexpected"] == {} and told["fault"] == "None"
    assert told["legal"] == size
    assert len(set(told["shown"].values())) == 1, told["shown"]
    record_property("lịch xen kẽ kết thúc hợp lệ", f"{told['legal']} trên {size}")
    record_property(
        "số được chấp nhận: trong bảng, trên màn hình, trong báo cáo",
        ", ".join(str(number) for number in told["shown"].values()),
    )


@two_sizes(6, 200)
def test_nothing_is_written_after_the_period_was_locked(site: Site, size: int, record_property: Any) -> None:
    """Case 35: a lock and ten writers at the same moment; by the order of the chain no write stands behind the lock."""
    told = run(site, "locking", size)
    assert told["fault"] == "None" and told["late"] == 0
    assert set(told["answers"]) <= {"wrote", "locked", "PeriodLocked"}
    assert told["answers"]["locked"] == size
    refused = told["answers"].get("PeriodLocked", 0)
    record_property("lần ghi đứng sau khóa kỳ", f"{told['late']} trên {10 * size}; bị từ chối {refused}")


def test_without_the_locks_a_period_is_written_into_or_somebody_gets_an_error(site: Site) -> None:
    """The control of 35."""
    told = run(site, "locking", 12, locks="off")
    assert told["late"] > 0 or set(told["answers"]) - {"wrote", "locked", "PeriodLocked"}


def test_without_the_locks_updates_are_lost_or_refused(site: Site) -> None:
    """The control of 51: what the locks prevent does happen without them."""
    told = run(site, "edits", 40, locks="off")
    assert told["outcomes"] != {"saved": 40, "StaleEdit": 40}


@pytest.mark.prove
def test_without_the_locks_more_than_one_approves_or_some_get_an_error(
    site: Site, record_property: Any
) -> None:
    """The control of 52."""
    told = run(site, "approvals", 2, locks="off")
    told.pop("fault")
    wrong = [kind for kind, found in told.items() if found["right"] < 2]
    record_property("không có khóa thì sai", ", ".join(wrong))
    assert wrong
