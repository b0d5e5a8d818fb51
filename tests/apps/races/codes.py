"""Case 56: codes given out to many at once are all different, and none is left out."""

from __future__ import annotations

import sys
from typing import Any

from lotrinh.apps.organisations.actions import next_code
from tests.apps.races.ground import at_once, open_ground, tell


def main() -> None:
    threads, each = int(sys.argv[1]), int(sys.argv[2])
    ground = open_ground()

    def take() -> Any:
        return [next_code(ground.plan.province_id, "TH") for _ in range(each)]

    answers = at_once([take] * threads)
    codes = [code for answer in answers if isinstance(answer, list) for code in answer]
    numbers = sorted(int(code.removeprefix("TH-")) for code in codes)
    tell(given=len(codes), distinct=len(set(codes)), whole=numbers == list(range(1, len(numbers) + 1)))
