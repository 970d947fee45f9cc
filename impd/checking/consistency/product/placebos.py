"""Placebos, comparators and simplified dossiers: what they owe, proven from facts and not from claims."""

from __future__ import annotations

from collections.abc import Iterator

from impd.calculation.placebo_exemption import matched_product, placebo_exemption
from impd.calculation.simplified_dossier import TABLE_1, Table1Decision, table_1_case
from impd.checking.comparison import is_within, plain
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.vocabulary import Table1Case, TestCategory


@check
def placebo_is_exempt_or_described(subject: Subject) -> Iterator[Observation]:
    """A placebo that is not proven exempt describes composition, manufacture, control, container and stability."""
    proof = placebo_exemption(subject.product, subject.application)
    if proof.holds:
        yield holds(subject.path, proof.reason)
        return
    quality = subject.product.quality
    if not (quality.drug_products or quality.specifications or quality.stability_claims):
        yield no_concern(
            subject.path, "no quality data are stated; whether any are needed is asked by a rule of its own"
        )
        return
    owed = {
        "drug_products": ("the composition (P.1)", any(one.composition for one in quality.drug_products)),
        "sites": ("the manufacturers (P.3.1)", bool(quality.sites)),
        "specifications": ("the specification (P.5.1)", any(one.tests for one in quality.specifications)),
        "containers": ("the container (P.7)", bool(quality.containers)),
        "stability_claims": ("the shelf life (P.8)", bool(quality.stability_claims)),
    }
    for register, (words, stated) in owed.items():
        path = subject.at(f"quality.{register}")
        if stated:
            yield holds(path, words)
        elif proof.holds is None:
            yield untold(path, f"{words} is not stated, and the exemption is not proven: {proof.reason}")
        else:
            yield falls_short(path, "not stated", words, reason=proof.reason)


@check
def placebo_claims_are_proven(subject: Subject) -> Iterator[Observation]:
    """What is claimed of a placebo (same composition, same manufacturer) is not contradicted by its own data."""
    compared = subject.product.compared
    claimed = compared and (compared.same_composition_without_active or compared.same_manufacturer)
    path = subject.at("compared")
    if not claimed:
        yield no_concern(path, "no exemption is claimed")
        return
    proof = placebo_exemption(subject.product, subject.application)
    if proof.holds is None:
        yield untold(f"{subject.path}.{proof.path}", proof.reason)
    elif proof.holds:
        yield holds(path, proof.reason)
    else:
        yield falls_short(f"{subject.path}.{proof.path}", proof.reason, "facts that agree with the claim")


@check
def placebo_is_tested(subject: Subject) -> Iterator[Observation]:
    """The specification of a placebo tests absence of the active substance, appearance and microbial quality."""
    quality = subject.product.quality
    found = {test.category for one in quality.specifications for test in one.tests}
    path = subject.at("quality.specifications")
    if not found:
        exempt = placebo_exemption(subject.product, subject.application).holds
        yield no_concern(path, "the placebo is exempt") if exempt else untold(path, "no specification is stated")
        return
    owed: dict[str, set[TestCategory]] = {
        "absence of the active substance": {"absence_of_active", "identity"},
        "appearance": {"appearance"},
        "microbial quality or sterility": {"microbial_quality", "sterility", "bioburden"},
    }
    for words, categories in owed.items():
        yield holds(path, words) if categories & found else falls_short(path, "no test", words, words)
    released = any("batch_release" in one.roles for one in quality.sites)
    sites = subject.at("quality.sites")
    yield (
        holds(sites, "batch release") if released else falls_short(sites, "no site", "a site for batch release", "site")
    )


@check
def placebo_looks_like_the_product(subject: Subject) -> Iterator[Observation]:
    """Appearance and container of a placebo are those of the product it matches, and it keeps as long."""
    tested = matched_product(subject.product, subject.application)
    own, other = subject.product.quality.drug_products, tested.quality.drug_products if tested else ()
    if not own or not other:
        yield untold(subject.at("compared.reference_product"), "the product that the placebo matches is not described")
        return
    mine, its = own[0], other[0]
    path = subject.of_product.path_of(mine.id)
    for field in ("appearance", "presentation"):
        here, there = getattr(mine, field), getattr(its, field)
        if here and there:
            at = f"{path}.{field}"
            yield holds(at, here) if plain(here) == plain(there) else falls_short(at, here, there)
    if mine.shelf_life and its.shelf_life:
        at = f"{path}.shelf_life"
        short = is_within(its.shelf_life, mine.shelf_life) is False
        yield falls_short(at, mine.shelf_life, f"at least {its.shelf_life}") if short else holds(at, mine.shelf_life)


@check
def table_1_lets_the_dossier_stand(subject: Subject) -> Iterator[Observation]:
    """A simplified dossier for which no row is claimed stands on one that the facts prove, and has what it asks for."""
    decision = table_1_case(subject.product, subject.application)
    path = subject.at("simplified.case")
    if subject.product.simplified and subject.product.simplified.case:
        yield no_concern(path, "a row is claimed, and is proven by a rule of its own")
    elif decision.case is None:
        yield from _not_proven(subject, decision)
    else:
        yield holds(path, f"{decision.case}: {TABLE_1[decision.case].words}")
        yield from _columns(subject, decision)


def _not_proven(subject: Subject, decision: Table1Decision) -> Iterator[Observation]:
    if not decision.open:
        expected = "a row of Table 1, or the full dossier"
        yield falls_short(subject.at("simplified.case"), "no row", expected, reason=decision.reason)
        return
    case = _likely(subject, decision)
    proof = decision.open[case]
    at = proof.path if proof.path == "member_states" else f"{subject.path}.{proof.path}"
    yield untold(at, f"no row of Table 1 is proven; for row {case}, {proof.reason}")


def _likely(subject: Subject, decision: Table1Decision) -> Table1Case:
    """The open row that the basis points to; else the first."""
    basis = subject.product.basis
    earlier = basis is not None and basis.kind == "previous_application" and "4a" in decision.open
    return "4a" if earlier else next(iter(decision.open))


def _columns(subject: Subject, decision: Table1Decision) -> Iterator[Observation]:
    """The parts of the quality data that the proven row asks for."""
    quality, row = subject.product.quality, TABLE_1[decision.case] if decision.case else None
    owed = row.quality if row else ()
    authorisation = subject.product.authorisation
    stated = {
        "smpc": bool(authorisation and authorisation.product_information) or _smpc_registered(subject),
        "S": bool(quality.substances),
        "P": bool(quality.drug_products) or bool(subject.product.compared and subject.product.compared.modification),
    }
    where = {"smpc": "authorisation.product_information", "S": "quality.substances", "P": "quality.drug_products"}
    words = {"smpc": "the SmPC", "S": "data on the active substance (S)", "P": "data on the product (P)"}
    for part in owed:
        if part in stated and not stated[part]:
            reason = f"row {decision.case}"
            yield falls_short(subject.at(where[part]), "not stated", words[part], part, reason=reason)


def _smpc_registered(subject: Subject) -> bool:
    code = subject.product.code
    return any(one.kind == "summary_of_product_characteristics" and code in one.products
               for one in subject.application.documents)  # fmt: skip
