"""`python -m tests.bench [đọc|kho|mở|trang|giấy ...]`: prints medians and ratios of one run; asserts nothing.

`kho 50` reads a text of 50 MB too; `lệnh` counts processor instructions, and only where it is asked for.
"""

from __future__ import annotations

import os
import platform
import sys
from importlib import import_module

from tests.bench import instructions, reading, starting, volume
from tests.bench.example_site import example_site
from tests.bench.measuring import say, show

_BARE = {
    "đọc": ("Đọc văn bản bằng thư viện (giữa của 7 lần, đã nóng)", reading.measure),
    "kho": ("Kho văn bản và văn bản dài (thời gian xử lý của một nhân)", volume.measure),
    "mở": ("Một tiến trình mới (giữa của 5 lần)", starting.measure),
}
_OVER_THE_EXAMPLE = {
    "trang": ("Trang trên tỉnh ví dụ (giữa của 10 lần)", "tests.bench.pages"),
    "giấy": ("Báo cáo và biểu đồ (giữa của 5 đến 10 lần)", "tests.bench.papers"),
}


def main(wanted: list[str]) -> None:
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    say(f"Python {platform.python_version()}, {os.cpu_count()} nhân, tải máy {load}")
    sizes = [int(word) for word in wanted if word.isdecimal()]
    for name, (title, measure) in _BARE.items():
        if not wanted or name in wanted:
            show(title, volume.measure(sizes) if name == "kho" else measure())
    if "lệnh" in wanted:
        show("Số lệnh của một lần đọc đã nóng", instructions.measure())
    rest = [block for name, block in _OVER_THE_EXAMPLE.items() if not wanted or name in wanted]
    if rest:
        with example_site():
            for title, module in rest:
                show(title, import_module(module).measure())


if __name__ == "__main__":
    main(sys.argv[1:])
