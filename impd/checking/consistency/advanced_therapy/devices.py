"""Tissues and devices: cartilage in large animals, evidence on the device, strength over time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.specification_lines import made_lines
from impd.checking.lookups.statements import find
from impd.checking.lookups.studies import justified_omissions, studies_path
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.product import Device

_LARGE = re.compile(r"sheep|goat|horse|\bpony\b|equine|\bpig|swine|minipig|\bdog\b|canine|ovine|caprine", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:is|are) planned|\ba plan\b|^plan|will be|to be (?:shown|obtained|done)|in preparation|not yet", re.I
)
_STRENGTH = re.compile(
    r"tensile|suture|mechanic|elastic|\bload\b|strength|integrity of the (?:sheet|membrane)|tear", re.I
)


@check
def cartilage_is_studied_in_a_large_animal(subject: Subject) -> Iterator[Observation]:
    """A study in sheep, goat, horse, pig or dog is reported, or its absence is justified."""
    path = studies_path(subject.of_product)
    studies = [one.id for one in subject.product.non_clinical.studies if one.species and _LARGE.search(one.species)]
    omitted = justified_omissions(subject.product, "primary_pharmacology_in_vivo")
    if studies or omitted:
        yield holds(path, ", ".join(studies) or "the omission is justified")
    else:
        yield falls_short(path, "not stated", "a study in a large animal")


@check
def evidence_on_the_device_is_no_plan(subject: Subject) -> Iterator[Observation]:
    """The evidence on the requirements for an integral device reports results, not intentions."""
    device = subject.entry(Device)
    text = device.requirements_evidence
    path = subject.at("requirements_evidence")
    if text is None:
        yield no_concern(path, "no evidence is stated; the rule on the device part asks for it")
    elif _PLAN.search(text):
        yield falls_short(path, text, "results")
    else:
        yield holds(path, text)


@check
def combined_product_keeps_its_strength(subject: Subject) -> Iterator[Observation]:
    """A mechanical test is measured in a stability study, or reported after storage with cells."""
    known = subject.of_product
    mechanical = {line.test.id: line.name for line in made_lines(known) if line.test.category == "mechanical"}
    for study in subject.product.quality.stability_studies:
        if found := [mechanical[one.test] for one in study.results if one.test in mechanical]:
            yield holds(known.path_of(study.id), found[0])
            return
    reported = find(known, ("quality.characterisation", "quality.stability_studies"), _STRENGTH.pattern)
    path = build_path(known.path, "quality.stability_studies")
    yield holds(reported.path, reported.name) if reported else falls_short(path, "not stated", "a mechanical test")
