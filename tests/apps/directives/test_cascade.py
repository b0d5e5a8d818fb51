"""The cascade as a tree: ancestors above, descendants below, two parents marked, no circles."""

from __future__ import annotations

from typing import Any

import pytest

from lotrinh.apps.accounts.models import Office
from lotrinh.apps.directives.actions import enter_reference, link_directives
from lotrinh.apps.directives.errors import CascadeCycle
from lotrinh.apps.directives.models import Directive
from lotrinh.apps.directives.queries import Node, cascade_of
from tests.factories.story import AT


@pytest.fixture
def family(focal_office: Office) -> dict[str, Directive]:
    """23 is implemented by 124 and 78; the plan implements both and replaces the old plan; a notice implements the plan."""
    by, province = focal_office, focal_office.province
    rows = {
        number: enter_reference(
            by=by, at=AT, province=province, number=number, kind="plan", type="KH", title=number
        )
        for number in ("23", "124", "78", "plan", "old", "notice", "stranger")
    }
    for child, relation, parent in (
        ("124", "implements", "23"),
        ("78", "implements", "23"),
        ("plan", "implements", "124"),
        ("plan", "based_on", "78"),
        ("plan", "replaces", "old"),
        ("notice", "implements", "plan"),
        ("stranger", "implements", "23"),
    ):
        link_directives(by=by, at=AT, child=rows[child], parent=rows[parent], relation=relation)
    return rows


def drawn(node: Node) -> Any:
    return (node.directive.number, [drawn(child) for child in node.children])


def nodes(node: Node) -> list[Node]:
    return [node, *(found for child in node.children for found in nodes(child))]


def test_one_stands_under_both_parents_and_below_once(
    family: dict[str, Directive], focal_office: Office
) -> None:
    (root,) = cascade_of(focal_office, family["plan"]).roots
    assert drawn(root) == ("23", [("124", [("plan", [("notice", [])])]), ("78", [("plan", [])])])


def test_both_places_say_where_else_it_stands(family: dict[str, Directive], focal_office: Office) -> None:
    (root,) = cascade_of(focal_office, family["plan"]).roots
    places = [node for node in nodes(root) if node.directive.number == "plan"]
    assert [[other.number for other in node.also_under] for node in places] == [["78"], ["124"]]
    assert [(node.here, node.repeated) for node in places] == [(True, False), (True, True)]
    assert [node.relation for node in places] == ["thực hiện văn bản trên", "căn cứ văn bản trên"]


def test_what_is_replaced_is_told_and_no_parent(family: dict[str, Directive], focal_office: Office) -> None:
    (root,) = cascade_of(focal_office, family["plan"]).roots
    place = next(node for node in nodes(root) if node.here)
    assert [row.number for row in place.replaces] == ["old"]
    (old,) = cascade_of(focal_office, family["old"]).roots
    assert (old.directive.number, [row.number for row in old.replaced_by]) == ("old", ["plan"])


def test_sisters_are_left_out(family: dict[str, Directive], focal_office: Office) -> None:
    cascade = cascade_of(focal_office, family["124"])
    assert drawn(cascade.roots[0]) == ("23", [("124", [("plan", [("notice", [])])])])
    assert ([row.number for row in cascade.above], cascade.below) == (["23"], 2)


def test_one_alone_is_its_own_tree(draft: Directive, focal_office: Office) -> None:
    assert cascade_of(focal_office, draft).alone


@pytest.mark.parametrize(
    ("child", "parent"), [("23", "plan"), ("23", "notice"), ("plan", "plan"), ("old", "plan")]
)
def test_a_circle_is_refused(
    family: dict[str, Directive], focal_office: Office, child: str, parent: str
) -> None:
    with pytest.raises(CascadeCycle):
        link_directives(
            by=focal_office, at=AT, child=family[child], parent=family[parent], relation="implements"
        )


def test_the_tree_costs_two_queries(
    family: dict[str, Directive], focal_office: Office, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        cascade_of(focal_office, family["plan"])
