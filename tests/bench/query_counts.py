"""`python -m tests.bench.query_counts FOLDER`: the queries of each main page of that site, as JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from tests.bench.example_site import open_here
from tests.bench.measuring import say

if __name__ == "__main__":
    open_here(Path(sys.argv[1]))
    say(json.dumps(import_module("tests.bench.pages").query_counts(), ensure_ascii=False, indent=1))
