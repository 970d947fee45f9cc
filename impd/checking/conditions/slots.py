"""Conditions of the slots of an application: what may stand instead of a file."""

from __future__ import annotations

from collections.abc import Callable

from impd.calculation.placebo_exemption import placebo_exemption
from impd.calculation.simplified_dossier import TABLE_1, Table1Row, table_1_case
from impd.checking.lookups.national import national_practice
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.trial_site import MemberState


@condition("this", "the member state asks for no proof of payment")
def asks_for_no_proof_of_payment(subject: Subject) -> Answer:
    """As known of the authority; what is not known of counts as asked for."""
    state = subject.entry(MemberState)
    practice = national_practice(state.country)
    asked = practice is None or practice.proof_of_payment
    return Answer(not asked, subject.at("country"), f"country = {state.country}")


@condition("product", "the placebo needs no documents of its own (Annex I, 54)")
def placebo_owes_no_documents(subject: Subject) -> Answer:
    """Proven from composition, manufacturers and sterility, never from what is claimed of them."""
    proof = placebo_exemption(subject.product, subject.application)
    return Answer(proof.holds, build_path(subject.of_product.path, proof.path), proof.reason)


@condition("product", "Table 1 lets an SmPC stand for the quality part")
def smpc_replaces_quality_part(subject: Subject) -> Answer:
    """By the row that the facts prove."""
    return _by_row(subject, lambda row: row.quality == ("smpc",))


@condition("product", "Table 1 lets an SmPC stand for the non-clinical and clinical data")
def smpc_replaces_safety_efficacy_part(subject: Subject) -> Answer:
    """By the row that the facts prove."""
    return _by_row(subject, lambda row: row.non_clinical == "smpc" == row.clinical)


@condition("product", "Table 1 lets an earlier application stand for the dossier")
def earlier_application_replaces_dossier(subject: Subject) -> Answer:
    """By the row that the facts prove."""
    return _by_row(subject, lambda row: row.quality == ("reference",))


def _by_row(subject: Subject, fits: Callable[[Table1Row], bool]) -> Answer:
    """Whether the proven row is of that kind; None while a row of that kind is still open."""
    decision, path = table_1_case(subject.product, subject.application), subject.of_product.path
    if decision.case is not None:
        return Answer(fits(TABLE_1[decision.case]), path, f"row {decision.case}: {decision.reason}")
    for case, proof in decision.open.items():
        if fits(TABLE_1[case]):
            return Answer(None, build_path(path, proof.path), proof.reason)
    return Answer(False, path, decision.reason)
