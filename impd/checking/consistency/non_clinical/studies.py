"""Summaries of non-clinical studies: the system, the dose groups, the levels, the article tested, and what is cited."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.unit_conversion import conversion_factor
from impd.checking.expectation import is_placeholder
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.non_clinical.results import DoseGroup, EffectLevel, Interpretation
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import item_key
from impd.dossier.quantity import Quantity

_LEVELS = ("no_observed_adverse_effect_level", "no_observed_effect_level", "lowest_observed_adverse_effect_level")
_DEVICES = {"device_biocompatibility"}
_PHARMACOLOGY = {
    "primary_pharmacology_in_vitro", "primary_pharmacology_in_vivo", "dose_response", "secondary_pharmacology",
}  # fmt: skip


@check
def study_names_its_system(subject: Subject) -> Iterator[Observation]:
    """A study in animals names the species, any other the cells, tissue or model."""
    study = subject.entry(NonClinicalStudy)
    if study.test_system is None:
        yield untold(subject.at("test_system"), "the test system is not stated")
        return
    field = "species" if study.test_system == "animal" else "system"
    found = study.species if field == "species" else study.system or study.species
    label = "species" if field == "species" else "cells, tissue or model"
    if found and not is_placeholder(found):
        yield holds(subject.at(field), found)
    else:
        yield falls_short(subject.at(field), "not stated", label, label=label)


@check
def study_states_dose_groups(subject: Subject) -> Iterator[Observation]:
    """A study in animals states its groups with the doses given, and how many animals; a control needs no dose."""
    study = subject.entry(NonClinicalStudy)
    if not study.groups:
        yield falls_short(subject.at("groups"), "not stated", "dose groups", fact="dose groups")
        return
    if _DEVICES.isdisjoint(study.types) and not any(one.dose or one.article for one in study.groups):
        yield falls_short(subject.at("groups"), "not stated", "doses", what="doses", fact="dose of any group")
    for index, group in enumerate(study.groups):
        yield from _number_of_animals(group, subject.at(f"groups[{item_key(group, index)}]"))


def _number_of_animals(group: DoseGroup, path: str) -> Iterator[Observation]:
    if group.males is None and group.females is None and group.animals is None:
        number = f"number of animals of group {group.name}"
        yield falls_short(f"{path}.animals", "not stated", "number of animals", fact=number)
    else:
        yield holds(path, group.name)


@check
def study_states_its_duration(subject: Subject) -> Iterator[Observation]:
    """A safety study in animals states how long it dosed or observed."""
    study = subject.entry(NonClinicalStudy)
    found = study.dosing_duration or study.follow_up
    path = subject.at("dosing_duration")
    yield given(path, found, "duration of dosing or observation")


@check
def study_states_its_result(subject: Subject) -> Iterator[Observation]:
    """A study that was done states its result."""
    yield from _outcome(subject, "result")


@check
def study_states_its_conclusion(subject: Subject) -> Iterator[Observation]:
    """A study that was done states its conclusion."""
    yield from _outcome(subject, "conclusion")


def _outcome(subject: Subject, field: str) -> Iterator[Observation]:
    study, path = subject.entry(NonClinicalStudy), subject.at(field)
    text = getattr(study, field)
    if study.report_status in ("planned", "ongoing"):
        yield no_concern(subject.at("report_status"), f"the study is {study.report_status}")
    elif text and not is_placeholder(text):
        yield holds(path)
    else:
        yield falls_short(path, text or "not stated", f"a {field}")


@check
def level_is_a_dose_of_the_study(subject: Subject) -> Iterator[Observation]:
    """A level such as the NOAEL equals the dose of one of the groups."""
    study = subject.entry(NonClinicalStudy)
    doses = [one.dose for one in study.groups if one.dose is not None]
    for level in study.levels:
        if level.kind in _LEVELS and level.dose is not None:
            yield from _level(level, level.dose, doses, subject)


def _level(level: EffectLevel, dose: Quantity, doses: list[Quantity], subject: Subject) -> Iterator[Observation]:
    path = subject.at(f"levels[{item_key(level, 0)}]")
    compared = [(one, conversion_factor(one.unit, dose.unit)) for one in doses]
    comparable = [(one, factor) for one, factor in compared if factor is not None]
    given = ", ".join(map(str, doses))
    if not doses or not comparable:
        yield untold(subject.at("groups"), f"no group has a dose in the unit of the level ({dose})")
    elif any(_covers(one, factor, dose) for one, factor in comparable):
        yield holds(f"{path}.dose", dose)
    else:
        name = level.kind.replace("_", " ")
        yield falls_short(f"{path}.dose", dose, given, level=name)


def _covers(group: Quantity, factor: object, level: Quantity) -> bool:
    """Whether the dose of a group is that level, or a range that holds it."""
    scale = float(str(factor))
    low, high = float(group.number.low) * scale, float(group.number.high or group.number.low) * scale
    wanted = float(level.number.low)
    return low * 0.995 <= wanted <= high * 1.005


@check
def level_fits_the_findings(subject: Subject) -> Iterator[Observation]:
    """A level without adverse effect at the highest dose goes with no adverse finding."""
    study = subject.entry(NonClinicalStudy)
    noael = next((one for one in study.levels if one.kind == _LEVELS[0] and one.dose is not None), None)
    adverse = [one for one in study.interpretation if one.adverse]
    if noael is None or noael.dose is None:
        yield no_concern(subject.at("levels"), "the study states no level without adverse effect")
        return
    if not adverse or not _is_highest(noael.dose, study):
        yield holds(subject.at("levels"), noael.dose)
        return
    for one in adverse:
        path = subject.at(f"interpretation[{item_key(one, 0)}].adverse")
        yield falls_short(path, "adverse", "no adverse finding at the level", finding=one.finding, level=noael.dose)


def _is_highest(level: Quantity, study: NonClinicalStudy) -> bool:
    for group in study.groups:
        factor = conversion_factor(group.dose.unit, level.unit) if group.dose else None
        if (
            group.dose
            and factor is not None
            and float(group.dose.number.low * factor) > float(level.number.low) * 1.005
        ):
            return False
    return True


@check
def finding_is_judged(subject: Subject) -> Iterator[Observation]:
    """A finding that is interpreted is called adverse or not, with the reason."""
    one = subject.entry(Interpretation)
    for field, stated in (("adverse", one.adverse is not None), ("rationale", bool(one.rationale))):
        label = "whether it is adverse" if field == "adverse" else "the reason of the judgement"
        if stated:
            yield holds(subject.at(field))
        else:
            yield falls_short(subject.at(field), "not stated", label, finding=one.finding, label=label)


@check
def pivotal_study_is_on_safety(subject: Subject) -> Iterator[Observation]:
    """A study called pivotal for safety has more than pharmacology."""
    study = subject.entry(NonClinicalStudy)
    if not study.types:
        yield untold(subject.at("types"), "it is not stated what the study is on")
    elif set(study.types) <= _PHARMACOLOGY:
        found = ", ".join(one.replace("_", " ") for one in study.types)
        yield falls_short(subject.at("role"), found, "a study on safety")
    else:
        yield holds(subject.at("role"))
