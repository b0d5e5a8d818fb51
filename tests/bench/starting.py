"""How long a fresh process takes: importing, and reading its first document."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial

from tests.bench.measuring import Line, median
from tests.bench.reading import EXAMPLES

PLAN = EXAMPLES / "ke-hoach-7-kh-ubnd-2024.docx"
_TEXT = EXAMPLES / "bao-cao-187-bc-bqlkkt-2026.txt"
_FIRST = f"from lotrinh.reading.pipeline import read; read(open({str(_TEXT)!r}, 'rb').read(), 'a.txt')"
_WAYS = {
    "python, không làm gì": ["-c", "pass"],
    "import lotrinh.reading.pipeline": ["-c", "import lotrinh.reading.pipeline"],
    "import và đọc văn bản đầu tiên": ["-c", _FIRST],
    "lotrinh --help": ["-m", "lotrinh", "--help"],
    "lotrinh read kế hoạch ví dụ": ["-m", "lotrinh", "read", "--json", str(PLAN)],
    "lotrinh check kế hoạch ví dụ": ["-m", "lotrinh", "check", str(PLAN)],
}


def measure() -> list[Line]:
    """Modules are compiled beforehand, as `make setup` leaves them, whatever the environment says of bytecode."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        lines = []
        for name, arguments in _WAYS.items():
            run = partial(_run, arguments, environment)
            run()
            lines.append(Line(name, median(run, times=7)))
    nothing = lines[0].seconds
    return [Line(line.name, line.seconds, f"{line.seconds / nothing:5.1f} lần nền") for line in lines]


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, env=environment, check=False)
