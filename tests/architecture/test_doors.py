"""Laws of the house that import-linter cannot see exactly."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "lotrinh"
APPS = SOURCE / "apps"
INNER = {"views", "forms", "admin", "urls", "jobs", "management"}
PURE = ("values", "lexicon", "reading", "evaluation", "writing")
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "core", "util", "helper"}


def modules(root: Path) -> list[Path]:
    return [path for path in sorted(root.rglob("*.py")) if "migrations" not in path.parts]


def imported(path: Path) -> list[tuple[str, int]]:
    """Full names of what a module imports, relative ones refused."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: import tương đối"
            found += [(f"{node.module}.{alias.name}", node.lineno) for alias in node.names]
    return found


@pytest.mark.parametrize("path", modules(APPS), ids=lambda path: str(path.relative_to(APPS)))
def test_another_app_is_entered_by_its_doors(path: Path) -> None:
    own = path.relative_to(APPS).parts[0]
    for name, line in imported(path):
        parts = name.split(".")
        if parts[:2] == ["lotrinh", "apps"] and len(parts) > 3 and parts[2] != own:
            assert parts[3] not in INNER, f"{path}:{line}: {name}"


@pytest.mark.parametrize("path", modules(SOURCE), ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_module_opens_with_a_sentence_and_has_a_nouns_name(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES and path.parent.name not in FORBIDDEN_NAMES
    text = path.read_text("utf-8")
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), f"{path} không mở đầu bằng câu nói ở đây có gì"


@pytest.mark.parametrize("path", modules(SOURCE), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_file_holds_two_nouns(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("package", PURE)
def test_imports_stand_at_the_top_of_pure_modules(package: str) -> None:
    """Optional extras that cost a second or need system libraries may be loaded when they are asked for."""
    extras = {"weasyprint", "vl_convert", "fontpkg_be_vietnam_pro", "importlib", "pdfplumber", "pypdfium2"}
    for path in modules(SOURCE / package):
        tree = ast.parse(path.read_text("utf-8"))
        for function in [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]:
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    names = (
                        {a.name.split(".")[0] for a in node.names}
                        if isinstance(node, ast.Import)
                        else {node.module}
                    )
                    roots = {str(name).split(".")[0] for name in names}
                    assert roots <= extras, f"{path}:{node.lineno}: import trong hàm"


def test_records_of_a_reading_carry_their_passage() -> None:
    """A number without a sentence cannot be built: every record type has a Span among its required fields."""
    for name in ("record.py", "mention.py"):
        tree = ast.parse((SOURCE / "values" / name).read_text("utf-8"))
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        for node in classes:
            if node.name in {"Change", "VersusTarget"}:
                continue
            fields = {
                f.target.id: f
                for f in node.body
                if isinstance(f, ast.AnnAssign) and isinstance(f.target, ast.Name)
            }
            assert "span" in fields and fields["span"].value is None, node.name
