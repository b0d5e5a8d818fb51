"""What a reading process may not do: compute or hold without end, reach out, write a file."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from lotrinh.cli.limits import ADDRESS_SPACE, CPU_SECONDS


def inside(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the code in a process of its own, with everything of the module at hand."""
    return subprocess.run(
        [sys.executable, "-c", f"from lotrinh.cli.limits import *\n{code}", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_limits_are_set_and_renewed() -> None:
    done = inside(
        "import resource as r, time; limit_memory(); limit_next_document(30)\n"
        "first = r.getrlimit(r.RLIMIT_CPU)[0]\n"
        "while time.process_time() < 1.2: pass\n"
        "limit_next_document(30)\n"
        "print(first, r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CORE)[0])"
    )
    first, second, memory, core = map(int, done.stdout.split())
    assert CPU_SECONDS < first < second
    assert (memory, core) == (ADDRESS_SPACE, 0)
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != ADDRESS_SPACE


def test_a_lower_limit_of_somebody_else_stays() -> None:
    done = inside(
        "import resource as r; r.setrlimit(r.RLIMIT_CPU, (7, 7)); r.setrlimit(r.RLIMIT_AS, (2 << 30, 2 << 30))\n"
        "limit_memory(); limit_next_file(5); limit_next_document(30)\n"
        "print(r.getrlimit(r.RLIMIT_CPU)[0], r.getrlimit(r.RLIMIT_AS)[0])"
    )
    assert done.stdout.split() == ["7", str(2 << 30)]


def test_memory_beyond_the_limit_is_refused() -> None:
    done = inside(
        "limit_memory(400 << 20)\ntry:\n    bytearray(500 << 20)\nexcept MemoryError:\n    print('hết')"
    )
    assert done.stdout == "hết\n"


def test_the_time_of_one_file_does_not_take_that_of_the_next() -> None:
    done = inside(
        "def compute():\n    while True: pass\n"
        "for number in (2, 1):\n"
        "    limit_next_file(number, seconds=1)\n"
        "    try:\n        compute()\n    except TimeIsUp:\n        print('dừng')"
    )
    assert (done.returncode, done.stdout) == (0, "dừng\ndừng\n")


@pytest.mark.parametrize(
    "act",
    ["import socket; socket.socket()", "import subprocess; subprocess.run(['true'])", "import os; os.system('true')",
     "import socket; socket.getaddrinfo('127.0.0.1', 80)", "import os; os.fork()"],
)  # fmt: skip
def test_the_way_out_is_closed(act: str) -> None:
    done = inside(f"forbid_the_way_out()\n{act}\nprint('đi được')")
    assert done.stdout == "" and done.stderr.splitlines()[-1].startswith("PermissionError")


def test_no_file_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / "a"
    done = inside(
        "import sys\nforbid_the_way_out()\nwith open(sys.argv[1], 'w') as file:\n    file.write('x')",
        str(target),
    )
    assert "OSError" in done.stderr
    assert target.read_bytes() == b""


def test_a_network_of_its_own_has_nothing_to_reach() -> None:
    done = inside(
        "left = leave_network()\nimport socket\ntry:\n    socket.create_connection(('192.0.2.1', 9), timeout=2)\n"
        "except OSError as closed:\n    print(left, closed.errno)"
    )
    left, _, errno = done.stdout.strip().partition(" ")
    assert left in ("True", "False")
    assert left == "False" or errno == "101"
