"""How long a fresh process takes: importing, and reading its first document."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

from tests.bench.measuring import Line, median
from tests.bench.reading import EXAMPLES

PLAN = EXAMPLES / "ke-hoach-7-kh-ubnd-2024.docx"
_WAYS = {
    "python, không làm gì": ["-c", "pass"],
    "import lotrinh.reading.pipeline": ["-c", "import lotrinh.reading.pipeline"],
    "lotrinh --help": ["-m", "lotrinh", "--help"],
    "lotrinh read kế hoạch ví dụ": ["-m", "lotrinh", "read", "--json", str(PLAN)],
    "lotrinh check kế hoạch ví dụ": ["-m", "lotrinh", "check", str(PLAN)],
}


def measure() -> list[Line]:
    lines = [Line(name, median(partial(_run, arguments), times=5)) for name, arguments in _WAYS.items()]
    nothing = lines[0].seconds
    return [Line(line.name, line.seconds, f"{line.seconds / nothing:5.1f} lần nền") for line in lines]


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False)
