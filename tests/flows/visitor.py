"""A visitor with no browser and no scripts: follows links by their words, fills forms by their labels, sends them by button."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.test.client import MULTIPART_CONTENT, encode_multipart
from lxml import html

_BOUNDARY = "BoUnDaRyStRiNg"
_MOVED = {301, 302, 303}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file chosen in a form."""

    name: str
    content: bytes

    def read(self) -> bytes:
        return self.content


@dataclass
class Visitor:
    """Where the visitor is: address, status, headers and the page as a tree."""

    server: str
    at: str = ""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> Any:
        return html.fromstring(self.body.decode())

    @property
    def text(self) -> str:
        """What the page says, white space gathered."""
        return " ".join(self.page.text_content().split())

    @property
    def heading(self) -> str:
        return " ".join(self.page.xpath("//h1")[0].text_content().split())

    def go(self, path: str) -> Visitor:
        self._ask("GET", path)
        return self

    def follow(self, words: str) -> Visitor:
        """The first link with these words."""
        return self.go(self.links(words)[0])

    def links(self, words: str = "") -> list[str]:
        return [
            link.get("href")
            for link in self.page.xpath("//a[@href]")
            if words in " ".join(link.text_content().split())
        ]

    def press(self, words: str, **typed: Any) -> Visitor:
        """Sends the form whose button has these words; `typed` are field values by name."""
        button = next(
            one for one in self.page.xpath("//button") if words in " ".join(one.text_content().split())
        )
        form = next(one for one in button.iterancestors("form"))
        data = {**_kept(form), **typed}
        if button.get("name"):
            data[button.get("name")] = button.get("value") or ""
        target = button.get("formaction") or form.get("action") or self.at
        if (form.get("method") or "get").lower() == "get":
            self._ask("GET", f"{target}?{urlencode(data)}")
        else:
            self._ask("POST", target, data)
        return self

    def name_of(self, label: str) -> str:
        """The field a label stands at."""
        found = next(
            one
            for one in self.page.xpath("//label[@for]")
            if " ".join(one.text_content().split()).startswith(label)
        )
        return str(self.page.get_element_by_id(found.get("for")).get("name"))

    def _ask(self, method: str, path: str, data: dict[str, Any] | None = None) -> None:
        target = urlsplit(urljoin(self.server + (self.at or "/"), path))
        asked = target.path + (f"?{target.query}" if target.query else "")
        line = http.client.HTTPConnection(target.netloc, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if data is not None:
            body = encode_multipart(_BOUNDARY, data)
            headers |= {"Content-Type": MULTIPART_CONTENT, "Referer": self.server + self.at}
        line.request(method, asked, body, headers)
        answer = line.getresponse()
        self.at, self.status, self.body = asked, answer.status, answer.read()
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        for value in answer.msg.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(value).items()}
        line.close()
        if answer.status in _MOVED:
            self._ask("GET", self.headers["location"])


def _kept(form: Any) -> dict[str, Any]:
    """What a form holds before anything is typed."""
    kept: dict[str, Any] = {}
    for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = one.get("name"), one.get("type")
        if one.tag == "textarea":
            kept[name] = one.text or ""
        elif one.tag == "select":
            chosen = one.xpath(".//option[@selected]") or one.xpath("(.//option)[1]")
            kept[name] = chosen[0].get("value") if chosen else ""
        elif kind in ("radio", "checkbox"):
            if one.get("checked") is not None:
                kept[name] = one.get("value") or "on"
        elif kind not in ("file", "submit", "button"):
            kept[name] = one.get("value") or ""
    return kept
