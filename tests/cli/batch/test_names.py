"""The set of names that are done: exact for any number of them, and small."""

from __future__ import annotations

import pytest

from lotrinh.cli.batch.names import Names


@pytest.mark.parametrize("count", [5_000, pytest.param(1_000_000, marks=pytest.mark.prove)])
def test_all_that_were_added_are_there_and_no_others(
    count: int, record_property: pytest.RecordProperty
) -> None:
    done = Names()
    assert all(done.add(f"nam/{n}.docx") for n in range(count))
    assert not any(done.add(f"nam/{n}.docx") for n in range(0, count, 7))
    assert len(done) == count
    assert all(f"nam/{n}.docx" in done for n in range(count))
    assert not any(f"khac/{n}.docx" in done for n in range(count))
    assert 8 * len(done._table) <= 24 * count + 8 * 1024
    record_property("tên có đủ và không thừa", f"{len(done)} trên {count}")
