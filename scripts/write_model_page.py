"""Writes docs/dossier-model.md, the list of all keys of a dossier, from the model itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.shape import Field, fields_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "dossier-model.md"
_HEAD = """# All keys of a dossier

Generated from the model by `scripts/write_model_page.py`; a test keeps it true. Every key may be left out, except those
in **bold**, by which an entry is known. *Text* is any text; a *quantity* is a number with its UCUM unit (`20 mg`,
`15 to 25 Cel`, `1.0e13 {vg}/mL`); a *limit* is text such as `>= 70`, `95.0 to 105.0`, `no growth`; a *date* is
`2026-03-31`, `2026-03` or `2026`; *id of* names the register an entry must stand in.
"""


def page() -> str:
    """The page as Markdown."""
    groups: dict[str, type[Facts]] = {}
    _gather(ClinicalTrialApplication, groups)
    return _HEAD + "".join(_group(model) for model in groups.values())


def _gather(model: type[Facts], groups: dict[str, type[Facts]]) -> None:
    if model.__name__ in groups:
        return
    groups[model.__name__] = model
    for field in fields_of(model).values():
        if field.group is not None:
            _gather(field.group, groups)


def _group(model: type[Facts]) -> str:
    lines = [f"\n## {_title(model)}\n", (model.__doc__ or "").strip().split("\n\n")[0].replace("\n", " "), ""]
    lines += ["| key | value | what belongs there |", "|---|---|---|"]
    for name, field in fields_of(model).items():
        required = model.model_fields[name].is_required()
        key = f"**`{name}`**" if required else f"`{name}`"
        lines.append(f"| {key} | {_value(model, field)} | {model.model_fields[name].description or ''} |")
    return "\n".join(lines) + "\n"


def _title(model: type[Facts]) -> str:
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in model.__name__).strip().capitalize()


def _value(model: type[Facts], field: Field) -> str:
    many = "list of " if field.many else ""
    if field.group is not None:
        anchor = _title(field.group).lower().replace(" ", "-")
        return f"{many}[{_title(field.group).lower()}](#{anchor})"
    if field.registers:
        return f"{many}id of {', '.join(field.registers)}"
    codes = list(_codes(model.model_fields[field.name].annotation))
    if codes:
        return f"{many}one of {', '.join(f'`{code}`' for code in codes)}"
    info = model.model_fields[field.name]
    return many + _plain(" ".join(_shown(info.annotation, info.metadata)))


def _shown(annotation: object, metadata: object = ()) -> Iterator[str]:
    """An annotation and everything inside it, as text."""
    yield f"{annotation} {metadata}"
    for part in get_args(annotation):
        yield from _shown(part, getattr(part, "__metadata__", ()))


def _codes(annotation: object) -> Iterator[str]:
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _codes(part)


_KINDS = (("Quantity", "quantity"), ("AcceptanceCriterion", "limit"), ("_date", "date"), ("_unit", "UCUM unit"),
          ("bool", "yes or no"), ("int", "whole number"), ("Decimal", "number"), ("bytes", "image file"))  # fmt: skip


def _plain(shown: str) -> str:
    return next((kind for mark, kind in _KINDS if re.search(rf"\b{mark}\b", shown)), "text")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)
