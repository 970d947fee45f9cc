"""Which row of Table 1 lets a simplified dossier stand (Regulation (EU) No 536/2014, Annex I, 50 to 53)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from impd.calculation.authorisation_region import authorised_in_union_or_ich
from impd.calculation.proof import Proof, all_of, negated, stated
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.product_statements import SimplifiedDossier
from impd.dossier.vocabulary import Table1Case


@dataclass(frozen=True, slots=True)
class Table1Row:
    """A row of Table 1: the case in words, and what each column asks for.

    ``smpc``, parts ``S``, ``P`` and ``A`` of the quality data, ``own`` data, ``reference`` to the earlier submission,
    ``new`` data, or data ``if appropriate``.
    """

    words: str
    quality: tuple[str, ...]
    non_clinical: str
    clinical: str


TABLE_1: Mapping[Table1Case, Table1Row] = {
    "1a": Table1Row("authorised, used within its product information", ("smpc",), "smpc", "smpc"),
    "1b": Table1Row("authorised, used outside its product information", ("smpc",), "if appropriate", "if appropriate"),
    "1c": Table1Row("authorised, modified for the trial", ("P", "A"), "smpc", "smpc"),
    "2": Table1Row("another form or strength is authorised, supplied by its holder", ("smpc", "P", "A"), "own", "own"),
    "3a": Table1Row("substance of an authorised product, from the same manufacturer", ("smpc", "P", "A"), "own", "own"),
    "3b": Table1Row("substance of an authorised product, from another manufacturer", ("smpc", "S", "P", "A"), "own",
                    "own"),
    "4a": Table1Row("earlier trial authorised, product not modified, no new data", ("reference",), "reference",
                    "reference"),
    "4b": Table1Row("earlier trial authorised, product not modified, new data", ("new",), "new", "new"),
    "4c": Table1Row("earlier trial authorised, product not modified, used under different conditions",
                    ("if appropriate",), "if appropriate", "if appropriate"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table1Decision:
    """The row that the facts prove; without one, the rows still open, each with the fact that is missing.

    ``case`` None and nothing ``open``: no row applies, and the full dossier is owed.
    """

    case: Table1Case | None
    reason: str
    open: Mapping[Table1Case, Proof]

    @property
    def missing(self) -> tuple[str, ...]:
        """Paths below the product, or of the application, of the facts that would decide."""
        return tuple(dict.fromkeys(one.path for one in self.open.values())) if self.case is None else ()


def table_1_case(product: MedicinalProduct, application: ClinicalTrialApplication) -> Table1Decision:
    """The first row of Table 1 that the facts of a product prove (Annex I, 52).

    A row is proven by facts only, never by the row that the sponsor claims. A placebo has no row: it is exempt by
    Annex I, 54, or owes quality data.
    """
    if product.role == "placebo":
        return Table1Decision(None, "Table 1 has no row for a placebo", {})
    proofs = {case: table_1_row_applies(case, product, application) for case in TABLE_1}
    for case, proof in proofs.items():
        if proof.holds:
            return Table1Decision(case, proof.reason, {})
    still = {case: proof for case, proof in proofs.items() if proof.holds is None}
    reason = "; ".join(dict.fromkeys(one.reason for one in (still or proofs).values()))
    return Table1Decision(None, reason, still)


def table_1_row_applies(case: Table1Case, product: MedicinalProduct, application: ClinicalTrialApplication) -> Proof:
    """Whether the facts prove one row of Table 1: the row that a sponsor claims (Annex I, 52)."""
    return _ROWS[case](product, application)


def _authorised(product: MedicinalProduct, modified: bool) -> Proof:
    """Authorised in the Union or an ICH country, and modified for the trial or not; relabelled is not modified."""
    path = "authorisation.modification"
    modification = product.authorisation.modification if product.authorisation else None
    is_modified = None if modification is None else modification == "modified"
    return all_of((authorised_in_union_or_ich(product), stated(is_modified, path, "it is modified", wanted=modified)))


def _used_within(product: MedicinalProduct, wanted: bool) -> Proof:
    replaced = product.basis.replaced if product.basis else None
    within = replaced.use_within_product_information if replaced else None
    path = "basis.replaced.use_within_product_information"
    return stated(within, path, "it is used within its product information", wanted=wanted)


def _simplified(product: MedicinalProduct, field: str, words: str, wanted: bool = True) -> Proof:
    facts = product.simplified or SimplifiedDossier()
    return stated(getattr(facts, field), f"simplified.{field}", words, wanted=wanted)


def _other_form(product: MedicinalProduct) -> Proof:
    return all_of((
        _simplified(product, "other_form_or_strength_authorised", "another form or strength of it is authorised"),
        _simplified(product, "supplied_by_holder", "the holder of that authorisation supplies it"),
    ))  # fmt: skip


def _substance(product: MedicinalProduct, same_manufacturer: bool) -> Proof:
    words = "the substance comes from the manufacturer of the authorised product"
    return all_of((
        negated(authorised_in_union_or_ich(product)),
        _simplified(product, "substance_in_authorised_product", "its substance is part of an authorised product"),
        _simplified(product, "same_substance_manufacturer", words, wanted=same_manufacturer),
    ))  # fmt: skip


def _earlier_trial(product: MedicinalProduct, application: ClinicalTrialApplication) -> Proof:
    """An earlier trial authorised in every member state concerned; the case holds for each member state by itself."""
    path = "simplified.authorised_trial_in"
    earlier = {one.upper() for one in product.simplified.authorised_trial_in} if product.simplified else set()
    concerned = [one.country.upper() for one in application.member_states]
    if not earlier:
        return Proof(None, "it is not stated where an earlier trial was authorised", path)
    if not concerned:
        return Proof(None, "the member states concerned are not stated", "member_states")
    if lacking := [one for one in concerned if one not in earlier]:
        return Proof(False, f"no earlier trial was authorised in {', '.join(lacking)}", path)
    return Proof(True, f"an earlier trial was authorised in {', '.join(concerned)}", path)


def _earlier(product: MedicinalProduct, application: ClinicalTrialApplication, *more: Proof) -> Proof:
    unchanged = _simplified(product, "modified_since", "it was modified since the earlier trial", wanted=False)
    return all_of((_earlier_trial(product, application), unchanged, *more))


def _new_data(product: MedicinalProduct, wanted: bool) -> Proof:
    return _simplified(product, "new_data_since", "there are new data since the earlier trial", wanted=wanted)


def _other_conditions(product: MedicinalProduct, wanted: bool) -> Proof:
    return _simplified(product, "different_conditions", "it is used under different conditions", wanted=wanted)


_ROWS: Mapping[Table1Case, Callable[[MedicinalProduct, ClinicalTrialApplication], Proof]] = {
    "1a": lambda product, _: all_of((_authorised(product, False), _used_within(product, True))),
    "1b": lambda product, _: all_of((_authorised(product, False), _used_within(product, False))),
    "1c": lambda product, _: _authorised(product, True),
    "2": lambda product, _: _other_form(product),
    "3a": lambda product, _: _substance(product, True),
    "3b": lambda product, _: _substance(product, False),
    "4a": lambda product, trial: _earlier(product, trial, _new_data(product, False), _other_conditions(product, False)),
    "4b": lambda product, trial: _earlier(product, trial, _new_data(product, True), _other_conditions(product, False)),
    "4c": lambda product, trial: _earlier(product, trial, _other_conditions(product, True)),
}
