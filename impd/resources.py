"""Where templates/, schemas/ and samples/ lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from impd.errors import TemplateFault

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of that name, recognised by its README.md. Raises TemplateFault if the installation lacks it."""
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name / "README.md").is_file():
            return parent / name
    raise TemplateFault(f"the folder {name}/ is missing from this installation", "Install the package again.")
