"""`--engine dask` on a cluster of real processes: whoever is killed, each document is in the Parquet files once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet
import pytest

import lotrinh
from lotrinh.cli.batch import cluster
from lotrinh.cli.main import main
from lotrinh.values.numerals import format_number
from tests.cli.batch.papers import COMMAND, HOSTILE, papers, plan, read
from tests.factories.serving import free_port

_PATIENCE = 120
Cluster = tuple[str, Path]


@contextmanager
def program(*arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def worker(address: str, folder: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--name", name)
    place = ("--local-directory", str(folder / name), "--death-timeout", "30")
    log = folder / f"{name}.log"
    with program("distributed.cli.dask_worker", address, *options, *place, log=log) as process:
        wait_until(lambda: "Registered to" in log.read_text("utf-8"), process)
        yield process


def wait_until(happened: object, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE
    while not happened():  # type: ignore[operator]
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.01)


@contextmanager
def alone(folder: Path) -> Iterator[str]:
    """The address of a scheduler without workers."""
    port, log = str(free_port()), folder / "scheduler.log"
    options = ("--host", "127.0.0.1", "--port", port, "--no-dashboard")
    with program("distributed.cli.dask_scheduler", *options, log=log) as process:
        wait_until(lambda: "Scheduler at" in log.read_text("utf-8"), process)
        yield f"tcp://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler with one worker that lives to the end: its address and a folder for logs."""
    folder = tmp_path_factory.mktemp("cum")
    with alone(folder) as address, worker(address, folder, "ben"):
        yield address, folder


def call(address: str, folder: Path, out: Path) -> tuple[str, ...]:
    return ("--engine", "dask", "--scheduler", address, str(folder), "-o", str(out))


def found(out: Path) -> list[str]:
    """The names in all parts, as often as they are there."""
    parts = [*(out / "readings").glob("*.parquet"), *(out / "errors").glob("*.parquet")]
    return sorted(name for part in parts for name in pyarrow.parquet.read_table(part)["name"].to_pylist())


def begun(out: Path) -> bool:
    return any((out / "readings").glob("*.parquet"))


@pytest.mark.parametrize("count", [400, pytest.param(5000, marks=pytest.mark.prove)])
def test_a_worker_killed_in_mid_run_loses_and_doubles_nothing(
    tmp_path: Path, scheduler: Cluster, count: int, record_property: Callable[[str, object], None]
) -> None:
    address, folder = scheduler
    wanted, out = papers(tmp_path / "kho", count, hostile=True), tmp_path / "ra"
    with worker(address, folder, "chet") as victim:
        with subprocess.Popen(
            [*COMMAND, "read", *call(address, tmp_path / "kho", out)], stderr=subprocess.PIPE
        ) as run:
            wait_until(lambda: begun(out), run)
            victim.send_signal(signal.SIGKILL)
            assert victim.wait(_PATIENCE) == -signal.SIGKILL
            assert run.poll() is None and len(found(out)) < len(wanted), "it was in the middle of it"
            assert run.stderr is not None
            told = run.stderr.read().decode()
        assert run.returncode == 3, told
    assert found(out) == wanted
    assert f"Đã đọc {format_number(count)} văn bản; từ chối 3." in told
    assert sorted(each.name for each in out.iterdir()) == [".lock", "errors", "readings", "skipped.jsonl"]
    record_property(
        "văn bản có đúng một dòng sau khi một máy bị diệt", f"{len(found(out))} trên {len(wanted)}"
    )


def test_a_row_tells_the_document(tmp_path: Path, scheduler: Cluster) -> None:
    papers(tmp_path / "kho", 6, hostile=True)
    assert read(*call(scheduler[0], tmp_path / "kho", tmp_path / "ra")).returncode == 3
    [part] = (tmp_path / "ra" / "readings").glob("*.parquet")
    row = next(
        row for row in pyarrow.parquet.read_table(part).to_pylist() if row["name"].endswith("kh-004.txt")
    )
    reading = json.loads(row["reading"])
    assert (row["name"], row["kind"], row["number"]) == ("nam-2021/kh-004.txt", "plan", "4/KH-UBND")
    assert row["bytes"] == len(plan(4)) and row["sha256"] == reading["source"]["sha256"]
    assert row["tasks"] == len(reading["tasks"]) > 0 and "checks" in reading
    errors = pyarrow.parquet.read_table(tmp_path / "ra" / "errors" / part.name).to_pylist()
    assert {row["name"]: row["code"] for row in errors} == {
        "bom.docx": "unsafe", "cut.docx": "unreadable", "nam-2026/mat.txt": "secret",
    }  # fmt: skip
    assert {row["name"] for row in errors} == set(HOSTILE)


def test_a_run_that_was_killed_goes_on_and_changes_are_read_again(tmp_path: Path, scheduler: Cluster) -> None:
    kho, out = tmp_path / "kho", tmp_path / "ra"
    wanted = papers(kho, 250)
    with subprocess.Popen([*COMMAND, "read", *call(scheduler[0], kho, out)], stderr=subprocess.PIPE) as run:
        wait_until(lambda: begun(out), run)
        run.kill()
    kept = {part.name: part.stat().st_mtime_ns for part in (out / "readings").iterdir()}
    done = read(*call(scheduler[0], kho, out))
    assert done.returncode == 0 and "văn bản đã có từ lần trước" in done.stderr
    assert found(out) == wanted
    after = {part.name: part.stat().st_mtime_ns for part in (out / "readings").iterdir()}
    assert kept.items() < after.items(), "what was there was not read again"
    (kho / "nam-2020" / "kh-249.txt").write_bytes(plan(999))
    (kho / "moi.txt").write_bytes(plan(1000))
    assert read(*call(scheduler[0], kho, out)).returncode == 0
    assert found(out) == sorted([*wanted, "moi.txt"])
    tables = [pyarrow.parquet.read_table(part) for part in (out / "readings").iterdir()]
    numbers = [number for table in tables for number in table["number"].to_pylist()]
    assert "999/KH-UBND" in numbers and "249/KH-UBND" not in numbers


def test_refusals_are_tried_again_only_when_asked_for(tmp_path: Path, scheduler: Cluster) -> None:
    kho, out = tmp_path / "kho", tmp_path / "ra"
    wanted = papers(kho, 4, hostile=True)
    for words, more in (
        ("từ chối 3", ()),
        ("từ chối 0; 7 văn bản", ()),
        ("từ chối 3; 4 văn bản", ("--retry",)),
    ):
        assert words in read(*call(scheduler[0], kho, out), *more).stderr
        assert found(out) == wanted


def test_a_cluster_that_cannot_be_reached_or_is_not_fit_is_told_in_words(
    tmp_path: Path, scheduler: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(address: str) -> str:
        assert main(["read", *call(address, tmp_path / "kho", tmp_path / "ra")]) == 2
        assert not (tmp_path / "ra").exists()
        return capsys.readouterr().err

    (tmp_path / "kho").mkdir()
    monkeypatch.setattr(cluster, "_PATIENCE", 2)
    assert "Không nối được với bộ điều phối" in told(f"tcp://127.0.0.1:{free_port()}")
    assert "Không nối được với bộ điều phối" in told("khong phai dia chi")
    with alone(tmp_path) as address:
        assert "chưa có máy đọc nào" in told(address)
    monkeypatch.setattr(lotrinh, "__version__", "9.9")
    assert "chưa cài Lộ Trình 9.9" in told(scheduler[0])


def test_without_the_extra_it_says_how_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "kho").mkdir()
    assert main(["read", *call("tcp://127.0.0.1:1", tmp_path / "kho", tmp_path / "ra")]) == 2
    told = capsys.readouterr().err
    assert "Chưa cài phần đọc trên cụm máy (distributed)" in told and '".[cluster]"' in told
