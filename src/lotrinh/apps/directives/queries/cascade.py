"""A directive's place in the cascade: a graph without cycles, told as a tree from the document one stands on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lotrinh.apps.directives.models import Directive, DirectiveLink

_R = DirectiveLink.Relation
# What puts a document below another. Replacing does not: the new one stands where the old one stood.
_BELOW = (_R.IMPLEMENTS, _R.BASED_ON, _R.AMENDS, _R.REPORTS_ON)
_WORDS = {
    _R.IMPLEMENTS: _("thực hiện văn bản trên"),
    _R.BASED_ON: _("căn cứ văn bản trên"),
    _R.AMENDS: _("sửa đổi văn bản trên"),
    _R.REPORTS_ON: _("báo cáo về văn bản trên"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A document at one place of the tree. `also_under` are its other parents that the tree shows.

    A document met again is `repeated`: what hangs below it stands at its first place only.
    """

    directive: Directive
    relation: str
    here: bool
    repeated: bool
    also_under: tuple[Directive, ...]
    replaces: tuple[Directive, ...]
    replaced_by: tuple[Directive, ...]
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Cascade:
    """`roots` are the outermost documents above the one stood on; `above` its nearest parents."""

    roots: tuple[Node, ...]
    above: tuple[Directive, ...]
    below: int

    @property
    def alone(self) -> bool:
        return len(self.roots) == 1 and not self.roots[0].children


class _Graph:
    """All links of a province that an office sees, loaded once."""

    def __init__(self, by: Any) -> None:
        links = DirectiveLink.objects.for_user(by).select_related("child", "parent")
        rows = links.defer("child__text", "child__reading", "parent__text", "parent__reading")
        self.parents: dict[UUID, list[DirectiveLink]] = defaultdict(list)
        self.children: dict[UUID, list[DirectiveLink]] = defaultdict(list)
        self.replaces: dict[UUID, list[Directive]] = defaultdict(list)
        self.replaced_by: dict[UUID, list[Directive]] = defaultdict(list)
        for link in rows.order_by("child__issued_on", "child_id", "parent__issued_on", "parent_id"):
            if link.relation in _BELOW:
                self.parents[link.child_id].append(link)
                self.children[link.parent_id].append(link)
            elif link.relation == _R.REPLACES:
                self.replaces[link.child_id].append(link.parent)
                self.replaced_by[link.parent_id].append(link.child)

    def reach(self, start: UUID, links: dict[UUID, list[DirectiveLink]], end: str) -> set[UUID]:
        """Everything above (links by child, `end` parent) or below (links by parent, `end` child) a document."""
        waiting, seen = [start], set()
        while waiting:
            for link in links.get(waiting.pop(), ()):
                key = getattr(link, f"{end}_id")
                if key not in seen:
                    seen.add(key)
                    waiting.append(key)
        return seen


def cascade_of(by: Any, directive: Directive) -> Cascade:
    """Ancestors above, descendants below, as far as `by` may see them. One query whatever the size of the tree."""
    graph = _Graph(by)
    above = graph.reach(directive.pk, graph.parents, "parent")
    below = graph.reach(directive.pk, graph.children, "child")
    tree = _Tree(graph, directive, above | below | {directive.pk})
    nearest = {link.parent_id: link.parent for link in graph.parents.get(directive.pk, ())}
    return Cascade(tree.roots(above), tuple(nearest.values()), len(below))


class _Tree:
    def __init__(self, graph: _Graph, here: Directive, shown: set[UUID]) -> None:
        self.graph, self.here, self.shown = graph, here, shown
        self.met: set[UUID] = set()

    def roots(self, above: set[UUID]) -> tuple[Node, ...]:
        tops = {key: row for key, row in self._rows(above).items() if not self.graph.parents.get(key)}
        found = list(tops.values()) or [self.here]
        return tuple(self._node(row, "", None) for row in found)

    def _rows(self, keys: set[UUID]) -> dict[UUID, Directive]:
        links = (link for group in self.graph.children.values() for link in group)
        return {link.parent_id: link.parent for link in links if link.parent_id in keys}

    def _node(self, directive: Directive, relation: str, under: UUID | None) -> Node:
        key, graph = directive.pk, self.graph
        repeated = key in self.met
        self.met.add(key)
        links = [] if repeated else [x for x in graph.children.get(key, ()) if x.child_id in self.shown]
        others = {
            x.parent_id: x.parent
            for x in graph.parents.get(key, ())
            if x.parent_id != under and x.parent_id in self.shown
        }
        return Node(
            directive=directive,
            relation=relation,
            here=key == self.here.pk,
            repeated=repeated and bool(graph.children.get(key)),
            also_under=tuple(others.values()),
            replaces=tuple(graph.replaces.get(key, ())),
            replaced_by=tuple(graph.replaced_by.get(key, ())),
            children=tuple(self._node(row, words, key) for row, words in _children_in_words(links)),
        )


def _children_in_words(links: list[DirectiveLink]) -> list[tuple[Directive, str]]:
    """A child that hangs by two relations stands once, with both in words."""
    rows: dict[UUID, Directive] = {}
    words: dict[UUID, list[str]] = defaultdict(list)
    for link in links:
        rows[link.child_id] = link.child
        words[link.child_id].append(str(_WORDS[_R(link.relation)]))
    return [(row, "; ".join(words[key])) for key, row in rows.items()]
