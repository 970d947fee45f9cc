"""Cells: dose of stem cells, potency, undifferentiated cells, tumour studies, preparation at the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.unit_conversion import conversion_factor
from impd.checking.lookups.specification_lines import Line, lines_on, made_lines, method_of
from impd.checking.lookups.studies import studies_on, studies_path
from impd.checking.lookups.terms import UNDIFFERENTIATED_CELLS
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import build_path
from impd.dossier.quantity import Quantity

_LINEAGE = re.compile(r"differentiation|tri-?lineage|adipogen|osteogen|chondrogen", re.IGNORECASE)
_MANUFACTURE = re.compile(
    r"\b(?:cultur(?:e|ing)|expan(?:d|sion)|transduc|electroporat|select(?:ion)? of cells|cell selection|"
    r"cell separation|isolat|enrich|activat(?:e|ion) of|digest|differentiat)", re.IGNORECASE
)  # fmt: skip
_SIX_MONTHS = {"d": 180, "wk": 26, "mo": 6, "a": 0.5}


@check
def dose_of_stem_cells_has_a_minimum(subject: Subject) -> Iterator[Observation]:
    """Product or trial state the least dose of cells per kilogram."""
    known, quality = subject.of_product, subject.product.quality
    doses = [(f"{known.path_of(one.id)}.dose", one.dose.minimum or one.dose.target)
             for one in quality.drug_products if one.dose]  # fmt: skip
    rationale = subject.product.clinical.dose
    doses.append((build_path(known.path, "clinical.dose"), rationale.starting_dose if rationale else None))
    found = [(path, dose) for path, dose in doses if dose is not None and "kg" in dose.unit]
    if found:
        yield holds(*found[0])
    else:
        yield falls_short(build_path(known.path, "quality.drug_products"), "not stated", "cells per kilogram")


@check
def potency_is_more_than_differentiation(subject: Subject) -> Iterator[Observation]:
    """One of the tests of potency looks at more than differentiation into lineages."""
    potency = lines_on(subject.of_product, "potency")
    others = [line for line in potency if not _LINEAGE.search(_title(subject, line))]
    if others:
        yield holds(others[0].path, others[0].name)
    elif potency:
        yield falls_short(potency[0].path, ", ".join(line.name for line in potency), "a test on the mechanism")


def _title(subject: Subject, line: Line) -> str:
    method = method_of(subject.of_product, line.test)
    return f"{line.name} {method.name or '' if method else ''}"


@check
def undifferentiated_cells_have_a_detection_limit(subject: Subject) -> Iterator[Observation]:
    """The procedure for undifferentiated cells states what it can detect."""
    known = subject.of_product
    lines = [line for line in made_lines(known) if UNDIFFERENTIATED_CELLS.search(line.name)]
    if not lines:
        yield untold(build_path(known.path, "quality.specifications"), "no test for undifferentiated cells is stated")
    for line in lines:
        method = method_of(known, line.test)
        if method and (method.detection_limit or method.quantitation_limit):
            path = f"{known.path_of(method.id)}.detection_limit"
            yield holds(path, method.detection_limit or method.quantitation_limit)
        else:
            path = f"{known.path_of(method.id)}.detection_limit" if method else f"{line.path}.method"
            yield falls_short(path, "not stated", "a detection limit", test=line.name)


@check
def tumour_study_is_long_enough(subject: Subject) -> Iterator[Observation]:
    """The longest study of tumours in animals observed for six months or more."""
    path = studies_path(subject.of_product)
    timed = [one for one in studies_on(subject.product, "tumorigenicity_in_vivo") if one.follow_up is not None]
    if not timed:
        yield untold(path, "no tumour study in animals states how long it observed")
        return
    for one in timed:
        if _lasts_six_months(one):
            yield holds(f"{path}[{one.id}].follow_up", one.follow_up)
            return
    for one in timed:
        number = one.number or one.id
        yield falls_short(f"{path}[{one.id}].follow_up", one.follow_up, "six months or more", study=number)


def _lasts_six_months(study: NonClinicalStudy) -> bool:
    """Whether a study observed for six months or more, in whatever unit of time."""
    time = study.follow_up
    return time is not None and any(_reaches(time, unit, least) for unit, least in _SIX_MONTHS.items())


def _reaches(time: Quantity, unit: str, least: float) -> bool:
    factor = conversion_factor(time.unit, unit)
    return factor is not None and float((time.number.high or time.number.low) * factor) >= least


@check
def preparation_at_the_site_is_no_manufacture(subject: Subject) -> Iterator[Observation]:
    """The handling steps before use thaw, wash, dilute or suspend; they do not grow, select or modify cells."""
    known = subject.of_product
    steps = [(f"{known.path_of(one.id)}.handling[{step.name}]", step)
             for one in subject.product.quality.drug_products for step in one.handling]  # fmt: skip
    if not steps:
        yield untold(build_path(known.path, "quality.drug_products"), "no handling before use is stated")
    for path, step in steps:
        if _MANUFACTURE.search(step.name):
            yield falls_short(path, step.name, "thawing, washing, dilution or suspension", step=step.name)
        else:
            yield holds(path, step.name)
