"""`lotrinh demo [--remove]`: loads the example province once, or takes it away again."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from lotrinh.cli.site import bring_up_to_date, open_site


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "demo",
        help="nạp hoặc gỡ tỉnh ví dụ",
        description="Nạp tỉnh ví dụ (tỉnh Mẫu) qua đúng bộ đọc và các hành động của hệ thống, hoặc gỡ đi.",
        epilog="Ví dụ: lotrinh demo --remove",
    )
    parser.add_argument("--remove", action="store_true", help="gỡ tỉnh ví dụ cùng mọi dữ liệu của tỉnh đó")
    parser.add_argument("--data", help="thư mục dữ liệu")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from lotrinh.cli.example.story import NoExamples

    open_site(data=args.data, example=True)
    bring_up_to_date()
    try:
        if args.remove:
            from lotrinh.cli.example.removal import remove_example

            removed = remove_example()
            print(f"Đã gỡ tỉnh ví dụ: {removed} dòng." if removed else "Không có tỉnh ví dụ nào để gỡ.")
            return 0
        load_once(lambda text: print(text, file=sys.stderr, flush=True))
    except NoExamples as error:
        print(error, file=sys.stderr)
        return 3
    return 0


def load_once(say: Callable[[str], None]) -> bool:
    """Plays the story where the example province is not there yet; returns whether it did."""
    from lotrinh.apps.organisations.models import Province
    from lotrinh.cli.example.player import Player
    from lotrinh.cli.example.story import Story

    story = Story.load()
    codes = [facts["code"] for facts in story.told["province"]]
    if Province.objects.filter(code__in=codes).exists():
        say("      Tỉnh ví dụ đã có sẵn")
        return False
    begun = time.monotonic()
    Player(story, say).play()
    say(f"      Đã nạp tỉnh ví dụ trong {time.monotonic() - begun:.0f} giây")
    return True
