"""Conditions in code on the non-clinical data: whether they are owed, and for which kind of product and dosing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from impd.calculation.starting_dose import starting_dose
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.conditions.product_kind import OWN_DATA, dossier_is
from impd.checking.lookups.kinds_of_product import INTEGRATING, donor_relation, kind_of_cells
from impd.checking.lookups.studies import BIODISTRIBUTION, studies_on, studies_path
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.clinical.dose import DoseCandidate
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import build_path
from impd.dossier.quantity import Quantity
from impd.rules.study_types import read_study_types

_SAME = 1.005
_CEILINGS = (
    "no_adverse_effect_level", "minimal_anticipated_biological_effect_level", "pharmacologically_active_dose",
    "severely_toxic_dose",
)  # fmt: skip
_WITHOUT_COLUMN = ("gtmp_bacterial",)
_SYSTEMIC = re.compile(r"intravenous|intra-?arterial|infusion|portal|hepatic", re.IGNORECASE)


@condition(
    "product", "the product rests on non-clinical data of its own, not on a brochure, an SmPC or another application"
)
def owes_non_clinical_data(subject: Subject) -> Answer:
    """False for a placebo and where the safety and efficacy part refers to other documents."""
    return dossier_is(subject, "impd-safety-efficacy", OWN_DATA)


@condition("product", "the facts tell which column of the matrix of expected studies is meant")
def study_column_is_known(subject: Subject) -> Answer:
    """Whether there is a column; the rule on the column says which fact is missing."""
    answer = study_column_of(subject)
    return Answer(bool(answer.holds), answer.path, answer.because)


def study_column_of(subject: Subject) -> Answer:
    """Whether the matrix has a column for a product: false for the kinds it leaves out, None where nothing tells."""
    known, product = subject.of_product, subject.product
    if known.study_column is not None:
        return Answer(True, known.path, f"column = {known.study_column.replace('_', ' ')}")
    cells, relation = kind_of_cells(product), donor_relation(product)
    left_out = product.product_class == "sctmp" and (relation == "xenogeneic" or (cells and relation))
    if left_out or product.product_class in _WITHOUT_COLUMN:
        return Answer(False, f"{known.path}.product_class", "the matrix has no column for this kind of product")
    below = "atmp.cells" if known.group in ("modified_cells", "cells_and_tissues") else "quality.vectors"
    return Answer(None, f"{known.path}.{below}", "the kind of cells or vector is not stated")


@condition("product", "a vector of the product integrates into the genome")
def has_integrating_vector(subject: Subject) -> Answer:
    """By the families of the vectors; no gene therapy has none, nor a product of editing reagents or plasmids alone."""
    path, kind = build_path(subject.of_product.path, "quality.vectors"), subject.product.product_class
    if kind is not None and not kind.startswith("gtmp"):
        return Answer(False, f"{subject.of_product.path}.product_class", f"class = {kind}")
    vectors = subject.product.quality.vectors
    if found := [one for one in vectors if one.family in INTEGRATING]:
        return Answer(True, f"{path}[{found[0].id}].family", f"family = {found[0].family}")
    if vectors and all(one.family for one in vectors):
        return Answer(False, path, f"family = {', '.join(dict.fromkeys(str(one.family) for one in vectors))}")
    if not vectors and (subject.product.quality.plasmids or subject.product.quality.editing_reagents):
        return Answer(False, path, "plasmids or editing reagents are stated, and no vector")
    return Answer(None, path, "the vector is not stated")


@condition("product", "the product is a genetically modified immune cell")
def is_modified_immune_cell(subject: Subject) -> Answer:
    """T cells, NK cells and other immune cells, modified by a vector or edited."""
    path = build_path(subject.of_product.path, "atmp.cells")
    cells = kind_of_cells(subject.product)
    if subject.product.product_class not in ("gtmp_ex_vivo", "gtmp_ex_vivo_editing"):
        return Answer(False, path, f"class = {subject.product.product_class}")
    found = None if cells is None else cells in ("t_cell", "nk_cell", "other_immune_cell")
    return Answer(found, path, f"cells = {cells}" if cells else "the kind of cells is not stated")


@condition("product", "the product contains an AAV vector given into the circulation")
def is_systemic_aav(subject: Subject) -> Answer:
    """By the vector and the route; the eye and other closed spaces are no such route."""
    known, product = subject.of_product, subject.product
    if product.product_class != "gtmp_in_vivo_viral" or known.study_column not in ("aav", None):
        return Answer(False, f"{known.path}.product_class", f"class = {product.product_class}")
    if known.study_column is None or not product.route:
        return Answer(None, f"{known.path}.route", "vector or route is not stated")
    routes = ", ".join(product.route)
    return Answer(bool(_SYSTEMIC.search(routes)), f"{known.path}.route", f"route = {routes}")


@condition("product", "dosing of one subject is repeated")
def doses_are_repeated(subject: Subject) -> Answer:
    """By the longest dosing of one subject: one day is a single dose."""
    path = build_path(subject.of_product.path, "clinical.dose.dosing_duration")
    days = _longest_dosing_in(subject.product, "d")
    months = _longest_dosing_in(subject.product, "mo")
    if days is None and months is None:
        return Answer(None, path, "the longest dosing is not stated")
    return Answer(bool(months) or (days or 0) > 1, path, f"longest dosing = {_dosing(subject.product)}")


@condition("product", "dosing of one subject lasts longer than six months")
def dosing_is_chronic(subject: Subject) -> Answer:
    """Longer than 26 weeks, or six months."""
    path = build_path(subject.of_product.path, "clinical.dose.dosing_duration")
    days, months = _longest_dosing_in(subject.product, "d"), _longest_dosing_in(subject.product, "mo")
    if days is None and months is None:
        return Answer(None, path, "the longest dosing is not stated")
    chronic = days > 182 if days is not None else (months or 0) > 6
    return Answer(chronic, path, f"longest dosing = {_dosing(subject.product)}")


@condition("product", "the starting dose lies above the lowest dose that a method proposes")
def starts_above_lowest_candidate(subject: Subject) -> Answer:
    """By the doses of the methods that set a ceiling; False where no such method is used."""
    path = build_path(subject.of_product.path, "clinical.dose.starting_dose")
    found = lowest_ceiling(subject)
    if found is None:
        return Answer(None, path, "starting dose and proposed doses cannot be compared")
    if not found.candidate:
        return Answer(False, path, "no method that sets a ceiling is used")
    return Answer(found.ratio > _SAME, path, f"{found.ratio:.3g} times {found.candidate}")


@condition("product", "a study of biodistribution is reported")
def has_study_of_distribution(subject: Subject) -> Answer:
    """Whether there is one; that it is missing is told by the rule on biodistribution."""
    found = [one.id for one in studies_on(subject.product, *BIODISTRIBUTION)]
    return Answer(
        bool(found), studies_path(subject.of_product), ", ".join(found) or "no study of biodistribution is reported"
    )


@condition("this", "the matrix expects the study that is left out")
def omission_is_of_an_expected_study(subject: Subject) -> Answer:
    """Before this trial, by kind of product and stage."""
    kind = getattr(subject.this, "type", None)
    column, stage = subject.of_product.study_column, subject.application.trial.stage
    if column is None or kind is None:
        return Answer(False, subject.path, "the matrix has no column for this product")
    cell = read_study_types().expectation(kind, column, stage)
    return Answer(cell.letter == "E", subject.path, f"expectation = {cell.letter}")


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The candidate with the lowest dose, that dose as printed, and the starting dose divided by it."""

    candidate: str = ""
    dose: str = ""
    ratio: float = 0


def lowest_ceiling(subject: Subject) -> Ceiling | None:
    """The lowest dose of the methods that set a ceiling, at 60 kg where units ask for it; None if not comparable.

    A pharmacologically active dose is a ceiling for healthy volunteers only: patients are meant to benefit.
    """
    dose, includes = subject.product.clinical.dose, subject.application.trial.includes
    if dose is None or dose.starting_dose is None:
        return None
    volunteers = bool(includes and includes.healthy_volunteers)
    methods = _CEILINGS if volunteers else [one for one in _CEILINGS if one != "pharmacologically_active_dose"]
    used = [one for one in dose.candidates if one.method in methods]
    found = [_ceiling(one, dose.starting_dose) for one in used]
    comparable = [one for one in found if one is not None]
    if len(comparable) < len(used):
        return None
    return max(comparable, key=lambda one: one.ratio, default=Ceiling())


def _ceiling(candidate: DoseCandidate, start: Quantity) -> Ceiling | None:
    """The computed dose of a candidate, or else the stated one, against the starting dose."""
    computed = starting_dose(candidate)
    options = [(computed.dose, computed.unit, computed.text)]
    total, mass = computed.at_reference_weight, computed.unit.partition("/")[0]
    options.append((total, mass, f"{computed.text_at_reference_weight} at 60 kg"))
    if computed.dose is None and candidate.dose is not None:
        options = [(candidate.dose.number.low, candidate.dose.unit, str(candidate.dose))]
    for number, unit, text in options:
        factor = conversion_factor(start.unit, unit) if number else None
        if number and factor is not None:
            return Ceiling(candidate.id, text, float(start.number.low * factor / number))
    return None


def _longest_dosing_in(product: MedicinalProduct, unit: str) -> float | None:
    """The longest dosing of one subject in a unit of time, or None."""
    dose = product.clinical.dose
    if dose is None or dose.dosing_duration is None:
        return None
    factor = conversion_factor(dose.dosing_duration.unit, unit)
    number = dose.dosing_duration.number
    return None if factor is None else float((number.high or number.low) * factor)


def _dosing(product: MedicinalProduct) -> str:
    return str(product.clinical.dose.dosing_duration) if product.clinical.dose else ""
