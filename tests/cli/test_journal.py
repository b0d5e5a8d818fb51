"""`lotrinh journal`: what it prints, what it refuses, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lotrinh.apps.journal.chain import canonical
from tests.factories.example import Site

WHY = "Theo Quy chế an toàn thông tin"


def test_a_whole_site_verifies(example: Site) -> None:
    for more in ((), ("--daily",)):
        done = example.run("journal", "verify", *more)
        assert done.returncode == 0, done.stdout
        assert "tỉnh Mẫu" in done.stdout and "liền mạch" in done.stdout


def test_an_event_takes_about_a_kilobyte(
    example: Site, record_property: Callable[[str, object], None]
) -> None:
    """The example's own mix of events, with the indexes: entering documents, whose events are the largest, weighs most."""
    if example.database:
        asked = "SELECT pg_total_relation_size('journal_event') / count(*) FROM journal_event"
    else:
        asked = (
            "SELECT (SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%journal_event%' OR name LIKE 'event_by%') "
            "/ (SELECT count(*) FROM journal_event)"
        )
    room = example.execute(asked)[0][0]
    record_property("mỗi sự kiện của tỉnh ví dụ", f"{room} byte, kể cả chỉ mục")
    assert 200 < room <= 1500


def test_heads_can_be_checked_by_any_program(example: Site) -> None:
    done = example.run("journal", "heads", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0 and len(told["heads"]) >= 5
    public = {key["key"]: key["public"] for key in told["keys"]}
    for head in told["heads"]:
        signature = bytes.fromhex(head.pop("signature"))
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public[head["key"]]))
        key.verify(signature, canonical(head))
    day = told["heads"][0]["day"]
    listed = example.run("journal", "heads", "--day", day).stdout.splitlines()
    assert len(listed) >= 1 and all("chữ ký đúng" in line for line in listed)


def test_a_changed_event_is_told_with_its_number(example_copy: Site) -> None:
    example_copy.tamper("UPDATE journal_event SET reason = 'sửa sau' WHERE number = 7")
    done = example_copy.run("journal", "verify")
    assert done.returncode == 1 and "Sự kiện số 7 đã bị sửa" in done.stdout


def test_a_new_key_and_a_cut_are_recorded_and_the_chain_holds(example_copy: Site) -> None:
    done = example_copy.run("journal", "rotate-key", "--reason", WHY)
    assert done.returncode == 0 and "khóa cũ đã hủy" in done.stdout
    done = example_copy.run("journal", "prune", "--months", "3", "--reason", WHY)
    assert done.returncode == 0, done.stderr
    assert "đã cắt đến hết sự kiện số" in done.stdout
    assert "liền mạch" in example_copy.run("journal", "verify").stdout
    who = "SELECT user_label, origin, reason FROM journal_event ORDER BY number DESC LIMIT 1"
    label, origin, reason = example_copy.execute(who)[0]
    assert label.startswith("Người vận hành máy chủ (") and (origin, reason) == ("dòng lệnh lotrinh", WHY)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("prune", "--months", "2", "--reason", WHY), 3, "ít nhất 3 tháng"),
        (("prune",), 2, "Cần --reason"),
        (("rotate-key", "--reason", " "), 2, "Cần --reason"),
        (("heads", "--day", "hôm nay"), 2, "giá trị"),
        (("xoa",), 2, "không có lựa chọn"),
    ],
)
def test_what_is_refused(example: Site, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = example.run("journal", *arguments)
    assert (done.returncode, done.stdout) == (code, "") and said in done.stderr


def test_a_lost_seal_is_put_back_by_hand(example_copy: Site) -> None:
    example_copy.execute("UPDATE journal_chainhead SET seal = ''")
    assert "Không có chữ ký nào" in example_copy.run("journal", "verify").stdout
    done = example_copy.run("journal", "reseal", "--reason", WHY)
    assert done.returncode == 0 and "đã niêm lại" in done.stdout
    assert example_copy.run("journal", "verify").returncode == 0
