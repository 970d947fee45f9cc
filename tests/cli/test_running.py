"""How commands end: each fault with its own exit code, none with a code that means something else."""

from __future__ import annotations

import pytest

from impd.cli.running import FAULT_OF_IMPD, faults_as_lines
from impd.errors import (
    GapFault,
    InputFault,
    MissingLibrary,
    OutputFault,
    Problem,
    TemplateFault,
    UsageFault,
)

FAULTS = [
    (GapFault("not stated: shelf life"), 1),
    (InputFault([Problem("a.yaml", 3, "wrong")]), 2),
    (UsageFault("unknown"), 2),
    (TemplateFault("broken"), 3),
    (MissingLibrary("Pango is missing"), 4),
    (OutputFault("cannot be written"), 5),
]


@pytest.mark.parametrize(("fault", "code"), FAULTS, ids=lambda value: type(value).__name__)
def test_each_fault_has_its_exit_code(fault, code, capsys):
    with pytest.raises(SystemExit) as ended, faults_as_lines():
        raise fault
    assert ended.value.code == code
    assert capsys.readouterr().err == f"{fault}\n"


def test_a_fault_of_the_tool_is_no_gap(capsys):
    with pytest.raises(SystemExit) as ended, faults_as_lines():
        raise ZeroDivisionError
    assert ended.value.code == FAULT_OF_IMPD == 70
    printed = capsys.readouterr().err
    assert "ZeroDivisionError" in printed
    assert "fault of impd" in printed


def test_a_reader_that_has_enough_is_no_fault_of_the_tool(capsys):
    with pytest.raises(BrokenPipeError), faults_as_lines():
        raise BrokenPipeError
    assert capsys.readouterr().err == ""
