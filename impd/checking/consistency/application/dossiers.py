"""Whether each product has its dossier, or what may stand instead (Annex I, 36 to 55)."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.placebo_exemption import placebo_exemption
from impd.calculation.simplified_dossier import table_1_case
from impd.checking.lookups.registered import Covering, registered
from impd.checking.lookups.studies import earlier_trials
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import build_path


def _has_quality_data(product: MedicinalProduct) -> bool:
    """Whether quality data of its own are stated: how it is made or how it is controlled."""
    return bool(product.quality.processes or product.quality.specifications)


def _document(subject: Subject, *kinds: str) -> str:
    found = registered(subject.application, kinds, Covering(product=subject.product.code))
    return found[0].id if found else ""


@check
def quality_part_or_substitute(subject: Subject) -> Iterator[Observation]:
    """Quality data, or a row of Table 1, or a placebo that needs none (Annex I, 36, 52, 54)."""
    product, path = subject.product, subject.at("quality")
    if _has_quality_data(product):
        yield holds(path, "quality data")
    elif document := _document(subject, "impd_quality", "impd_simplified"):
        yield holds(path, document)
    elif product.role == "placebo":
        yield from _exempt(subject, path)
    else:
        yield from _row(subject, path)


def _exempt(subject: Subject, path: str) -> Iterator[Observation]:
    proof = placebo_exemption(subject.product, subject.application)
    if proof.holds is None:
        yield untold(build_path(subject.path, proof.path), proof.reason)
    elif proof.holds:
        yield holds(path, proof.reason)
    else:
        yield falls_short(path, "no quality data", f"quality data, because {proof.reason}")


def _row(subject: Subject, path: str) -> Iterator[Observation]:
    decision = table_1_case(subject.product, subject.application)
    if decision.case is not None:
        yield holds(path, f"Table 1, row {decision.case}: {decision.reason}")
    elif decision.open and subject.product.basis and subject.product.basis.kind != "own_data":
        yield untold(build_path(subject.path, decision.missing[0]), decision.reason)
    else:
        yield falls_short(path, "no quality data", "quality data, or facts that prove a row of Table 1")


@check
def safety_efficacy_part_or_reference(subject: Subject) -> Iterator[Observation]:
    """Non-clinical and clinical data, or a reference to where they stand (Annex I, 41 to 53)."""
    product, path = subject.product, subject.at("basis")
    if product.role == "placebo":
        yield no_concern(path, "a placebo owes quality data only (Annex I, 54)")
    elif document := _document(subject, "impd_safety_efficacy"):
        yield holds(path, document)
    elif product.basis is None or product.basis.kind is None:
        yield falls_short(f"{path}.kind", "not stated", "data of its own or a reference")
    elif product.basis.kind == "own_data":
        given = bool(product.non_clinical.studies or product.non_clinical.omissions or product.clinical.trials)
        yield holds(path, "own data") if given else falls_short(path, "no study and no trial", "data of its own")
    else:
        yield holds(path, f"a reference to the {product.basis.kind.replace('_', ' ')}")


@check
def placebo_needs_no_documents(subject: Subject) -> Iterator[Observation]:
    """A placebo without quality data is not sterile, alike in composition and from the same manufacturer."""
    if _has_quality_data(subject.product):
        yield no_concern(subject.at("quality"), "the placebo has quality data of its own")
        return
    proof = placebo_exemption(subject.product, subject.application)
    path = build_path(subject.path, proof.path)
    if proof.holds is None:
        yield untold(path, proof.reason)
    elif proof.holds:
        yield holds(path, proof.reason)
    else:
        yield falls_short(path, proof.reason, "same composition, same manufacturer, not sterile")


@check
def auxiliary_has_its_dossier(subject: Subject) -> Iterator[Observation]:
    """A dossier of the auxiliary product, or quality data, or the place of both in an earlier application."""
    product, path = subject.product, subject.at("quality")
    if document := _document(subject, "axmp_dossier", "impd_quality", "impd_simplified"):
        yield holds(path, document)
    elif _has_quality_data(product):
        yield holds(path, "quality data")
    elif product.basis and product.basis.replaced and product.basis.replaced.previous_application:
        yield holds(path, product.basis.replaced.previous_application)
    else:
        yield falls_short(path, "no quality data", "a dossier of the auxiliary product")


@check
def glp_is_spoken_of(subject: Subject) -> Iterator[Observation]:
    """The non-clinical part says something on good laboratory practice: for a study, or as a statement."""
    data = subject.product.non_clinical
    stated = [one.id for one in data.studies if one.glp and one.glp.status]
    path = subject.at("non_clinical.glp_statement")
    if not data.studies:
        yield no_concern(subject.at("non_clinical.studies"), "no study is reported")
    elif data.glp_statement or stated:
        yield holds(path, data.glp_statement or f"stated for {len(stated)} studies")
    else:
        yield falls_short(path, "not stated", "the status of each study, or a statement")


@check
def gcp_and_register_are_spoken_of(subject: Subject) -> Iterator[Observation]:
    """Earlier trials: something on good clinical practice, and a register entry, for at least one of them."""
    earlier = earlier_trials(subject.product)
    if not earlier:
        yield no_concern(subject.at("clinical.trials"), "no earlier trial is reported")
        return
    practice = [one.id for one in earlier if one.good_clinical_practice]
    entries = [one.id for one in earlier if one.registrations or one.report]
    for label, given in (("good clinical practice", practice), ("the entry in a public register", entries)):
        path = subject.at("clinical.trials")
        yield holds(path, ", ".join(given)) if given else falls_short(path, "not stated", label, label)


@check
def benefit_and_risk_are_assessed(subject: Subject) -> Iterator[Observation]:
    """A conclusion on benefit and risk, or the section of the protocol that holds it (Annex I, 48)."""
    assessment, path = subject.product.clinical.risk_and_benefit, subject.at("clinical.risk_and_benefit")
    if assessment and (assessment.conclusion or assessment.protocol_section):
        yield holds(path, assessment.protocol_section or "assessed")
    elif subject.product.basis and subject.product.basis.kind not in (None, "own_data"):
        kind = (subject.product.basis.kind or "").replace("_", " ")
        yield no_concern(f"{subject.path}.basis.kind", f"the part refers to the {kind}")
    else:
        yield falls_short(path, "not stated", "a conclusion, or a section of the protocol")
