"""A complete application made from the model itself: every field of every group holds a value of its own."""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.quality import Quality
from impd.dossier.shape import Field, fields_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
# Registers whose entries are printed in different places by what they are.
VARIANTS: dict[str, list[dict[str, Any]]] = {
    "materials": [
        {"category": "reagent"},
        {"category": "excipient", "origin": ["human"]},
        {"category": "excipient", "origin": ["plant"]},
        {"category": "diluent"},
        {"category": "scaffold"},
    ],
    "vectors": [{"role": "starting_material"}, {"role": "active_substance"}],
    "banks": [{"tier": "master_cell_bank"}, {"tier": "master_virus_seed"}],
    "devices": [{"role": "integral"}, {"role": "administration"}, {"role": "container"}],
}
FIXED: dict[str, Any] = {
    "Process.current": "true",
    "Trial.stage": "confirmatory",
    "RegisteredDocument.applies_to": ["IMP"],
    "Narrative.section": "S.1.1",
}


class Complete:
    """Builds the application of one product. ``left_out`` names registers that its kind has no section for."""

    def __init__(self, product: dict[str, Any], left_out: set[str]) -> None:
        self._product = product
        self._left_out = left_out
        self._count = itertools.count(1)

    def application(self) -> dict[str, Any]:
        """The application as data."""
        stated = self._group(ClinicalTrialApplication, {"products", "language", "schema_version"})
        return {**stated, "products": [self._medicinal_product()]}

    def _medicinal_product(self) -> dict[str, Any]:
        product = self._group(MedicinalProduct, {"code", "quality", "figures"})
        figure = {"name": "figures-1", "media_type": "image/svg+xml", "data": SVG}
        left_out = {*self._left_out, "sections"}
        fields = {name: field for name, field in fields_of(Quality).items() if name not in left_out}
        quality = {name: self._register(name, field) for name, field in fields.items()}
        return {**product, "code": "IMP", "quality": quality, "figures": [figure], **self._product}

    def _register(self, name: str, field: Field) -> Any:
        """One entry of a register for each thing it may belong to, or for each kind of entry it may hold."""
        assert field.group is not None
        if not field.many:
            return self._group(field.group)
        known = fields_of(field.group)
        subjects = self._owners(known["subject"].registers) if "subject" in known else []
        owners = [one for one in subjects if one != f"{name}-1"]
        variants = [{"subject": owner} for owner in owners] or VARIANTS.get(name, [{}])
        if name == "processes":
            variants.append({"subject": owners[0], "current": "false"})
        return [
            {**self._group(field.group), **variant, "id": f"{name}-{number}"}
            for number, variant in enumerate(variants, start=1)
        ]

    def _owners(self, registers: tuple[str, ...]) -> list[str]:
        """The ids of all entries of the registers."""
        held = [one for one in registers if one not in self._left_out]
        return [f"{one}-{number + 1}" for one in held for number in range(len(VARIANTS.get(one, [{}])))]

    def _group(self, model: type[Facts], without: set[str] | frozenset[str] = frozenset()) -> dict[str, Any]:
        fields = {name: field for name, field in fields_of(model).items() if name not in without}
        return {name: self._value(model, name, field) for name, field in fields.items()}

    def _value(self, model: type[Facts], name: str, field: Field) -> Any:
        if f"{model.__name__}.{name}" in FIXED:
            return FIXED[f"{model.__name__}.{name}"]
        if field.registers and field.registers != ("tests",):
            # The last one: what a batch was made from, and a bank, must not be a batch or bank like itself.
            known = [one for one in field.registers if one not in self._left_out]
            value: Any = f"{known[-1]}-1" if known and known[-1] != "banks" else None
        else:
            value = self._group(field.group) if field.group else self._plain(model, name)
        return ([value] if value else []) if field.many else value

    def _plain(self, model: type[Facts], name: str) -> str:
        """A value of a field's type; a text, number or date that occurs once in the application."""
        parts = [*_parts(model.model_fields[name].annotation), *model.model_fields[name].metadata]
        kind = " ".join(map(repr, parts))
        number = next(self._count)
        choices = [get_args(part)[0] for part in parts if get_origin(part) is Literal]
        if choices:
            return str(choices[0])
        if bool in parts:
            return "true"
        if "Quantity" in kind:
            return f"{10000 + number} mg"
        if "_unit at" in kind:
            return "mg"
        if "_date at" in kind:
            return f"{1900 + number // 300:04d}-{number // 25 % 12 + 1:02d}-{number % 25 + 1:02d}"
        return str(10000 + number) if int in parts or "Decimal" in kind else f"word{number}"


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple) or hasattr(annotation, "__metadata__"):
        for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
            yield from _parts(part)
