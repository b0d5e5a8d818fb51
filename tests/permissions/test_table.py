"""The declared table of permissions is what happens: every address as every role about papers of every owner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from lotrinh.apps.accounts.addresses import Address, every_address
from lotrinh.apps.accounts.permissions import RELATIONS, ROLES, rules
from tests.factories.following import MIDYEAR
from tests.permissions.asking import (
    METHODS,
    ask,
    is_owned,
    missing_path,
    outcome,
    path_of,
    relations_of,
    sign_in,
)
from tests.permissions.cast import RELATIONS as OWNERS
from tests.permissions.cast import ROLES as CAST
from tests.permissions.cast import make_cast

STRIDE = 37
"""In the small run every thirty-seventh cell is asked. Prime to the numbers of roles and owners, so that all of them come."""
REFUSED = frozenset({"in", "401", "403", "404", "405"})
SAID_ON_EVERY_ANSWER = {
    "Content-Security-Policy": re.compile("default-src|sandbox"),
    "X-Content-Type-Options": re.compile("nosniff"),
    "Referrer-Policy": re.compile("same-origin"),
    "Cross-Origin-Opener-Policy": re.compile("same-origin"),
    "X-Frame-Options": re.compile("DENY"),
}


@dataclass(frozen=True, slots=True)
class Question:
    address: Address
    method: str
    role: str
    relation: str

    @property
    def declared(self) -> str:
        """The word of the table; nothing where the method is not taken there."""
        rule = rules().get((self.address.name, self.method))
        return rule.cells[self.role].said(self.relation) if rule else ""

    def is_answered_by(self, word: str) -> bool:
        return word == self.declared if self.declared else word in REFUSED


def questions(stride: int) -> list[Question]:
    return list(_every())[::stride]


def _every() -> Iterator[Question]:
    for address in every_address():
        for method in METHODS:
            for role in CAST:
                for relation in relations_of(address):
                    yield Question(address, method, role, relation)


def test_cast_and_table_speak_of_the_same() -> None:
    assert (tuple(ROLES), tuple(RELATIONS)) == (CAST, OWNERS)


@pytest.mark.parametrize(
    "stride", [pytest.param(STRIDE, id="small"), pytest.param(1, id="whole", marks=pytest.mark.prove)]
)
@time_machine.travel(MIDYEAR, tick=False)
def test_every_cell_is_as_declared(db: None, stride: int, record_property: Any) -> None:
    cast = make_cast()
    browsers = {role: sign_in(cast, role) for role in CAST}
    missing: dict[tuple[str, str], str] = {}
    wrong: list[str] = []
    asked = questions(stride)
    for question in asked:
        path = path_of(question.address, cast.seen_by(question.role, question.relation or "own"))
        answer = ask(browsers[question.role], question.method, path)
        word = outcome(answer)
        if not question.is_answered_by(word):
            wrong.append(f"{question.method} {path} {question.role} {question.relation}: {word}")
        wrong += [f"{path} {question.role}: {fault}" for fault in faults_of(answer)]
        if word == "404" and question.method == "GET" and is_owned(question.address):
            key, nothing = (question.role, question.address.name), missing_path(question.address)
            if key not in missing:
                missing[key] = plain(ask(browsers[question.role], "GET", nothing), nothing)
            if plain(answer, path) != missing[key]:
                wrong.append(f"{path} {question.role}: khác giấy tờ không có thật")
    record_property("ô quyền đúng như bảng", f"{len(asked) - len(wrong)} trên {len(asked)}")
    assert wrong == []


def faults_of(answer: Any) -> Iterator[str]:
    """What an answer lacks of the headers that belong on every one."""
    for name, expected in SAID_ON_EVERY_ANSWER.items():
        if not expected.search(answer.headers.get(name, "")):
            yield f"thiếu {name}"
    policy = answer.headers.get("Content-Security-Policy", "")
    if "unsafe" in re.sub(r"style-src[^;]*", "", policy):
        yield "script-src không được có unsafe"


def plain(answer: Any, path: str) -> str:
    """A page without what differs from request to request: its address, tokens and nonces."""
    text = answer.content.decode().replace(path, "")
    return re.sub(r'(value|nonce|name="[^"]*" value)="[\w-]{16,}"', "", text)
