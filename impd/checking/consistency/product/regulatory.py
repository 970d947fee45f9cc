"""What the safety and efficacy part rests on, and procedures with regulators, against the facts of the product."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.comparison import plain
from impd.checking.lookups.studies import earlier_trials
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import DocumentControl
from impd.dossier.regulatory import RegulatoryBasis

_DESIGNATION = re.compile(r"\bEU/3/\d{2}/\d{3,5}\b")
_REFERRED = {"2.2.1": "pharmacology", "2.2.2": "pharmacokinetics", "2.2.3": "toxicology", "2.3": "clinical data"}


@check
def brochure_is_referred_to_by_date(subject: Subject) -> Iterator[Observation]:
    """The brochure is named with its date, beside its version."""
    brochure, path = subject.entry(RegulatoryBasis).brochure, subject.at("brochure.date")
    if brochure is None:
        yield no_concern(subject.at("brochure"), "no brochure is named; another rule asks for it")
    else:
        yield given(path, brochure.date, "the date")


@check
def brochure_sections_are_named(subject: Subject) -> Iterator[Observation]:
    """For each section that the brochure replaces, the dossier says where the brochure holds it."""
    brochure, path = subject.entry(RegulatoryBasis).brochure, subject.at("brochure.sections")
    if brochure is None or not (brochure.sections or brochure.tables):
        yield no_concern(path, "no section of the brochure is named; another rule asks for it")
        return
    named = {one.section: one.brochure_section for one in brochure.sections}
    for section, words in _REFERRED.items():
        if section == "2.3" and subject.product.clinical.first_in_human:
            continue
        place = next((given for one, given in named.items() if given and _covers(one, section)), None)
        if place:
            yield holds(path, f"{section}: {place}")
        else:
            yield falls_short(path, "not stated", f"the section of the brochure on {words}", section,
                              replaced=f"{section} ({words})")  # fmt: skip


def _covers(one: str, section: str) -> bool:
    return one == section or section.startswith(f"{one}.") or one.startswith(f"{section}.")


@check
def use_outside_product_information_is_supported(subject: Subject) -> Iterator[Observation]:
    """Use outside the SmPC rests on data, or on a justification (Annex I, 52, Table 1)."""
    replaced, product = subject.entry(RegulatoryBasis).replaced, subject.product
    path = subject.at("replaced.justification")
    data = [one.id for one in (*product.non_clinical.studies, *earlier_trials(product))]
    texts = [one.section for one in product.narratives if one.section.startswith(("2.2", "2.3"))]
    if given := (replaced.justification if replaced else None) or ", ".join((*data, *texts)):
        yield holds(path, given)
    else:
        yield falls_short(path, "not stated", "data on this use, or why none are needed")


@check
def placebo_has_no_safety_data(subject: Subject) -> Iterator[Observation]:
    """A placebo owes quality data only (Annex I, 54)."""
    product, path = subject.product, subject.path
    registers = {
        "non_clinical.studies": product.non_clinical.studies, "clinical.trials": product.clinical.trials,
        "clinical.adverse_events": product.clinical.adverse_events, "risks": product.risks,
    }  # fmt: skip
    stated = {below: len(entries) for below, entries in registers.items() if entries}
    for below, number in stated.items():
        yield falls_short(subject.at(below), f"{number} entries", "none")
    if not stated:
        yield holds(path, "quality data only")


@check
def orphan_number_is_one(subject: Subject) -> Iterator[Observation]:
    """The number of an orphan designation has its form, and is the same in product and procedure."""
    path, text = subject.at("orphan_designation"), subject.product.orphan_designation
    procedures = [one for one in subject.product.interactions if one.procedure == "orphan_designation_procedure"]
    numbers = {one.id: set(_DESIGNATION.findall(f"{one.reference or ''} {one.outcome or ''}")) for one in procedures}
    stated = set(_DESIGNATION.findall(text or ""))
    known = set().union(*numbers.values())
    if text is None and not known:
        return
    if text is None:
        yield falls_short(path, "not stated", ", ".join(sorted(known)))
    elif not stated:
        yield falls_short(path, text, "a number such as EU/3/24/1234")
    elif known and stated.isdisjoint(known):
        yield falls_short(path, ", ".join(sorted(stated)), ", ".join(sorted(known)))
    else:
        yield holds(path, ", ".join(sorted(stated)))


@check
def classification_reference_is_one(subject: Subject) -> Iterator[Observation]:
    """The reference of the CAT classification is that of the procedure, or names its date."""
    product = subject.product
    stated = product.atmp.classification_reference if product.atmp else None
    procedures = [one for one in product.interactions if one.procedure == "atmp_classification" and one.reference]
    path = subject.at("atmp.classification_reference")
    if stated is None or not procedures:
        return
    named = [words for one in procedures for words in (one.reference, one.date) if words]
    if any(plain(one) in plain(stated) or plain(stated) in plain(one) for one in named):
        yield holds(path, stated)
    else:
        yield falls_short(path, stated, ", ".join(one.reference or "" for one in procedures))


@check
def paediatric_plan_has_one_number(subject: Subject) -> Iterator[Observation]:
    """The number of the paediatric investigation plan is that of the cover letter."""
    letter = subject.application.cover_letter
    statement = letter.paediatric_investigation_plan if letter else None
    for one in subject.product.interactions:
        if one.procedure != "paediatric_investigation_plan":
            continue
        path = f"{subject.path}.interactions[{one.id}].reference"
        if one.reference is None or statement is None or statement.number is None:
            yield untold(path, "the number of the plan is not stated in dossier and cover letter")
        elif plain(one.reference) == plain(statement.number):
            yield holds(path, one.reference)
        else:
            yield falls_short(path, one.reference, statement.number)


@check
def version_stands_in_the_history(subject: Subject) -> Iterator[Observation]:
    """The version of the document is the last of its history, with the same date."""
    control = subject.entry(DocumentControl)
    if not control.history or control.version is None:
        return
    entry = next((one for one in control.history if one.version == control.version), None)
    path = subject.at("version")
    if entry is None:
        yield falls_short(path, control.version, ", ".join(one.version for one in control.history))
    elif entry.date and control.date and entry.date != control.date:
        yield falls_short(subject.at("date"), control.date, entry.date)
    else:
        yield holds(path, control.version)
