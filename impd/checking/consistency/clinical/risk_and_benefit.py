"""The assessment of risk and benefit: margins, findings in animals, the risk-based approach, what it is built on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.texts import own_text
from impd.checking.observation import Observation, falls_short, given, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.clinical.clinical import Benefit, RiskAndBenefit
from impd.dossier.non_clinical.results import Interpretation
from impd.dossier.risk import Risk

_NUMBER_LIKE = re.compile(r"[A-Z]{2,}[A-Z0-9]*(?:-[A-Za-z0-9]+)+")
_PROCEDURES = ("donor_harm", "procedure_harm")


def _assessment(subject: Subject) -> RiskAndBenefit | None:
    return subject.product.clinical.risk_and_benefit


@check
def assessment_stands_beside_the_brochure(subject: Subject) -> Iterator[Observation]:
    """A dossier that refers to the brochure for its data still concludes on risk and benefit of this trial."""
    assessment, path = _assessment(subject), subject.at("clinical.risk_and_benefit.conclusion")
    if assessment and (assessment.conclusion or assessment.protocol_section):
        yield holds(path, assessment.conclusion or assessment.protocol_section)
    else:
        yield falls_short(path, "not stated", "a conclusion, or a section of the protocol")


@check
def assessment_names_risks(subject: Subject) -> Iterator[Observation]:
    """The risks of the product are listed, or the sponsor's own text describes them."""
    path = subject.at("risks")
    if subject.product.risks:
        yield holds(path, f"{len(subject.product.risks)} risks")
    elif own_text(subject.product, "2.4.2"):
        yield holds(path, "described in 2.4.2")
    else:
        yield falls_short(path, "not stated", "the risks of the product")


@check
def assessment_names_benefits(subject: Subject) -> Iterator[Observation]:
    """Known or expected benefits, or that there are none for the subjects."""
    assessment, path = _assessment(subject), subject.at("clinical.risk_and_benefit.benefits")
    stated = [one for one in assessment.benefits if one.benefit] if assessment else []
    if stated or own_text(subject.product, "2.4.1"):
        yield holds(path, f"{len(stated)} stated" if stated else "described in 2.4.1")
    else:
        yield falls_short(path, "not stated", "the benefits, or that there are none for the subjects")


@check
def dose_is_explained(subject: Subject) -> Iterator[Observation]:
    """Why the trial starts, steps up and ends at its doses."""
    dose, path = subject.product.clinical.dose, subject.at("clinical.dose.rationale")
    if dose and dose.rationale:
        yield holds(path, dose.rationale)
    elif own_text(subject.product, "2.4.4"):
        yield holds(path, "explained in 2.4.4")
    else:
        yield falls_short(path, "not stated", "why these doses")


@check
def margins_are_discussed(subject: Subject) -> Iterator[Observation]:
    """Margins between animals and man, or the sponsor's text on why there are none (Annex I, 49)."""
    dose, path = subject.product.clinical.dose, subject.at("clinical.dose.margins")
    if dose and dose.margins:
        yield holds(path, f"{len(dose.margins)} margins")
    elif own_text(subject.product, "2.4.5"):
        yield holds(path, "discussed in 2.4.5")
    else:
        yield falls_short(path, "not stated", "margins of exposure or dose, or why none can be given")


@check
def finding_in_animals_is_followed_up(subject: Subject) -> Iterator[Observation]:
    """A finding that is adverse or has a target organ is watched in the trial, or said to be of no relevance to man."""
    finding = subject.entry(Interpretation)
    path = subject.at("clinical_monitoring")
    if finding.adverse is None and not finding.target_organ:
        yield untold(subject.at("adverse"), f'it is not stated whether "{finding.finding}" is adverse')
    elif finding.adverse is False and not finding.target_organ:
        yield no_concern(subject.at("adverse"), "not adverse, and no target organ is named")
    else:
        answer, organ = finding.clinical_monitoring or finding.human_relevance, finding.target_organ or "adverse"
        wanted = "monitoring in the trial, or its relevance to man"
        yield given(path, answer, wanted, organ=organ, name_of_finding=finding.finding)


@check
def risk_is_covered(subject: Subject) -> Iterator[Observation]:
    """A risk that bears on the product has data or a measure; one that does not has its reason."""
    risk = subject.entry(Risk)
    words = f"{risk.risk or risk.id}{f' by {risk.factor}' if risk.factor else ''}"
    if risk.relevant is False:
        path, covered = subject.at("rationale"), risk.rationale
        wanted = "why the factor does not bear on the risk"
    else:
        path = subject.at("evidence")
        covered = ", ".join(risk.evidence) or risk.mitigation or risk.clinical_control
        wanted = "data, a limit or a measure that covers it"
    yield given(path, covered, wanted, words=words)


@check
def evidence_is_in_the_dossier(subject: Subject) -> Iterator[Observation]:
    """What a risk or a benefit rests on and looks like the number of a study, trial or publication is listed as one."""
    if not isinstance(subject.this, Risk | Benefit):
        return
    numbers = _known_numbers(subject)
    for one in subject.this.evidence:
        if not _NUMBER_LIKE.fullmatch(one):
            continue
        path = subject.at("evidence")
        yield holds(path, one) if one in numbers else falls_short(path, one, "an entry of that name", one, entry=one)


def _known_numbers(subject: Subject) -> set[str]:
    """The ids of all entries, and the numbers that studies, trials and documents bear."""
    product, application = subject.product, subject.application
    numbers = {*subject.of_product.entries, *(one.id for one in application.documents)}
    numbers.update(one for study in product.non_clinical.studies for one in (study.number, study.report_number) if one)
    numbers.update(one.code for one in product.clinical.trials if one.code)
    return numbers


@check
def procedures_are_counted_among_the_risks(subject: Subject) -> Iterator[Observation]:
    """Biopsy, apheresis, conditioning and administration are assessed: in words, or as risks of their own."""
    assessment, path = _assessment(subject), subject.at("clinical.risk_and_benefit.procedure_risks")
    listed = [one.id for one in subject.product.risks if one.kind in _PROCEDURES and one.relevant is not False]
    if assessment and assessment.procedure_risks:
        yield holds(path, assessment.procedure_risks)
    elif listed or own_text(subject.product, "2.4.2"):
        yield holds(path, ", ".join(listed) or "described in 2.4.2")
    else:
        yield falls_short(path, "not stated", "the risks of procurement, conditioning and administration")
