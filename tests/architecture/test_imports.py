"""Which module alone speaks to which library, and where imports stand. Between rooms, .importlinter judges."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import ROOT, functions, modules, place, tree

OWNERS = {
    "weasyprint": r"impd/writing/pdf_\w+\.py",
    "pikepdf": r"impd/(writing|submission)/pdf_\w+\.py",
    "pypdfium2": r"impd/submission/pdf_\w+\.py",
    "docx": r"impd/writing/docx_\w+\.py",
    "resvg_py": r"impd/writing/raster\.py",
    "cerberus": r"impd/checking/expectation\.py",
    "jinja2": r"impd/(composing/.+|reporting/html)\.py",
    "click": r"impd/cli/.+\.py",
    "rich": r"impd/(cli/.+|reporting/terminal)\.py",
    "xlsxwriter": r"impd/reporting/xlsx\.py",
}


def imported(node: ast.AST) -> set[str]:
    """The top-level packages an import statement names."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return {node.module.split(".")[0]}
    return set()


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_spoken_to_in_its_room_only(library):
    users = [path for path in modules() if any(library in imported(node) for node in ast.walk(tree(path)))]
    names = [str(path.relative_to(ROOT)) for path in users]
    assert [name for name in names if not re.fullmatch(OWNERS[library], name)] == []


def test_no_import_inside_a_function():
    hidden = {
        place(path, node)
        for path in modules()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert hidden == set()

