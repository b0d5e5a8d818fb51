"""`lotrinh read --jsonl` on folders, as a process of its own: complete, stopped anywhere, told in words."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.batch.papers import COMMAND, HOSTILE, lines_of, name_of, papers, plan, read

_PATIENCE = 120


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "ra.jsonl"


def names(out: Path) -> list[str]:
    return sorted(map(name_of, lines_of(out)))


def test_every_document_has_a_line_and_hostile_ones_cost_nobody_else(tmp_path: Path, out: Path) -> None:
    wanted = papers(tmp_path / "kho", 30, hostile=True)
    (tmp_path / "kho" / "so-lieu.xlsx").write_bytes(b"x")
    done = read("--jsonl", tmp_path / "kho", "--jobs", "2", "-o", out)
    assert done.returncode == 3 and done.stdout == ""
    assert names(out) == wanted and len(wanted) == 33
    refused = {line["name"]: line["refused"]["code"] for line in lines_of(out) if "refused" in line}
    assert set(refused) == set(HOSTILE) and refused["nam-2026/mat.txt"] == "secret"
    errors = lines_of(out.with_name("ra.jsonl.errors.jsonl"))
    assert {line["name"] for line in errors} == {*HOSTILE, "so-lieu.xlsx"}
    assert "Đã đọc 30 văn bản; từ chối 3; bỏ qua 1 tệp khác." in done.stderr
    assert "\r" not in done.stderr and "\x1b" not in done.stderr, "no bar off a terminal"


def test_at_a_terminal_a_bar_tells_how_far_it_is(tmp_path: Path, out: Path) -> None:
    papers(tmp_path / "kho", 12, hostile=True)
    ours, theirs = pty.openpty()
    call = [*COMMAND, "read", "--jsonl", str(tmp_path / "kho"), "--jobs", "1", "-o", str(out)]
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(call, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):
            while piece := os.read(ours, 4096):
                shown += piece
    os.close(ours)
    assert process.returncode == 3
    told = shown.decode()
    assert "15/15" in told and "tệp/giây" in told and "từ chối 3" in told
    assert "Đã đọc 12 văn bản; từ chối 3." in told


def test_a_line_is_what_one_file_alone_gives(tmp_path: Path, out: Path) -> None:
    papers(tmp_path / "kho", 5)
    assert read("--jsonl", tmp_path / "kho", "-o", out, "-q").stderr == ""
    for line in lines_of(out):
        alone = json.loads(read("--json", tmp_path / "kho" / name_of(line)).stdout)
        assert {**alone, "source": None} == {**line, "source": None}
        assert {**alone["source"], "name": name_of(line)} == line["source"]


def test_without_an_output_lines_go_to_the_screen(tmp_path: Path) -> None:
    wanted = papers(tmp_path / "kho", 4)
    done = read("--jsonl", tmp_path / "kho", "--jobs", "1")
    assert done.returncode == 0
    assert sorted(name_of(json.loads(line)) for line in done.stdout.splitlines()) == wanted


def test_a_second_run_reads_only_what_is_new_or_changed(tmp_path: Path, out: Path) -> None:
    wanted = papers(tmp_path / "kho", 6, hostile=True)
    call = "--jsonl", tmp_path / "kho", "--jobs", "1", "-o", out
    read(*call)
    first = out.read_bytes()
    done = read(*call)
    assert done.returncode == 3, "what was refused then is refused still"
    assert f"Đã đọc 0 văn bản; từ chối 0; {len(wanted)} văn bản đã có từ lần trước." in done.stderr
    assert out.read_bytes() == first
    (tmp_path / "kho" / "mau.TXT").write_bytes(plan(77))
    (tmp_path / "kho" / "moi.txt").write_bytes(plan(78))
    assert "Đã đọc 2 văn bản" in read(*call).stderr
    assert names(out) == sorted([*wanted, "moi.txt"])
    assert sum("77/KH-UBND" in line["text"] for line in lines_of(out) if "text" in line) == 1
    assert "từ chối 3; 7 văn bản đã có" in read(*call, "--retry").stderr
    assert names(out) == sorted([*wanted, "moi.txt"])


def stopped(signal_number: int, out: Path, *arguments: str | Path) -> str:
    """Sends a signal once there are some results; what was told."""
    with subprocess.Popen(
        [*COMMAND, "read", *map(str, arguments), "-o", str(out)], stderr=subprocess.PIPE, text=True,
        # A suite that was started in the background has SIGINT ignored, and hands that on.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),
    ) as process:  # fmt: skip
        end = time.monotonic() + _PATIENCE
        while not (out.exists() and out.stat().st_size > 20_000):
            assert process.poll() is None and time.monotonic() < end
            time.sleep(0.002)
        os.kill(process.pid, signal_number)
        assert process.stderr is not None
        told = process.stderr.read()
        assert process.wait(_PATIENCE) != 0
    return told


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.prove)])
def test_killed_runs_lose_and_double_nothing(
    tmp_path: Path, out: Path, kills: int, record_property: Callable[[str, object], None]
) -> None:
    wanted = papers(tmp_path / "kho", 40, hostile=True)
    for number in range(kills):
        stopped(signal.SIGKILL, out, "--jsonl", tmp_path / "kho", "--jobs", "2")
        if number % 2:
            whole = out.read_bytes()
            out.write_bytes(whole[: len(whole) // 2])
        else:
            out.write_bytes(out.read_bytes()[:12_000])
    done = read("--jsonl", tmp_path / "kho", "--jobs", "2", "-o", out)
    assert done.returncode == 3
    assert names(out) == wanted
    assert len(lines_of(out.with_name("ra.jsonl.errors.jsonl"))) == len(HOSTILE)
    record_property(
        f"văn bản có đúng một dòng sau {kills} lần diệt", f"{len(set(names(out)))} trên {len(wanted)}"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_how_to_go_on_and_leaves_no_process(
    tmp_path: Path, out: Path, number: int
) -> None:
    wanted = papers(tmp_path / "kho", 60)
    told = stopped(number, out, "--jsonl", tmp_path / "kho", "--jobs", "2")
    assert "Chạy lại đúng lệnh này để đọc tiếp" in told and "Traceback" not in told
    assert set(names(out)) < set(wanted)
    assert len(set(names(out))) == len(names(out))
    assert read("--jsonl", tmp_path / "kho", "--jobs", "2", "-o", out).returncode == 0
    assert names(out) == wanted


def test_memory_does_not_grow_with_the_archive(tmp_path: Path, out: Path) -> None:
    """The highest memory of the process that leads, for few documents and for many."""
    code = (
        "import resource, sys; from lotrinh.cli.main import main; main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    highest = []
    for count in (10, 150):
        folder = tmp_path / f"kho-{count}"
        papers(folder, count)
        call = [
            COMMAND[0],
            "-c",
            code,
            "read",
            "--jsonl",
            str(folder),
            "--jobs",
            "1",
            "-q",
            "-o",
            f"{out}{count}",
        ]
        highest.append(int(subprocess.run(call, capture_output=True, text=True, check=True).stdout))
    assert highest[1] - highest[0] < 8 * 1024, "kilobytes"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["{kho}"], "phải có --jsonl"),
        (["--json", "{kho}"], "phải có --jsonl"),
        (["--jsonl", "--jobs", "0", "{kho}"], "--jobs phải từ 1"),
        (["--jsonl", "--retry", "{kho}"], "--retry cần -o"),
        (["--engine", "dask", "{kho}"], "cần --scheduler"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "{kho}"], "cần -o"),
        (
            ["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2", "-o", "x", "{kho}"],
            "--jobs không",
        ),
        (["--jsonl", "--scheduler", "tcp://127.0.0.1:1", "{kho}"], "chỉ dùng với --engine dask"),
        (["--jsonl", "{kho}", "-o", "/khong/co/ra.jsonl"], "Không ghi được"),
    ],
)
def test_wrong_calls_are_explained(tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "kho").mkdir()
    done = read(*(each.format(kho=tmp_path / "kho") for each in arguments))
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr


def test_what_is_not_there_is_told_and_the_rest_is_read(tmp_path: Path, out: Path) -> None:
    papers(tmp_path / "kho", 4)
    done = read("--jsonl", tmp_path / "kho", tmp_path / "khong-co.txt", "--jobs", "1", "-o", out)
    assert done.returncode == 2 and "khong-co.txt: không có tệp" in done.stderr
    assert len(lines_of(out)) == 4
