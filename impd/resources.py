"""Where templates/, schemas/ and samples/ lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from impd.errors import TemplateFault

_PACKAGE = Path(__file__).resolve().parent
_NOT_WELL_FORMED = (
    OSError, yaml.YAMLError, LookupError, AttributeError, TypeError, ValueError, ArithmeticError,
)  # fmt: skip


def folder(name: str) -> Path:
    """The folder of that name, recognised by its README.md. Raises TemplateFault if the installation lacks it."""
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name / "README.md").is_file():
            return parent / name
    raise TemplateFault(f"the folder {name}/ is missing from this installation", "Install the package again.")


@contextmanager
def well_formed(file: Path, what: str) -> Iterator[None]:
    """Raises TemplateFault in place of whatever goes wrong while one of our own files is read."""
    try:
        yield
    except _NOT_WELL_FORMED as fault:
        reason = " ".join(str(fault).split())
        raise TemplateFault(f"{file.name}: {what} cannot be read: {reason}", "Restore the file.") from fault
