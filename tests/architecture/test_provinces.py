"""Several provinces live in one database: whatever reads their rows begins with the province, or with a row of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps as django_apps
from django.db import models

APPS = Path(__file__).resolve().parents[2] / "src" / "lotrinh" / "apps"
MAKING = {"create", "bulk_create", "none", "model"}
"""Calls on a manager that read nothing."""
SHAPING = {"select_related", "prefetch_related", "defer", "only", "order_by"}
"""Calls that only say what to load: fine where `standing` (by key) or a prefetch (by parent) adds the condition."""
WITHOUT = {
    ("accounts/acting.py", "Office"): "vị trí của chính người đăng nhập, ở mọi tỉnh",
}
"""Module and model that may be read across provinces, with the reason."""


def province_models() -> set[str]:
    """Names of the models whose rows belong to a province."""
    return {
        model.__name__
        for model in django_apps.get_models()
        if model.__module__.startswith("lotrinh.")
        and any(
            field.name == "province" and isinstance(field, models.ForeignKey) for field in model._meta.fields
        )
    }


def chains(tree: ast.AST, names: set[str]) -> Iterator[tuple[str, int, list[ast.Call]]]:
    """Every `Model.objects...` with the calls that follow, outermost last."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "objects"
            and isinstance(node.value, ast.Name)
            and node.value.id in names
        ):
            calls: list[ast.Call] = []
            here: ast.AST = node
            while isinstance(parents.get(here), ast.Attribute | ast.Call):
                outer = parents[here]
                if isinstance(outer, ast.Call) and outer.func is not here:
                    break  # handed to a function: what that does with it is judged there
                if isinstance(outer, ast.Call):
                    calls.append(outer)
                here = outer
            yield node.value.id, node.lineno, calls


def is_of_a_province(call: ast.Call) -> bool:
    """`for_user(...)`, or a condition on the province, on the key, or on a row that has a province itself."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in {"for_user", *MAKING}:
        return True
    keys = {word.arg.split("__")[0] for word in call.keywords if word.arg}
    relations = {
        field.name
        for model in django_apps.get_models()
        if model.__module__.startswith("lotrinh.")
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
    }
    told = {key.removesuffix("_id") for key in keys}
    return bool({"province", "pk", "id"} & told) or bool(relations & told)


def is_finished_elsewhere(path: Path, line: int, calls: list[ast.Call]) -> bool:
    names = {each.func.attr for each in calls if isinstance(each.func, ast.Attribute)}
    around = "\n".join(path.read_text("utf-8").splitlines()[max(0, line - 4) : line + 8])
    return names <= SHAPING and any(word in around for word in ("standing(", "Prefetch(", ".get(pk="))


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(APPS.rglob("*.py")) if "migrations" not in path.parts],
    ids=lambda path: str(path.relative_to(APPS)),
)
def test_rows_are_read_by_their_province(path: Path) -> None:
    place = str(path.relative_to(APPS))
    for name, line, calls in chains(ast.parse(path.read_text("utf-8")), province_models()):
        reading = [each for each in calls if isinstance(each.func, ast.Attribute)]
        if not reading or (place, name) in WITHOUT or is_finished_elsewhere(path, line, reading):
            continue
        assert any(is_of_a_province(each) for each in reading), (
            f"{place}:{line}: {name}.objects không lọc theo tỉnh. Bắt đầu bằng for_user(office), hoặc lọc theo province, "
            "theo khóa, hoặc theo một dòng của tỉnh; đọc qua nhiều tỉnh thì ghi lý do vào WITHOUT."
        )


def test_every_unique_code_is_unique_within_a_province() -> None:
    """A code, a number or a name that two provinces may both have must not clash between them."""
    spoken = {"code", "number", "name", "key"}
    for model in django_apps.get_models():
        if model.__name__ not in province_models() or not model.__module__.startswith("lotrinh."):
            continue
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and spoken & set(constraint.fields):
                rows = {
                    field.name for field in model._meta.fields if isinstance(field, models.ForeignKey)
                } & set(constraint.fields)
                assert rows, f"{model.__name__}: {constraint.name} không có tỉnh hay dòng nào của tỉnh"
        alone = [field.name for field in model._meta.fields if field.unique and field.name in spoken]
        assert not alone, f"{model.__name__}.{alone} là duy nhất trên mọi tỉnh"
