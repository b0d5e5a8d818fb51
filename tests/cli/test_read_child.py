"""The reading process by itself: its limits, its answer, its exit codes."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lotrinh.cli.read_child import ADDRESS_SPACE, CPU_SECONDS
from tests.factories.files import plan_txt

SHARED = Path(__file__).parents[3] / "shared"


def run(
    data: bytes, name: str = "a.txt", known: object = None
) -> tuple[int, dict[str, dict[str, object]], list[str]]:
    """Exit code, answer, names of the steps."""
    request = json.dumps({"name": name, "known": known}).encode() + b"\n" + data
    done = subprocess.run(
        [sys.executable, "-m", "lotrinh.cli.read_child"], input=request, capture_output=True
    )
    steps = [json.loads(line)["step"] for line in done.stderr.splitlines()]
    return done.returncode, json.loads(done.stdout or b"{}"), steps


def inside(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"from lotrinh.cli.read_child import *\n{code}"],
        capture_output=True,
        text=True,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_a_document_is_read() -> None:
    code, answer, steps = run(plan_txt(), known={"province": "tỉnh Mẫu", "agencies": {}, "directives": {}})
    assert code == 0
    assert answer["reading"]["format"] == "lotrinh-reading/1"
    assert steps[0] == "Đọc tệp"
    assert steps[-1] == "Đối chiếu"


def test_a_refusal_is_code_3() -> None:
    code, answer, steps = run("TUYỆT MẬT\nnội dung".encode())
    assert code == 3
    assert answer["refused"]["code"] == "secret"
    assert steps == ["Đọc tệp"]


def test_what_breaks_inside_is_code_4() -> None:
    code, answer, steps = run(plan_txt(), known={"no such field": 1})
    assert (code, answer) == (4, {})
    assert steps == ["Lỗi bên trong: TypeError"]


def test_limits_are_set() -> None:
    limits = inside(
        "limit_resources(); import resource as r;"
        "print(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    assert limits == f"{CPU_SECONDS} {ADDRESS_SPACE} 0"
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != ADDRESS_SPACE


@pytest.mark.parametrize(
    "act",
    ["import socket; socket.socket()", "import subprocess; subprocess.run(['true'])", "import os; os.system('true')",
     "import socket; socket.getaddrinfo('127.0.0.1', 80)"],
)  # fmt: skip
def test_the_way_out_is_closed(act: str) -> None:
    assert inside(f"forbid_processes_and_sockets()\n{act}\nprint('đi được')").startswith("PermissionError")


def test_a_network_of_its_own_has_nothing_to_reach() -> None:
    answer = inside(
        "left = leave_network()\nimport socket\ntry:\n    socket.create_connection(('192.0.2.1', 9), timeout=2)\n"
        "except OSError as closed:\n    print(left, closed.errno)"
    )
    left, _, errno = answer.partition(" ")
    assert left in ("True", "False")
    assert left == "False" or errno == "101"


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="không có ../shared")
@pytest.mark.skipif(not shutil.which("soffice"), reason="máy này không có LibreOffice")
def test_an_old_word_file_is_converted_and_described_as_it_was_sent() -> None:
    old = SHARED / "corpus" / "doc_hd_vptw_36_2018.doc"
    code, answer, _ = run(old.read_bytes(), old.name)
    source = answer["reading"]["source"]
    assert code == 0
    assert (source["media_type"], source["bytes"]) == ("application/msword", old.stat().st_size)  # type: ignore[index]
    assert answer["reading"]["header"]["number"] == "36-HD/VPTW"  # type: ignore[index]
