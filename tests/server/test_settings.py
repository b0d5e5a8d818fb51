"""Settings as an operator would make them, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOLD = """
import json
from lotrinh.server import settings as s
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY",
         "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_AGE", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN",
         "PASSWORD_RESET_TIMEOUT", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_HOST_PASSWORD")
told = {name: getattr(s, name) for name in names}
told["form-action"] = s.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
print(json.dumps(told))
"""


def run(folder: Path, *command: str, **made: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOTRINH_")}
    environment = {**kept, "LOTRINH_DATA": str(folder), **made}
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_without_https_names_are_plain(tmp_path: Path) -> None:
    told = json.loads(run(tmp_path, "-c", TOLD).stdout)
    assert (told["SESSION_COOKIE_NAME"], told["CSRF_COOKIE_NAME"]) == ("lotrinh", "lotrinh-csrf")
    assert not told["SESSION_COOKIE_SECURE"] and told["SESSION_COOKIE_HTTPONLY"]
    assert told["SESSION_COOKIE_SAMESITE"] == "Lax" and told["form-action"] == ["'self'"]
    assert (told["SESSION_COOKIE_AGE"], told["PASSWORD_RESET_TIMEOUT"]) == (12 * 3600, 1800)


def test_with_https_names_are_bound_to_the_host(tmp_path: Path) -> None:
    made = {
        "LOTRINH_HTTPS": "true",
        "LOTRINH_HOSTS": "lotrinh.tinhmau.example",
        "LOTRINH_OIDC_ISSUER": "https://cua.tinhmau.example/realms/a",
        "LOTRINH_MAIL": "smtp+tls://ten:mat%40khau@thu.tinhmau.example:587",
    }
    told = json.loads(run(tmp_path, "-c", TOLD, **made).stdout)
    assert (told["SESSION_COOKIE_NAME"], told["CSRF_COOKIE_NAME"]) == (
        "__Host-lotrinh",
        "__Host-lotrinh-csrf",
    )
    assert told["SESSION_COOKIE_SECURE"] and told["CSRF_COOKIE_SECURE"]
    assert not told["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
    assert told["form-action"] == ["'self'", "https://cua.tinhmau.example"]
    assert (told["EMAIL_HOST"], told["EMAIL_PORT"]) == ("thu.tinhmau.example", 587)
    assert told["EMAIL_USE_TLS"] and told["EMAIL_HOST_PASSWORD"] == "mat@khau"


@pytest.mark.parametrize("host", ["0.0.0.0", "lotrinh.tinhmau.example", "*"])  # noqa: S104
def test_a_site_for_others_does_not_start_without_https(tmp_path: Path, host: str) -> None:
    done = run(tmp_path, "-c", TOLD, LOTRINH_HOSTS=f"127.0.0.1,{host}")
    assert done.returncode != 0 and "chưa có HTTPS" in done.stderr


def test_django_finds_nothing_to_warn_of(tmp_path: Path) -> None:
    command = ("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    done = run(tmp_path, *command, "--settings", "lotrinh.server.settings", LOTRINH_HTTPS="true")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr
