"""A mail server on this machine that takes letters, or fails in the ways real ones do."""

from __future__ import annotations

import base64
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(slots=True)
class Post:
    """A running server: where it listens, what came in, how it behaves."""

    port: int
    refuses: str = ""
    """"" takes everything; "password", "recipient", "sender" refuse that; "silence" never answers; "hangs up"."""
    letters: list[str] = field(default_factory=list)
    signed_in: list[str] = field(default_factory=list)
    has_password: bool = False


class _Talk(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        post = self.server.post
        if post.refuses == "silence":
            self.server.over.wait(60)
            return
        if post.refuses == "hangs up":
            return
        self._say("220 thu")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "QUIT":
                self._say("221 chao")
                return
            self._answer(verb, line)

    def _answer(self, verb: str, line: str) -> None:
        post = self.server.post
        if verb == "EHLO":
            self._say("250-thu\r\n250 AUTH PLAIN" if post.has_password else "250 thu")
        elif verb == "AUTH":
            told = base64.b64decode(line.split()[2]).decode().split("\0")
            post.signed_in.append(f"{told[1]}:{told[2]}")
            self._say("535 5.7.8 Bad credentials" if post.refuses == "password" else "235 ok")
        elif verb == "MAIL":
            self._say("553 5.7.1 Not yours" if post.refuses == "sender" else "250 ok")
        elif verb == "RCPT":
            self._say("550 5.1.1 No such user" if post.refuses == "recipient" else "250 ok")
        elif verb == "DATA":
            self._say("354 go on")
            lines = []
            while (text := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                lines.append(text)
            post.letters.append("\n".join(lines))
            self._say("250 ok")
        else:
            self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    post: Post
    over: threading.Event
    context: ssl.SSLContext | None = None

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        if self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True)
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that does not trust the certificate goes away; that is what is tried."""


@contextmanager
def post_office(refuses: str = "", *, password: bool = False, tls: Path | None = None) -> Iterator[Post]:
    """Serves until the block is left; `tls` is a folder for a certificate nobody trusts."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.post = Post(server.server_address[1], refuses, has_password=password)
        server.over = threading.Event()
        if tls is not None:
            server.context = _untrusted(tls)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.post
        finally:
            server.over.set()
            server.shutdown()


def _untrusted(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "thu.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = folder / "thu.pem"
    path.write_bytes(key.private_bytes(pem, plain, none) + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def closed_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
