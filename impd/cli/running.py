"""How a command runs: the library is loaded by name, so that --help does not wait; faults become exit codes."""

from __future__ import annotations

import importlib
import io
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from impd.errors import ImpdError

DONE, GAPS = 0, 1
FAULT_OF_IMPD = 70  # EX_SOFTWARE of sysexits.h

_REPORT = "This is a fault of impd, not of your dossier. Nothing was written. Please report the lines above."


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
    except BrokenPipeError:  # the reader of our output, such as head, has enough; click ends quietly then
        raise
    except Exception:  # else Python would end with 1, which says "done with gaps"
        click.echo(traceback.format_exc(), err=True)
        click.echo(_REPORT, err=True)
        raise SystemExit(FAULT_OF_IMPD) from None
