"""Good laboratory practice of non-clinical studies: the record, its exceptions, the facilities and the phases."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.non_clinical.glp import GlpException, TestFacility
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import item_key


@check
def glp_exceptions_are_explained(subject: Subject) -> Iterator[Observation]:
    """Each part outside GLP has its reason and its impact; an overall justification serves too."""
    record = subject.entry(NonClinicalStudy).glp
    if record is None:
        return
    if not record.exceptions and not (record.justification and record.reliability):
        yield falls_short(subject.at("glp.exceptions"), "not stated", "the parts outside GLP", fact="parts outside GLP")
    for one in record.exceptions:
        yield from _exception(one, subject.at(f"glp.exceptions[{item_key(one, 0)}]"))
    if not record.exceptions and record.justification and record.reliability:
        yield holds(subject.at("glp.justification"))


def _exception(one: GlpException, path: str) -> Iterator[Observation]:
    for field in ("reason", "impact"):
        found = getattr(one, field)
        fact = f"{field} of the exception {one.phase}"
        yield holds(f"{path}.{field}") if found else falls_short(f"{path}.{field}", "not stated", field, fact=fact)


@check
def glp_facility_is_in_the_system(subject: Subject) -> Iterator[Observation]:
    """A claim of GLP rests on a facility in the OECD system, or on one that a member of it has inspected."""
    study = subject.entry(NonClinicalStudy)
    facility = subject.of_product.entry(TestFacility, study.facility)
    if facility is None:
        yield falls_short(subject.at("facility"), "not stated", "a test facility", facility="")
        return
    path = f"{subject.of_product.path_of(facility.id)}.mutual_acceptance_of_data"
    name = called(facility)
    if facility.mutual_acceptance_of_data is None:
        yield untold(path, f"it is not stated whether {name} is in the system of mutual acceptance of data")
    elif facility.mutual_acceptance_of_data or facility.last_inspection:
        yield holds(path, name)
    else:
        yield falls_short(path, "outside the system, no inspection", "mutual acceptance of data, or an inspection",
                          what=study.id, facility=name)  # fmt: skip


@check
def glp_phases_agree_with_the_claim(subject: Subject) -> Iterator[Observation]:
    """A study that claims full GLP has no phase at a site outside GLP."""
    study = subject.entry(NonClinicalStudy)
    for one in study.test_sites:
        path = subject.at(f"test_sites[{item_key(one, 0)}].under_glp")
        if one.under_glp is None:
            yield untold(path, f"it is not stated whether {one.phase} was under GLP")
        elif one.under_glp:
            yield holds(path)
        else:
            yield falls_short(path, "outside GLP", "under GLP", phase=one.phase)
    if not study.test_sites:
        yield no_concern(subject.at("test_sites"), "the study names no test site of its own")


@check
def glp_claim_is_signed(subject: Subject) -> Iterator[Observation]:
    """A report that claims GLP holds the signed statements of study director and quality assurance."""
    record = subject.entry(NonClinicalStudy).glp
    statements = ("study_director_statement", "quality_assurance_statement")
    for field in statements if record else ():
        found, path = getattr(record, field), subject.at(f"glp.{field}")
        label = field.removesuffix("_statement").replace("_", " ")
        if found:
            yield holds(path)
        else:
            yield falls_short(path, "not stated" if found is None else "missing", "a signed statement", label=label)


@check
def report_is_final(subject: Subject) -> Iterator[Observation]:
    """A study has a final report, or a draft that quality assurance has audited."""
    study = subject.entry(NonClinicalStudy)
    found, path = (study.report_status or "not stated").replace("_", " "), subject.at("report_status")
    if study.report_status in ("final_report", "audited_draft"):
        yield holds(path, found)
    else:
        yield falls_short(path, found, "final report or audited draft")
