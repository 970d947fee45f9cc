"""Whether safety questions of a product are answered anywhere: organ systems, reproduction, immunity, tumours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from impd.checking.lookups.studies import justified_omissions, studies_on, studies_path
from impd.checking.lookups.terms import UNDIFFERENTIATED_CELLS
from impd.checking.observation import Observation, falls_short, given, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.non_clinical.study import NonClinicalStudy
from impd.dossier.path import build_path

_SYSTEMS = {
    "cardiovascular": r"cardi|electrocardio|\bECG\b|heart|blood pressure|hERG|\bQT",
    "central nervous": r"nervous|Irwin|functional observation|behaviou?r|neuro|\bCNS\b",
    "respiratory": r"respir|tidal|plethysm|breath",
}
_REPRODUCTIVE = re.compile(r"test[ei]s|epididym|ovar|sperm|reproduct", re.IGNORECASE)
_EXCIPIENTS = re.compile(r"dimethyl ?sulph?f?oxide|dimethyl sulfoxide|\bDMSO\b|albumin", re.IGNORECASE)
_SHEDDING = re.compile(r"shed|excret|semen|saliva|urine", re.IGNORECASE)
_ANTIBODIES = re.compile(r"antibod|inhibitor|neutrali[sz]", re.IGNORECASE)


def _studied_or_omitted(product: MedicinalProduct, *kinds: str) -> str:
    """The studies of these kinds, or the omission of one with its reason; empty where there is neither."""
    omitted = [f"omission of {one.replace('_', ' ')}" for one in justified_omissions(product, *kinds)]
    return ", ".join([one.id for one in studies_on(product, *kinds)] or omitted)


def _answered(subject: Subject, found: str, below: str, wanted: str) -> Iterator[Observation]:
    path = build_path(subject.of_product.path, below)
    yield given(path, found, wanted)


def _study_words(studies: Iterable[NonClinicalStudy]) -> str:
    return " ".join(
        " ".join(filter(None, (one.title, one.endpoints, one.system, one.result, *(f.category for f in one.findings))))
        for one in studies
    )


@check
def core_battery_is_complete(subject: Subject) -> Iterator[Observation]:
    """Safety pharmacology looks at heart and circulation, nervous system and breathing (ICH S7A)."""
    studies = studies_on(subject.product, "safety_pharmacology")
    path = studies_path(subject.of_product)
    if not studies:
        yield no_concern(path, "no study of safety pharmacology is reported")
        return
    words = _study_words(studies)
    for system, pattern in _SYSTEMS.items():
        if re.search(pattern, words, re.IGNORECASE):
            yield holds(path, system)
        else:
            found = ", ".join(one.id for one in studies)
            yield falls_short(path, found, system, what=system, system=system)


@check
def genotoxicity_covers_chromosomes(subject: Subject) -> Iterator[Observation]:
    """Before repeated doses a test of chromosomal damage stands beside that of gene mutation (ICH M3(R2))."""
    studies = studies_on(subject.product, "genotoxicity_in_vitro", "genotoxicity_in_vivo")
    path = studies_path(subject.of_product)
    if not studies:
        yield no_concern(path, "no study of genotoxicity is reported")
    elif re.search(r"chromos|micronucle|clastogen|aberration|lymphoma", _study_words(studies), re.IGNORECASE):
        yield holds(path, ", ".join(one.id for one in studies))
    else:
        yield falls_short(path, ", ".join(one.id for one in studies), "a test of chromosomal damage")


@check
def women_are_protected(subject: Subject) -> Iterator[Observation]:
    """With women of childbearing potential: data on the embryo, the reason for their absence, or contraception."""
    product, assessed = subject.product, subject.product.clinical.risk_and_benefit
    found = _studied_or_omitted(product, "embryofoetal_development")
    found = found or ("contraception" if assessed and assessed.contraception else "")
    path = "clinical.risk_and_benefit.contraception"
    yield from _answered(subject, found, path, "embryo-foetal data, or contraception")


@check
def men_are_considered(subject: Subject) -> Iterator[Observation]:
    """With men: data on fertility, the reason for their absence, or organs of reproduction in toxicity studies."""
    product = subject.product
    found = _studied_or_omitted(product, "fertility")
    if not found:
        found = ", ".join(one.id for one in product.non_clinical.studies if _looks_at_reproduction(one))
    yield from _answered(subject, found, "non_clinical.omissions[fertility].justification", "data on male fertility")


def _looks_at_reproduction(study: NonClinicalStudy) -> bool:
    named = (study.endpoints, study.result, study.conclusion, *(one.finding for one in study.findings))
    return any(_REPRODUCTIVE.search(text) for text in named if text)


@check
def minors_are_considered(subject: Subject) -> Iterator[Observation]:
    """With minors: data from juvenile animals, or the reason for their absence."""
    found = _studied_or_omitted(subject.product, "juvenile_toxicity")
    path = "non_clinical.omissions[juvenile_toxicity].justification"
    yield from _answered(subject, found, path, "juvenile toxicity, or the reason for its absence")


@check
def tumour_formation_is_addressed(subject: Subject) -> Iterator[Observation]:
    """Tumorigenicity is studied in vitro or in vivo, or its absence is justified."""
    found = _studied_or_omitted(subject.product, "tumorigenicity_in_vitro", "tumorigenicity_in_vivo", "carcinogenicity")
    path = "non_clinical.omissions[tumorigenicity_in_vivo].justification"
    yield from _answered(subject, found, path, "a study of tumorigenicity, or the reason for its absence")


@check
def immune_response_is_addressed(subject: Subject) -> Iterator[Observation]:
    """Immune response to the product is studied, its absence justified, or the risk assessed."""
    product = subject.product
    found = _studied_or_omitted(
        product, "immunogenicity_of_vector", "immunogenicity_of_transgene_product", "immunotoxicity"
    )
    found = found or ", ".join(one.id for one in product.risks if one.kind == "unwanted_immune_response")
    path = "non_clinical.omissions[immunogenicity_of_vector].justification"
    yield from _answered(subject, found, path, "a study, the reason for its absence, or the risk")


@check
def viral_safety_points_to_quality(subject: Subject) -> Iterator[Observation]:
    """The risk of infection points to the adventitious agents of the quality part (A.2) or to what limits them."""
    risks = [one for one in subject.product.risks if one.kind == "infection"]
    quality = [one.id for one in risks if any(re.match(r"[SPA]\.", cited) for cited in one.evidence)]
    yield from _answered(subject, ", ".join(quality), "risks", "a risk of infection with sections of the quality part")


@check
def shedding_is_addressed(subject: Subject) -> Iterator[Observation]:
    """Shedding is studied, its absence justified, or followed in the trial."""
    product, clinical = subject.product, subject.product.clinical
    found = _studied_or_omitted(product, "vector_shedding")
    if not found and clinical.shedding:
        found = "shedding in man"
    measures = clinical.risk_and_benefit.measures if clinical.risk_and_benefit else ()
    planned = [one.id for one in measures if _SHEDDING.search(f"{one.subject or ''} {one.measure or ''}")]
    path = "non_clinical.omissions[vector_shedding].justification"
    yield from _answered(subject, found or ", ".join(planned), path, "a study of shedding, or a plan in the trial")


@check
def insertion_is_assessed(subject: Subject) -> Iterator[Observation]:
    """Integration is studied, or its absence is justified."""
    found = _studied_or_omitted(subject.product, "integration_site_analysis")
    path = "non_clinical.omissions[integration_site_analysis].justification"
    yield from _answered(subject, found, path, "integration site analysis, or the reason for its absence")


@check
def replicating_virus_is_excluded(subject: Subject) -> Iterator[Observation]:
    """Replication-competent virus is tested for in the quality part, studied, or its absence justified."""
    specifications = subject.product.quality.specifications
    tests = [test.id for one in specifications for test in one.tests if test.category == "replication_competent_virus"]
    found = ", ".join(tests) or _studied_or_omitted(subject.product, "replication_competence")
    yield from _answered(subject, found, "quality.specifications", "a test for replication-competent virus")


@check
def antibodies_decide_on_eligibility(subject: Subject) -> Iterator[Observation]:
    """Antibodies against the capsid are a criterion of the population, and their test is in the dossier."""
    product, assessed = subject.product, subject.product.clinical.risk_and_benefit
    texts = [subject.application.trial.population or ""]
    if assessed:
        texts += [f"{one.name or ''} {one.justification or ''}" for one in assessed.populations]
        texts += [f"{one.subject or ''} {one.measure or ''}" for one in assessed.measures]
    named = next((text for text in texts if _ANTIBODIES.search(text)), "")
    found = named and _studied_or_omitted(product, "immunogenicity_of_vector")
    yield from _answered(subject, found, "clinical.risk_and_benefit.populations", "a criterion on antibodies")


@check
def model_has_its_limits(subject: Subject) -> Iterator[Observation]:
    """A study in animals without immune system, or with a surrogate, says what it cannot show."""
    study = subject.entry(NonClinicalStudy)
    surrogate = study.test_article is not None and study.test_article.kind == "surrogate_product"
    if study.immune_status not in ("immunodeficient", "humanised", "immunosuppressed") and not surrogate:
        yield no_concern(subject.at("immune_status"), "neither the animals nor the article differ in kind")
        return
    species = next((one for one in subject.product.non_clinical.species if one.id == study.model), None)
    similarity = study.test_article.similarity if study.test_article else None
    if (species and species.limitations) or study.relevance or (surrogate and similarity):
        yield holds(subject.at("model"), study.model or "")
    else:
        yield falls_short(subject.at("model"), "not stated", "the limits of the model")


@check
def cell_dose_is_related_to_man(subject: Subject) -> Iterator[Observation]:
    """The dose of cells in animals is set against that in man."""
    dose = subject.product.clinical.dose
    found = ", ".join(one.id for one in dose.margins) if dose else ""
    yield from _answered(subject, found, "clinical.dose.margins", "the dose in animals against that in man")


@check
def undifferentiated_cells_are_tested(subject: Subject) -> Iterator[Observation]:
    """A test for residual undifferentiated cells stands in a specification."""
    specifications = subject.product.quality.specifications
    tests = [test for one in specifications for test in one.tests]
    found = [test.id for test in tests if UNDIFFERENTIATED_CELLS.search(f"{test.id} {test.name or ''}")]
    yield from _answered(subject, ", ".join(found), "quality.specifications", "a test for undifferentiated cells")


@check
def excipients_of_cells_have_an_amount(subject: Subject) -> Iterator[Observation]:
    """Dimethyl sulfoxide and albumin of a dose of cells are stated with their amount."""
    product, any_found = subject.product, False
    for one in product.quality.drug_products:
        for part in one.composition:
            if not _EXCIPIENTS.search(part.name):
                continue
            any_found = True
            path = f"{subject.of_product.path_of(one.id)}.composition[{part.name}].amount"
            limited = [imp.id for imp in product.quality.impurities if part.name in (imp.name or "")]
            if part.amount or part.percentage or limited:
                yield holds(path, part.amount or part.percentage or ", ".join(limited))
            else:
                yield falls_short(path, "not stated", "an amount", what=part.name, excipient=part.name)
    if not any_found:
        yield no_concern(build_path(subject.of_product.path, "quality.drug_products"), "no such excipient is stated")
