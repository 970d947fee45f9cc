"""Conditions in code on the evidence of good manufacturing practice that is due for a product."""

from __future__ import annotations

from impd.calculation.authorisation_region import authorised_in_union_or_ich
from impd.calculation.gmp_evidence import GmpCase, gmp_evidence
from impd.checking.registry import Answer, condition
from impd.checking.subject import Subject
from impd.dossier.path import build_path


def evidence_is(subject: Subject, *cases: GmpCase) -> Answer:
    """Whether the evidence that is due is one of these cases of Annex I, 32 to 35; None where a fact is missing."""
    found, path = gmp_evidence(subject.product), subject.of_product.path
    holds = None if found.case is None else found.case in cases
    return Answer(holds, build_path(path, found.missing) if found.missing else path, found.reason)


@condition("product", "the product needs no GMP documents, being authorised in the Union and not modified")
def is_free_of_gmp_documents(subject: Subject) -> Answer:
    """Annex I, 32. Sites that are not stated do not matter for it."""
    found = gmp_evidence(subject.product)
    path = f"{subject.of_product.path}.{found.missing or 'authorisation'}"
    if found.case is None and found.missing.startswith("authorisation"):
        return Answer(None, path, found.reason)
    return Answer(found.case == "F-1", path, found.reason)


@condition("product", "a declaration of the qualified person is due")
def qualified_person_declaration_is_due(subject: Subject) -> Answer:
    """Annex I, 33: made outside the Union, authorised neither there nor in a country that is party to ICH."""
    found = gmp_evidence(subject.product)
    path = f"{subject.of_product.path}.{found.missing or 'quality.sites'}"
    return Answer(None if found.case is None else "qp_declaration" in found.documents, path, found.reason)


@condition("product", "a declaration of the qualified person is often asked for, though it is not due")
def qualified_person_declaration_is_advisable(subject: Subject) -> Answer:
    """A product authorised in a country that is party to ICH, and made outside the Union."""
    found, abroad = gmp_evidence(subject.product), authorised_in_union_or_ich(subject.product)
    path = f"{subject.of_product.path}.{found.missing or 'authorisation'}"
    if abroad.holds is False:
        return Answer(False, path, abroad.reason)
    return Answer(None if found.case is None else "qp_declaration" in found.advisable, path, found.reason)


@condition("product", "a declaration of the qualified person is due or often asked for")
def qualified_person_declaration_is_due_or_advisable(subject: Subject) -> Answer:
    """Either of the two; for the data that the declaration rests on."""
    found, path = gmp_evidence(subject.product), subject.of_product.path
    holds = None if found.case is None else "qp_declaration" in (*found.documents, *found.advisable)
    return Answer(holds, build_path(path, found.missing) if found.missing else path, found.reason)


@condition("product", "the facts show that a declaration of the qualified person is due")
def qualified_person_declaration_is_proven_due(subject: Subject) -> Answer:
    """For rules beside the one that asks for the declaration, which says itself what is not stated."""
    found = gmp_evidence(subject.product)
    path = f"{subject.of_product.path}.quality.sites"
    return Answer("qp_declaration" in found.documents, path, found.reason)


@condition("product", "the product is made or prepared under the exemption of Article 61(5)")
def works_under_exemption(subject: Subject) -> Answer:
    """Only where the sponsor names such a process; otherwise there is none."""
    evidence = subject.product.manufacturing_evidence
    stated = evidence is not None and evidence.exempt_process is not None
    words = f"process = {evidence.exempt_process}" if evidence and stated else "no process under Article 61(5) is named"
    return Answer(stated, f"{subject.of_product.path}.manufacturing_evidence.exempt_process", words)


@condition("product", "the product is made outside the Union and without authorisation (Annex I, 33)")
def is_made_outside_without_authorisation(subject: Subject) -> Answer:
    """Case F-2."""
    return evidence_is(subject, "F-2")


@condition("product", "a copy of the manufacturing authorisation is due (Annex I, 34)")
def owes_site_authorisations(subject: Subject) -> Answer:
    """Case F-3."""
    return evidence_is(subject, "F-3")


@condition("product", "manufacture takes place under Article 61(5) (Annex I, 35)")
def owes_national_gmp_evidence(subject: Subject) -> Answer:
    """Case F-4, alone or beside F-2."""
    found, path = gmp_evidence(subject.product), subject.of_product.path
    holds = None if found.case is None else "gmp_national_evidence" in found.documents
    return Answer(holds, build_path(path, found.missing) if found.missing else path, found.reason)


@condition("product", "evidence of good manufacturing practice is due (Annex I, 33 to 35)")
def owes_gmp_evidence(subject: Subject) -> Answer:
    """All cases but F-1."""
    return evidence_is(subject, "F-2", "F-3", "F-4")
