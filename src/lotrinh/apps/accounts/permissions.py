"""The declared table of who may do what: every address, method, role and owner (permissions.tsv).

The program does not ask it; policy and queries decide. A generated test asks every address as every role about papers
of every owner and holds what comes against this table, so that the page administrators read is the truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Promise] = {
    "anonymous": _("chưa đăng nhập"),
    "citizen": _("người dân"),
    "enterprise": _("doanh nghiệp"),
    "officer": _("chuyên viên"),
    "head": _("lãnh đạo đơn vị"),
    "focal": _("lãnh đạo cơ quan đầu mối"),
    "leader": _("lãnh đạo tỉnh"),
    "reviewer": _("đoàn công tác"),
    "supervisor": _("giám sát"),
    "admin": _("quản trị"),
    "deactivated": _("tài khoản đã đóng"),
}
RELATIONS: dict[str, Promise] = {
    "own": _("của đơn vị"),
    "coordinating": _("đơn vị phối hợp"),
    "sibling": _("của đơn vị ngang cấp"),
    "parent": _("của cấp trên"),
    "child": _("của đơn vị cấp dưới"),
    "other": _("của tỉnh khác"),
    "public": _("công khai"),
    "limited": _("hạn chế, không nêu đơn vị"),
}
WORDS: dict[str, Promise] = {
    "ok": _("được"),
    "in": _("phải đăng nhập"),
    "403": _("không được"),
    "404": _("không thấy"),
    "401": _("không được"),
}
METHODS: dict[str, Promise] = {"GET": _("Xem"), "POST": _("Gửi")}
_FILE = Path(__file__).with_name("permissions.tsv")
_CELL = re.compile(r"(?P<most>[a-z0-9]+)(?P<others>(?: [a-z]+:[a-z0-9]+)*)")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role meets: `most` for whichever owner, and the owners for whom it is something else."""

    most: str
    others: Mapping[str, str]

    @classmethod
    def of(cls, text: str) -> Cell:
        """
        >>> Cell.of("403 own:ok other:404").said("own"), Cell.of("ok").said("other")
        ('ok', 'ok')
        """
        found = _CELL.fullmatch(text)
        if not found:
            raise ValueError(text)
        pairs = (pair.partition(":") for pair in found["others"].split())
        return cls(found["most"], {relation: word for relation, _colon, word in pairs})

    def said(self, relation: str) -> str:
        return self.others.get(relation, self.most)


@dataclass(frozen=True, slots=True)
class Rule:
    """One address and method; a method that has no rule is not taken there."""

    address: str
    method: str
    cells: Mapping[str, Cell]


@cache
def rules() -> Mapping[tuple[str, str], Rule]:
    """By address and method, in the order of the file."""
    lines = _FILE.read_text("utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    found = {}
    for name, method, *cells in rows:
        told = {role: Cell.of(text) for role, text in zip(head[2:], cells, strict=True)}
        found[name, method] = Rule(name, method, told)
    return found


def in_words(cell: Cell) -> str:
    """ "không được; của đơn vị: được"."""
    told = [f"{RELATIONS[relation]}: {WORDS[word]}" for relation, word in cell.others.items()]
    return "; ".join([str(WORDS[cell.most]), *told])


def counted(owned: Iterable[str]) -> int:
    """How many cells the table has, where `owned` are the addresses that name somebody's paper."""
    papers = set(owned)
    return sum(
        len(rule.cells) * (len(RELATIONS) if rule.address in papers else 1) for rule in rules().values()
    )
