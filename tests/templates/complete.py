"""A complete application made from the model itself: every field of every group holds a value of its own."""

from __future__ import annotations

import itertools
import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.registers import parts
from impd.dossier.shape import Field, fields_of
from impd.rules.study_types import read_study_types

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
# One type of study for each section that describes studies.
_TYPES = {entry.section: entry.code for entry in read_study_types().types.values()}
# Registers whose entries are printed in different places, or in different words, by what they are.
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
    "studies": [
        *({"types": [code], "test_article": {"batch_number": None}} for code in _TYPES.values()),
        {"types": ["repeat_dose_toxicity", "biodistribution", "vector_shedding"], "test_article": {"batch": None}},
        {"types": ["primary_pharmacology_in_vitro"], "test_system": "in_vitro", "role": "proof_of_concept",
         "test_article": {"batch": None, "kind": "surrogate_product"}},
        {"types": ["biodistribution"], "test_system": "literature", "role": "other_role", "test_article": None,
         "glp": {"status": "glp_not_applicable"}},
    ],
    "trials": [
        {"role": "this_trial", "healthy_volunteers": "false"},
        {"role": "pivotal_trial", "healthy_volunteers": "false", "status": "terminated"},
        {"role": "supportive_trial", "healthy_volunteers": "true"},
    ],
    "risks": [{}, {"relevant": "false"}, {"risk": None}],
}  # fmt: skip
# Lists inside an entry that hold entries of several kinds.
WITHIN: dict[str, list[dict[str, Any]]] = {
    "NonClinicalStudy.findings": [{}, {"group": None}],
    "NonClinicalStudy.levels": [{"not_stated": None}, {"kind": "maximum_tolerated_dose", "dose": None}],
    "DoseRationale.candidates": [{}, {"method": "clinical_precedent"}],
    "DoseRationale.stopping_rules": [{}, {"kind": "temporary_stop"}],
    "RiskAndBenefit.measures": [{}, {"risk": None}],
    "RiskAndBenefit.benefits": [{}, {"known": "false"}],
    "MedicinalProduct.narratives": [{"section": "S.1.1"}, {"section": "2.2.1.1"}, {"section": "2.4.7"}],
    "InvestigatorsBrochure.sections": [{"section": name} for name in ("2.2.1", "2.2.2", "2.2.3", "2.3")],
}
FIXED: dict[str, Any] = {
    "Process.current": "true",
    "MedicinalProduct.description": "described with QXZ",
    "OwnAbbreviation.short": "QXZ",
    "Trial.stage": "confirmatory",
    "RegisteredDocument.id": "DOC-1",
    "RegisteredDocument.products": ["IMP"],
    "RegisteredDocument.member_states": ["XA"],
    "RegisteredDocument.sites": ["SITE-1"],
    "MemberState.country": "XA",
    "TrialSite.id": "SITE-1",
    "SafetyInformationPlace.product": "IMP",
    "SafetyInformationPlace.document": "DOC-1",
}


class Complete:
    """Builds the application of one product. ``left_out`` names registers that its kind has no section for.

    What ``product`` states stands in place of the facts of that name, group by group.
    """

    def __init__(self, product: dict[str, Any], left_out: set[str]) -> None:
        self._product = product
        self._left_out = left_out
        self._count = itertools.count(1)

    def application(self) -> dict[str, Any]:
        """The application as data."""
        stated = self._group(ClinicalTrialApplication, {"products", "language", "schema_version"})
        return {**stated, "products": [self._medicinal_product()]}

    def _medicinal_product(self) -> dict[str, Any]:
        product = self._part(MedicinalProduct, {"code", "figures", *parts()})
        figure = {"name": "figures-1", "media_type": "image/svg+xml", "data": SVG}
        stated = {name: self._part(model, {*self._left_out, "sections"}) for name, model in parts().items()}
        return _overridden({**product, "code": "IMP", **stated, "figures": [figure]}, self._product)

    def _part(self, model: type[Facts], without: set[str]) -> dict[str, Any]:
        """The registers and other facts of the product or of one part of its data."""
        fields = {name: field for name, field in fields_of(model).items() if name not in without}
        return {name: self._register(model, name, field) for name, field in fields.items()}

    def _register(self, model: type[Facts], name: str, field: Field) -> Any:
        """One entry of a register for each thing it may belong to, or for each kind of entry it may hold."""
        if not field.group or not field.many or "id" not in fields_of(field.group):
            return self._value(model, name, field)
        known = fields_of(field.group)
        subjects = self._owners(known["subject"].registers) if "subject" in known else []
        owners = [one for one in subjects if one != f"{name}-1"]
        variants = [{"subject": owner} for owner in owners] or VARIANTS.get(name, [{}])
        if name == "processes":
            variants.append({"subject": owners[0], "current": "false"})
        return [
            {**_overridden(self._group(field.group), variant), "id": f"{name}-{number}"}
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
        elif field.group and field.many:
            variants = WITHIN.get(f"{model.__name__}.{name}", [{}])
            return [_overridden(self._group(field.group), variant) for variant in variants]
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


def _overridden(group: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """A group with what the other states in its place, below single groups too."""
    merged = dict(group)
    for name, value in other.items():
        held = merged.get(name)
        merged[name] = _overridden(held, value) if isinstance(held, dict) and isinstance(value, dict) else value
    return merged


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple) or hasattr(annotation, "__metadata__"):
        for part in (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
            yield from _parts(part)
