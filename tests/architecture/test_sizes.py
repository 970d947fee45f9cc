"""Small rooms: limits of modules, functions and parameter lists."""

from __future__ import annotations

import pytest

from tests.architecture.source import Function, functions, modules, place

LINES_OF_A_MODULE = 300
LINES_OF_A_FUNCTION = 40
PARAMETERS = 5


def parameters(function: Function) -> int:
    """How many arguments a caller has to think of."""
    arguments = function.args
    names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


@pytest.mark.parametrize("path", modules(), ids=str)
def test_a_module_fits_on_a_few_screens(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES_OF_A_MODULE


def test_functions_are_short():
    sizes = {place(path, each): each.end_lineno - each.lineno + 1 for path in modules() for each in functions(path)}
    assert {where: size for where, size in sizes.items() if size > LINES_OF_A_FUNCTION} == {}


def test_functions_take_few_parameters():
    counts = {place(path, each): parameters(each) for path in modules() for each in functions(path)}
    assert {where: count for where, count in counts.items() if count > PARAMETERS} == {}
