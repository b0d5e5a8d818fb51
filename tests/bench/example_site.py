"""The example province opened in this process, in a folder that goes away at the end."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lotrinh.cli.site import bring_up_to_date, open_site, publish_static
from tests.factories.example import load_example
from tests.factories.serving import UNLIMITED


@contextmanager
def example_site() -> Iterator[None]:
    """Loads the example as `lotrinh demo` does and starts Django over it."""
    with tempfile.TemporaryDirectory(prefix="lotrinh-bench-") as folder:
        site = load_example(Path(folder) / "site")
        os.environ["LOTRINH_DATABASE"] = site.database
        os.environ.update(UNLIMITED)
        open_here(site.folder)
        yield


def open_here(folder: Path) -> None:
    """Django over an installation that is there already."""
    open_site(data=str(folder), example=True)
    bring_up_to_date()
    publish_static()
