"""What the operator may set, from the environment (LOTRINH_*), with defaults for one machine."""

from __future__ import annotations

import os
import secrets
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """`data` holds database, files and keys; `database` empty is SQLite in it; `example` shows the example province."""

    model_config = SettingsConfigDict(env_prefix="LOTRINH_")

    data: Path = Path("var")
    database: str = ""
    example: bool = False
    hosts: str = "127.0.0.1,localhost,[::1]"
    https: bool = False
    trusted_origins: str = ""
    max_upload: int = 50 * 1024 * 1024
    reading_children: int = 2
    trusted_proxies: int = 0
    # Defaults are what a system of level 3 owes the law (docs/decisions/0008-sign-in.md).
    lock_failures: int = 5
    lock_minutes: int = 15
    lock_hourly: int = 10
    idle_minutes: int = 15
    admin_idle_minutes: int = 5
    end_minutes: int = 60
    admin_end_minutes: int = 15
    session_hours: int = 12
    unused_days: int = 45
    review_months: int = 6
    admin_password_days: int = 60
    former_passwords: int = 10
    link_minutes: int = 30
    invitation_days: int = 3
    # How often one person may: files in ten minutes, the others in one (reliability 50).
    limit_uploads: int = 20
    limit_exports: int = 10
    limit_compiles: int = 5
    limit_searches: int = 60
    mail: str = ""
    mail_from: str = "lotrinh@localhost"
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_name: str = ""

    @property
    def secret_key(self) -> str:
        """Generated once into `data`/keys/secret with mode 0600 (reliability: no default key exists)."""
        return key_file(self.data / "keys" / "secret")


def key_file(path: Path) -> str:
    """The key in the file, made on first use; two processes that start at once read the same one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return path.read_text("ascii").strip()


def is_this_machine(host: str) -> bool:
    """Whether a name or address can be reached from this machine only.

    >>> [is_this_machine(host) for host in ("127.0.0.1", "[::1]", "localhost", "0.0.0.0", "lotrinh.tinh.gov.vn")]
    [True, True, True, False, False]
    """
    bare = host.strip().strip("[]")
    if bare == "localhost":
        return True
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return False


@cache
def environment() -> Environment:
    """Read once per process."""
    return Environment()
