"""The page administrators read to know who may do what, and the same as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lotrinh.apps.accounts.addresses import every_address
from lotrinh.apps.accounts.gates import administering
from lotrinh.apps.accounts.permissions import METHODS, RELATIONS, ROLES, WORDS, Cell, Rule, in_words, rules
from lotrinh.apps.ui.downloads import LIST_KINDS, paper_language, table_download
from lotrinh.writing.report import Column


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: what holds for most owners, and for whom it is something else."""

    most: str
    css: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    path: str
    method: str
    cells: tuple[Shown, ...]


_CSS = {"ok": "done", "in": "none", "403": "late", "404": "none"}


def _shown(cell: Cell) -> Shown:
    others = tuple(f"{RELATIONS[relation]}: {WORDS[word]}" for relation, word in cell.others.items())
    return Shown(str(WORDS[cell.most]), _CSS.get(cell.most, "none"), others)


def _in_order() -> list[tuple[str, str, Rule]]:
    """Path, method and rule by path, so that what belongs together stands together."""
    paths = {address.name: address.shown for address in every_address()}
    found = [(paths[rule.address], str(METHODS[rule.method]), rule) for rule in rules().values()]
    return sorted(found, key=lambda row: row[:2])


def _lines() -> list[Line]:
    return [
        Line(path, method, tuple(_shown(rule.cells[role]) for role in ROLES))
        for path, method, rule in _in_order()
    ]


@require_safe
@administering
def permissions(request: Any) -> HttpResponse:
    if (kind := request.GET.get("dang", "")) in LIST_KINDS:
        with paper_language():
            columns = [Column(str(title), 16) for title in (_("Trang"), _("Việc"), *ROLES.values())]
            return table_download(
                kind,
                "bang-quyen",
                _("Bảng quyền").upper(),
                _("Mọi trang, mọi vai trò; quyền theo chủ của giấy tờ ghi sau dấu chấm phẩy"),
                columns,
                _cells(),
                timezone.localdate(),
            )
    context = {"lines": _lines(), "roles": ROLES.values(), "relations": RELATIONS.values()}
    return render(request, "accounts/permissions.html", context)


def _cells() -> list[tuple[str, ...]]:
    return [
        (path, method, *(in_words(rule.cells[role]) for role in ROLES)) for path, method, rule in _in_order()
    ]
