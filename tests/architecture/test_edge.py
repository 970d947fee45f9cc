"""Only the edge talks: printing, the environment and the exit belong to the commands."""

from __future__ import annotations

import ast

from tests.architecture.source import ROOT, modules, place, tree

CALLS = {"print", "input", "exit"}
ATTRIBUTES = {"os.environ", "os.getenv", "os.putenv", "sys.exit", "sys.argv", "sys.stdin", "sys.stdout", "sys.stderr"}


def spoken(node: ast.AST) -> str:
    """The name an expression reads, called name or attribute of a module, or nothing."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


def test_nothing_below_the_commands_prints_reads_the_environment_or_exits():
    below = [path for path in modules() if path.parent != ROOT / "impd" / "cli"]
    found = [place(path, node) for path in below for node in ast.walk(tree(path)) if spoken(node) in CALLS | ATTRIBUTES]
    assert found == []
