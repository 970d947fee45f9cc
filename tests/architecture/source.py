"""The project's own files, read for the tests that judge how it is built."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_AT_THE_TOP = {".git", ".venv", "build", "dist", "out"}
MADE_ANYWHERE = ("_cache", "__pycache__", "node_modules")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of the package."""
    return tuple(sorted((ROOT / "impd").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of one file, inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def place(path: Path, node: ast.stmt | ast.expr) -> str:
    """Where a piece of syntax stands, as file and line."""
    return f"{path.relative_to(ROOT)}:{node.lineno}"


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project: what git tracks or, in a copy without git, all but what tools make."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
        return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())
    return tuple(path for path in ROOT.rglob("*") if path.is_file() and not _made_by_tools(path))


def _made_by_tools(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return parts[0] in MADE_AT_THE_TOP or any(part.endswith(MADE_ANYWHERE) for part in parts)
