"""From a sponsor's data to the dossier of a European clinical trial application.

``load`` or ``read`` the facts, ``compose`` a document, ``render`` it to bytes, or ``build`` a whole folder.
``shelf_life`` says how long stability results stay within their limits.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from impd.api import (
        Build,
        Gap,
        Order,
        Printed,
        Q1EChoice,
        Request,
        ShelfLifeResult,
        StabilityPoint,
        build,
        compose,
        find_printed,
        load,
        new_dossier,
        read,
        render,
        shelf_life,
        write_schemas,
    )
    from impd.document import Document
    from impd.dossier import ClinicalTrialApplication, MedicinalProduct
    from impd.errors import GapFault, ImpdError, InputFault, MissingLibrary, OutputFault, TemplateFault, UsageFault

_HOMES = {
    "impd.api": (
        "Build", "Gap", "Order", "Printed", "Q1EChoice", "Request", "ShelfLifeResult", "StabilityPoint", "build",
        "compose", "find_printed", "load", "new_dossier", "read", "render", "shelf_life", "write_schemas",
    ),
    "impd.document": ("Document",),
    "impd.dossier": ("ClinicalTrialApplication", "MedicinalProduct"),
    "impd.errors": (
        "GapFault", "ImpdError", "InputFault", "MissingLibrary", "OutputFault", "TemplateFault", "UsageFault",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Build", "ClinicalTrialApplication", "Document", "Gap", "GapFault", "ImpdError", "InputFault", "MedicinalProduct",
    "MissingLibrary", "Order", "OutputFault", "Printed", "Q1EChoice", "Request", "ShelfLifeResult", "StabilityPoint",
    "TemplateFault", "UsageFault", "build", "compose", "find_printed", "load", "new_dossier", "read", "render",
    "shelf_life", "write_schemas",
]


if not TYPE_CHECKING:  # a type checker knows the names above and refuses all others

    def __getattr__(name: str) -> Any:
        # Loaded when first asked for: the commands' --help must not wait for pydantic and Jinja.
        if name not in _HOME_OF:
            raise AttributeError(f"module 'impd' has no attribute {name!r}")
        return getattr(importlib.import_module(_HOME_OF[name]), name)
