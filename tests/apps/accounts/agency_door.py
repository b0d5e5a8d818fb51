"""An OpenID provider in a thread of the test: discovery, authorisation, token with PKCE, user information."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "lotrinh", "bi-mat-cua-cong"


class Door(ThreadingHTTPServer):
    """Who is signed in there (`person`), and what it was asked."""

    person: dict[str, Any]
    codes: dict[str, dict[str, list[str]]]
    tokens: dict[str, dict[str, Any]]
    signed: dict[str, Any]

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def redirect_for(self, address: str) -> str:
        """What the provider answers to a person who agrees: where to go back to."""
        asked = parse_qs(urlsplit(address).query)
        assert asked["client_id"] == [CLIENT] and asked["code_challenge_method"] == ["S256"]
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}"


class _Answers(BaseHTTPRequestHandler):
    server: Door

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def _say(self, told: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        issuer = self.server.issuer
        if self.path.endswith("/.well-known/openid-configuration"):
            ends = {f"{name}_endpoint": f"{issuer}/{name}" for name in ("authorization", "token", "userinfo")}
            self._say({"issuer": issuer, "jwks_uri": f"{issuer}/jwks", **ends})
        elif self.path == "/userinfo":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            known = self.server.tokens.get(token)
            self._say(known or {"error": "invalid_token"}, 200 if known else 401)
        else:
            self._say({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        asked = self.server.codes.pop(sent.get("code", [""])[0], None)
        verifier = sent.get("code_verifier", [""])[0].encode()
        proof = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
        fits = asked and asked["code_challenge"] == [proof] and sent.get("client_secret") == [SECRET]
        if not fits:
            self._say({"error": "invalid_grant"}, 400)
            return
        token = f"token-{len(self.server.tokens)}"
        self.server.tokens[token] = dict(self.server.person)
        self._say(
            {"access_token": token, "token_type": "Bearer", "expires_in": 60, "id_token": self._signed(asked)}
        )

    def _signed(self, asked: dict[str, list[str]]) -> str:
        """Who came in, for whom, and the number that was sent along; `signed` of the door changes what is said."""
        now = int(time.time())
        said = {
            "iss": self.server.issuer,
            "aud": CLIENT,
            "sub": self.server.person.get("sub"),
            "nonce": asked["nonce"][0],
            "iat": now,
            "exp": now + 60,
        }
        return jwt.encode({**said, **self.server.signed}, SECRET * 3, algorithm="HS256")


@contextmanager
def agency_door() -> Iterator[Door]:
    door = Door(("127.0.0.1", 0), _Answers)
    door.person, door.codes, door.tokens, door.signed = {}, {}, {}, {}
    thread = threading.Thread(target=door.serve_forever, daemon=True)
    thread.start()
    try:
        yield door
    finally:
        door.shutdown()
        door.server_close()
