"""The file of results when a run begins: whatever the last one left, no document is lost and none is there twice."""

from __future__ import annotations

import random
from hashlib import sha256
from pathlib import Path

import pytest

from lotrinh.cli.batch.lines import refused_line
from lotrinh.cli.batch.results import InUse, Results
from tests.cli.batch.papers import lines_of, name_of


def line(name: str, data: bytes, *, refused: bool = False) -> bytes:
    if refused:
        return refused_line(name, len(data), data, {"code": "empty", "message": "Tệp trống."})
    digest = sha256(data).hexdigest()
    return (
        f'{{"format":"lotrinh-reading/1","reader":"","source":{{"name":"{name}","bytes":{len(data)},'
        f'"sha256":"{digest}"}},"text":"{"x" * 9000}"}}'
    ).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five files and the results of reading them, b.txt refused."""
    folder = tmp_path / "kho"
    folder.mkdir()
    with Results(tmp_path / "ra.jsonl", folder.joinpath) as results:
        for name in "abcde":
            (folder / f"{name}.txt").write_bytes(name.encode())
            results.add(
                f"{name}.txt", line(f"{name}.txt", name.encode(), refused=name == "b"), refused=name == "b"
            )
    return folder


def again(folder: Path, *, retry: bool = False) -> set[str]:
    """The names that are done when a run begins; checks that the files hold just these."""
    path = folder.parent / "ra.jsonl"
    with Results(path, folder.joinpath, retry=retry) as results:
        done = {f"{name}.txt" for name in "abcde" if f"{name}.txt" in results}
        assert len(results) == len(done)
        refused = results.refused
    written = [name_of(each) for each in lines_of(path)]
    assert sorted(written) == sorted(done)
    assert len(lines_of(path.with_name("ra.jsonl.errors.jsonl"))) == refused
    return done


def test_all_is_done_and_refusals_stand_beside(folder: Path) -> None:
    before = (folder.parent / "ra.jsonl").read_bytes()
    assert again(folder) == {"a.txt", "b.txt", "c.txt", "d.txt", "e.txt"}
    assert (folder.parent / "ra.jsonl").read_bytes() == before
    assert lines_of(folder.parent / "ra.jsonl.errors.jsonl")[0]["name"] == "b.txt"


@pytest.mark.parametrize("size", [40, pytest.param(1000, marks=pytest.mark.prove)])
def test_a_file_cut_anywhere_keeps_its_whole_lines(
    folder: Path, size: int, record_property: pytest.RecordProperty
) -> None:
    path = folder.parent / "ra.jsonl"
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(size):
        end = chance.randrange(len(whole) + 1)
        path.write_bytes(whole[:end])
        assert len(again(folder)) == whole[:end].count(b"\n")
    record_property("tệp cắt giữa chừng còn đủ các dòng trọn vẹn", f"{size} trên {size}")


def test_a_document_that_changed_is_read_again_and_its_line_goes(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"A")
    (folder / "d.txt").write_bytes(b"longer")
    assert again(folder) == {"b.txt", "c.txt", "e.txt"}


def test_a_document_that_is_gone_keeps_its_line(folder: Path) -> None:
    (folder / "c.txt").unlink()
    assert "c.txt" in again(folder)


def test_a_document_that_was_only_touched_is_not_read_again(folder: Path) -> None:
    (folder / "a.txt").touch()
    assert "a.txt" in again(folder)


def test_refusals_are_read_again_when_asked_for(folder: Path) -> None:
    assert again(folder, retry=True) == {"a.txt", "c.txt", "d.txt", "e.txt"}


@pytest.mark.parametrize(("code", "data"), [("crashed", b"a"), ("unreadable", None)])
def test_what_may_have_been_the_machines_fault_is_read_again(
    folder: Path, code: str, data: bytes | None
) -> None:
    path = folder.parent / "ra.jsonl"
    broken = refused_line("a.txt", 1, data, {"code": code, "message": ""}) + b"\n"
    path.write_bytes(broken + b"".join(path.read_bytes().splitlines(keepends=True)[1:]))
    assert again(folder) == {"b.txt", "c.txt", "d.txt", "e.txt"}


def test_second_lines_and_rubbish_are_taken_out(folder: Path) -> None:
    path = folder.parent / "ra.jsonl"
    first, second, *others = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([b"\0" * 512 + b"\n", first, b"{}\n", first, second, *others, second]))
    path.chmod(0o640)
    assert len(again(folder)) == 5
    assert path.read_bytes() == b"".join([first, second, *others])
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in folder.parent.iterdir()) == [
        "kho",
        "ra.jsonl",
        "ra.jsonl.errors.jsonl",
    ]


@pytest.mark.parametrize("spoilt", [False, True])
def test_two_runs_do_not_write_to_one_file(folder: Path, spoilt: bool) -> None:
    path = folder.parent / "ra.jsonl"
    if spoilt:
        path.write_bytes(b"{}\n" + path.read_bytes())
    with Results(path, folder.joinpath), pytest.raises(InUse), Results(path, folder.joinpath):
        pass
    assert len(again(folder)) == 5
