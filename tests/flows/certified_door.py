"""A certified OpenID provider in a process of its own: the npm package of the folder LOTRINH_TEST_OIDC, run by Node.js."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("provider.mjs")
FOLDER = os.environ.get("LOTRINH_TEST_OIDC", "")
"""Where `npm install --prefix` put the package; .ci/run says which version."""
CLIENT, SECRET = "lotrinh", "bi-mat-cua-cong-dai-hon-ba-muoi-hai-ky-tu"


def what_is_missing() -> str:
    """In words, "" where the provider can be run."""
    if not shutil.which("node"):
        return "không có Node.js"
    if not FOLDER:
        return "LOTRINH_TEST_OIDC chưa chỉ thư mục cài oidc-provider (.ci/run cài)"
    return "" if (Path(FOLDER) / "node_modules" / "oidc-provider").is_dir() else f"{FOLDER} không có gói"


def version() -> str:
    told = (Path(FOLDER) / "node_modules" / "oidc-provider" / "package.json").read_text("utf-8")
    return str(json.loads(told)["version"])


@dataclass(frozen=True, slots=True)
class CertifiedDoor:
    """The running provider: its address, and who people are there."""

    issuer: str
    people: Path

    def knows(self, **people: dict[str, Any]) -> None:
        """Name at the provider -> claims about the person."""
        self.people.write_text(json.dumps(people), "utf-8")


@contextmanager
def certified_door(site: str, folder: Path) -> Iterator[CertifiedDoor]:
    """`site` is the address people come back to."""
    people, log = folder / "people.json", folder / "provider.log"
    people.write_text("{}", "utf-8")
    modules = str(Path(FOLDER) / "node_modules")
    command = ["node", str(SCRIPT), modules, site, CLIENT, SECRET, str(people)]
    with log.open("wb") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert process.stdout is not None
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http://127.0.0.1:"), log.read_text("utf-8")
        yield CertifiedDoor(issuer, people)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
