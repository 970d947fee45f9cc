"""Summaries of non-clinical studies: the system, the dose groups, the levels, the article tested, and what is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.calculation.unit_conversion import conversion_factor
from impd.checking.expectation import is_placeholder
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.non_clinical.non_clinical import StudyOmission
from impd.dossier.non_clinical.results import DoseGroup, EffectLevel, Interpretation
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import build_path, item_key
from impd.dossier.quantity import Quantity
from impd.dossier.section_statement import SectionStatement

_SECTION = re.compile(r"(?:[12]\.|[SPA]\.)[\w.]*\d[\w.]*|[SPAD](?:\.\d+)?")
_SHORTEST_REASON = 4
_LEVELS = ("no_observed_adverse_effect_level", "no_observed_effect_level", "lowest_observed_adverse_effect_level")
_DEVICES = {"device_biocompatibility"}
_PHARMACOLOGY = {
    "primary_pharmacology_in_vitro", "primary_pharmacology_in_vivo", "dose_response", "secondary_pharmacology",
}  # fmt: skip


def study_of(subject: Subject) -> NonClinicalStudy:
    """The study that a rule looks at. Raises LookupError where the rule looks at something else."""
    if not isinstance(subject.this, NonClinicalStudy):
        raise LookupError(f"{subject.path} is no study")
    return subject.this


@check
def study_names_its_system(subject: Subject) -> Iterator[Observation]:
    """A study in animals names the species, any other the cells, tissue or model."""
    study = study_of(subject)
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
    study = study_of(subject)
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
    study = study_of(subject)
    found = study.dosing_duration or study.follow_up
    path = subject.at("dosing_duration")
    yield holds(path, found) if found else falls_short(path, "not stated", "duration of dosing or observation")


@check
def level_is_a_dose_of_the_study(subject: Subject) -> Iterator[Observation]:
    """A level such as the NOAEL equals the dose of one of the groups."""
    study = study_of(subject)
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
    study = study_of(subject)
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
    one = subject.this
    if not isinstance(one, Interpretation):
        return
    for field, stated in (("adverse", one.adverse is not None), ("rationale", bool(one.rationale))):
        label = "adversity" if field == "adverse" else "reason"
        if stated:
            yield holds(subject.at(field))
        else:
            yield falls_short(subject.at(field), "not stated", label, finding=one.finding, label=label)


@check
def article_batch_is_named(subject: Subject) -> Iterator[Observation]:
    """The batch of the test article is named."""
    article = study_of(subject).test_article
    found = article and (article.batch or article.batch_number)
    path = subject.at("test_article.batch")
    yield holds(path, found) if found else falls_short(path, "not stated", "a batch")


@check
def article_is_bridged(subject: Subject) -> Iterator[Observation]:
    """Results with another article than a clinical batch are bridged to the clinical batches (Annex I, 45)."""
    article = study_of(subject).test_article
    path = subject.at("test_article.bridge")
    if article is None or article.kind is None:
        wanted = "relation of the test article to the clinical batches"
        yield falls_short(subject.at("test_article.kind"), "not stated", wanted, fact=wanted)
    elif article.kind == "clinical_batch":
        yield holds(path, "clinical batch")
    elif article.bridge or article.comparability or article.similarity:
        yield holds(path, article.kind.replace("_", " "))
    else:
        kind = article.kind.replace("_", " ")
        yield falls_short(path, f"{kind}, no bridge", "a bridge to the clinical batches", fact="bridge")


@check
def article_of_earlier_process_is_compared(subject: Subject) -> Iterator[Observation]:
    """A product of an earlier process is compared with that of the clinical process."""
    article = study_of(subject).test_article
    path = subject.at("test_article.comparability")
    if article and article.comparability:
        yield holds(path, article.comparability)
    elif article and article.process_version is None and article.bridge:
        yield holds(subject.at("test_article.bridge"))
    else:
        yield falls_short(path, "not stated", "a comparability study")


@check
def pivotal_study_is_on_safety(subject: Subject) -> Iterator[Observation]:
    """A study called pivotal for safety has more than pharmacology."""
    study = study_of(subject)
    if not study.types:
        yield untold(subject.at("types"), "it is not stated what the study is on")
    elif set(study.types) <= _PHARMACOLOGY:
        found = ", ".join(one.replace("_", " ") for one in study.types)
        yield falls_short(subject.at("role"), found, "a study on safety")
    else:
        yield holds(subject.at("role"))


@check
def omission_says_what_answers_instead(subject: Subject) -> Iterator[Observation]:
    """Where a study is left out that the matrix expects, the data that answer its question are named."""
    one = subject.this
    if isinstance(one, StudyOmission):
        given = one.compensated_by or one.evidence or one.risk or one.clinical_mitigation
        path = subject.at("compensated_by")
        study = one.type.replace("_", " ")
        yield holds(path) if given else falls_short(path, "not stated", "data, a risk or a measure", study=study)


@check
def evidence_of_omission_exists(subject: Subject) -> Iterator[Observation]:
    """What an omission cites as evidence is an entry of the dossier or a section."""
    one = subject.this
    if isinstance(one, StudyOmission):
        for cited in one.evidence:
            path = subject.at("evidence")
            if cited in subject.of_product.entries or _SECTION.fullmatch(cited):
                yield holds(path, cited)
            else:
                study = one.type.replace("_", " ")
                yield falls_short(path, cited, "an entry or a section of the dossier", what=cited, study=study)


@check
def section_reason_says_why(subject: Subject) -> Iterator[Observation]:
    """A section left out says why, in more than a word or two, or where else to look."""
    one = subject.this
    if not isinstance(one, SectionStatement):
        return
    if one.see_instead:
        yield no_concern(subject.at("see_instead"), f"the content stands in {one.see_instead}")
    elif one.not_applicable and len(one.not_applicable.split()) >= _SHORTEST_REASON:
        yield holds(subject.at("not_applicable"))
    else:
        yield falls_short(subject.at("not_applicable"), one.not_applicable or "not stated", "a reason")


@check
def discussions_are_written(subject: Subject) -> Iterator[Observation]:
    """The discussions of pharmacology, pharmacokinetics and toxicology are written."""
    for section, words in _discussions(subject):
        path = build_path(subject.of_product.path, f"narratives[{section}].text")
        if words is None:
            yield falls_short(path, "not stated", "a discussion", what=section, node=section)
        else:
            yield holds(path, f"{words} words")


@check
def discussions_are_no_mere_remarks(subject: Subject) -> Iterator[Observation]:
    """A discussion has some length: a hundred words, by experience."""
    for section, words in _discussions(subject):
        path = build_path(subject.of_product.path, f"narratives[{section}].text")
        if words is None:
            yield no_concern(path, f"there is no discussion in {section}")
        elif words < 100:
            yield falls_short(path, f"{words} words", "100 words", what=section, node=section)
        else:
            yield holds(path, f"{words} words")


def _discussions(subject: Subject) -> Iterator[tuple[str, int | None]]:
    """The sections of discussion with their number of words, None for none; without those the sponsor left out."""
    left_out = {one.section for one in subject.product.non_clinical.sections}
    texts = {one.section: one.text for one in subject.product.narratives}
    for section in ("2.2.1.6", "2.2.2.9", "2.2.3.9"):
        if section not in left_out:
            yield section, len(texts[section].split()) if texts.get(section, "").strip() else None
