"""Asking every address as every role about a paper of every owner, and saying what came of it in one word."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from lotrinh.apps.accounts.addresses import Address
from lotrinh.apps.accounts.models import Office
from lotrinh.apps.journal.models import SignedHead
from tests.permissions.cast import RELATIONS, Cast, Papers

LINK = {"uidb64": "x", "token": "x-y"}
# Arguments that name no paper of anybody.
FIXED: dict[str, dict[str, Any]] = {
    "reporting:period": {"period": "q1-2020"},
    "reporting:ask-unlock": {"period": "q1-2020"},
    "accounts:choose-password": LINK,
    "accounts:accept-invitation": LINK,
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "co-quan"},
    "openid_connect_callback": {"provider_id": "co-quan"},
    "accounts:list-check": {"which": "nguoi-dung"},
    "accounts:list-template": {"which": "nguoi-dung"},
    "accounts:list-export": {"which": "nguoi-dung"},
    "accounts:list-apply": {"which": "nguoi-dung"},
}
METHODS = ("GET", "POST")


def is_owned(address: Address) -> bool:
    """Whether its arguments name somebody's paper."""
    return bool(address.arguments) and address.name not in FIXED


def relations_of(address: Address) -> tuple[str, ...]:
    return RELATIONS if is_owned(address) else ("",)


def path_of(address: Address, papers: Papers) -> str:
    """Where this paper is under that address; a new kind of argument needs its line here."""
    if not address.arguments:
        return reverse(address.name)
    return reverse(address.name, kwargs=FIXED.get(address.name) or _arguments(address, papers))


def missing_path(address: Address) -> str:
    """The same address for a paper there is none of."""
    nothing = {"code": "khong-co", "username": "khong.co", "sha256": "0" * 64, "verb": "nhan", "kind": "svg"}
    number = 999_999 if address.name.startswith(("intake:", "accounts:")) else "999999"
    told = {**nothing, "number": number}
    if address.name.startswith("journal:"):
        told["kind"] = "day"
    return reverse(address.name, kwargs={name: told[name] for name in address.arguments})


def _arguments(address: Address, papers: Papers) -> dict[str, Any]:
    app = address.name.partition(":")[0]
    known = {
        "tasks": {"code": papers.task.code, "number": "1", "sha256": papers.evidence.sha256},
        "indicators": {"code": papers.target.code, "kind": "svg"},
        "reporting": {"code": papers.report.code, "kind": "docx"},
        "directives": {"code": papers.directive.code},
        "intake": {"code": papers.draft.code, "number": 1, "verb": "nhan"},
        "accounts": {"username": papers.office.user.username, "number": 1, "verb": "mo-lai"},
        "journal": _head(papers.office),
        "organisations": {"number": papers.office.organisation.number},
    }
    if address.name == "reporting:unlocking":
        return {"code": papers.unlocking}
    if address.name == "intake:job":
        return {"code": papers.job.code}
    if address.name in ("tasks:merger", "tasks:take-back"):
        return {"number": papers.merger}
    if address.name == "tasks:of-organisation":
        app = "organisations"
    return {name: value for name, value in known[app].items() if name in address.arguments}


def _head(office: Office) -> dict[str, Any]:
    head = SignedHead.objects.filter(province=office.province_id).order_by("-number").first()
    assert head is not None
    return {"kind": head.kind, "number": head.number}


def sign_in(cast: Cast, role: str) -> Client:
    """A browser of that role; who was deactivated signed in before that."""
    client = Client(raise_request_exception=False)
    if role == "anonymous":
        return client
    office = cast.offices[role]
    client.force_login(office.user)
    if role == "deactivated":
        office.user.is_active = False
        office.user.save(update_fields=["is_active"])
    return client


def body_of(answer: Any) -> bytes:
    """What was sent, streamed or not."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def ask(client: Client, method: str, path: str) -> Any:
    """What it changes is taken back, the cookies too."""
    cookies = client.cookies.output(header="")
    with transaction.atomic():
        answer = client.generic(method, path)
        if hasattr(answer, "streaming_content"):
            # Read to its end it is closed by itself, and the connection is not.
            answer.kept = list(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return answer


def outcome(answer: Any) -> str:
    """One word: in (sent to sign in), ok, or the number of what it was refused with."""
    status = int(answer.status_code)
    if status == 302 and "next=" in answer["Location"] and answer["Location"].startswith("/dang-nhap/"):
        return "in"
    return "ok" if status in OK else str(status)


OK = frozenset({200, 302, 400, 409, 413, 422})
"""What was not refused for want of a right: done, led on, or sent back because nothing was filled in."""
