"""From a sponsor's data to the dossier of a European clinical trial application.

``load`` or ``read`` the facts, ``check`` them against the law, ``compose`` a document, ``render`` it to bytes, or
``build`` a whole folder. ``inspect`` the files that others made.
``shelf_life`` says how long stability results stay within their limits.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from impd.api import (
        Build,
        CheckOrder,
        Expected,
        FieldSheet,
        FileFinding,
        FileInspection,
        Finding,
        Gap,
        GapReport,
        InspectionLimits,
        Milestone,
        Order,
        Outcome,
        Package,
        PackageOrder,
        Printed,
        Q1EChoice,
        Request,
        ShelfLifeResult,
        SlotState,
        StabilityPoint,
        Timeline,
        build,
        check,
        compose,
        explain_rule,
        fields,
        find_printed,
        inspect,
        list_rules,
        load,
        new_dossier,
        package,
        read,
        render,
        render_report,
        render_slots,
        render_timeline,
        shelf_life,
        slots,
        timeline,
        write_reports,
        write_schemas,
        write_timeline,
    )
    from impd.document import Document
    from impd.dossier import ClinicalTrialApplication, MedicinalProduct
    from impd.errors import GapFault, ImpdError, InputFault, MissingLibrary, OutputFault, TemplateFault, UsageFault

_HOMES = {
    "impd.api": (
        "Build", "CheckOrder", "Expected", "FieldSheet", "FileFinding", "FileInspection", "Finding", "Gap",
        "GapReport", "InspectionLimits", "Milestone", "Order", "Outcome", "Package", "PackageOrder", "Printed",
        "Q1EChoice", "Request", "ShelfLifeResult", "SlotState", "StabilityPoint", "Timeline", "build", "check",
        "compose", "explain_rule", "fields", "find_printed", "inspect", "list_rules", "load", "new_dossier", "package",
        "read", "render", "render_report", "render_slots", "render_timeline", "shelf_life", "slots", "timeline",
        "write_reports", "write_schemas", "write_timeline",
    ),
    "impd.document": ("Document",),
    "impd.dossier": ("ClinicalTrialApplication", "MedicinalProduct"),
    "impd.errors": (
        "GapFault", "ImpdError", "InputFault", "MissingLibrary", "OutputFault", "TemplateFault", "UsageFault",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Build", "CheckOrder", "ClinicalTrialApplication", "Document", "Expected", "FieldSheet", "FileFinding",
    "FileInspection", "Finding", "Gap", "GapFault", "GapReport", "ImpdError", "InputFault", "InspectionLimits",
    "MedicinalProduct", "Milestone", "MissingLibrary", "Order", "Outcome", "OutputFault", "Package", "PackageOrder",
    "Printed", "Q1EChoice", "Request", "ShelfLifeResult", "SlotState", "StabilityPoint", "TemplateFault", "Timeline",
    "UsageFault", "build", "check", "compose", "explain_rule", "fields", "find_printed", "inspect", "list_rules",
    "load", "new_dossier", "package", "read", "render", "render_report", "render_slots", "render_timeline",
    "shelf_life", "slots", "timeline", "write_reports", "write_schemas", "write_timeline",
]


if not TYPE_CHECKING:  # a type checker knows the names above and refuses all others

    def __getattr__(name: str) -> Any:
        # Loaded when first asked for: the commands' --help must not wait for pydantic and Jinja.
        if name not in _HOME_OF:
            raise AttributeError(f"module 'impd' has no attribute {name!r}")
        return getattr(importlib.import_module(_HOME_OF[name]), name)
