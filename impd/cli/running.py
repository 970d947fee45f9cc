"""How a command runs: the library is loaded by name, so that --help does not wait; faults become exit codes."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from impd.errors import ImpdError

DONE, GAPS, WRONG_INPUT = 0, 1, 2


def api(name: str = "impd.api") -> Any:
    """A module of the library, loaded when a command runs."""
    return importlib.import_module(name)


@contextmanager
def faults_as_lines() -> Iterator[None]:
    """Print an error of the library to the error stream, and end with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks a sign shows its number instead
            stream.reconfigure(errors="backslashreplace")
    try:
        yield
    except ImpdError as fault:
        click.echo(str(fault), err=True)
        raise SystemExit(fault.exit_code) from None
