"""Whether a placebo needs no documentation of its own (Regulation (EU) No 536/2014, Annex I, 54)."""

from __future__ import annotations

from impd.calculation.proof import Proof, all_of
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.quality.manufacture import Site

_MAKES = frozenset({"product_manufacture", "fill_finish"})


def placebo_exemption(product: MedicinalProduct, application: ClinicalTrialApplication) -> Proof:
    """Whether the placebo has the composition of the test product but for the active substance, the same
    manufacturer, and is not sterile (Annex I, 54).

    Composition and manufacturer are compared with the test product's own data. What ``compared`` says is a claim: a
    "no" there disproves, a "yes" alone leaves the question open. Amounts may differ: filler replaces the active.
    """
    tested = matched_product(product, application)
    return all_of((_same_composition(product, tested), _same_manufacturer(product, tested), _not_sterile(product)))


def matched_product(product: MedicinalProduct, application: ClinicalTrialApplication) -> MedicinalProduct | None:
    """The product that a placebo matches: the one it names by code or name, else the only one under test."""
    others = [one for one in application.products if one.code != product.code and one.role in ("test", "comparator")]
    words = (product.compared.reference_product or "") if product.compared else ""
    named = [one for one in others if one.code in words or (one.name and one.name in words)]
    found = named or [one for one in others if one.role == "test"]
    return found[0] if len(found) == 1 else None


def _same_composition(product: MedicinalProduct, tested: MedicinalProduct | None) -> Proof:
    path = "compared.same_composition_without_active"
    if product.compared and product.compared.same_composition_without_active is False:
        return Proof(False, "the composition is said to differ from that of the test product", path)
    own = components(product)
    if not own:
        return Proof(None, "the composition of the placebo is not stated", "quality.drug_products")
    if tested is None or not components(tested):
        return Proof(None, "the composition of the product it matches is not stated", "compared.reference_product")
    other = components(tested, without_active=True)
    if differing := sorted(own ^ other):
        where = "only in the placebo" if differing[0] in own else "only in the test product"
        return Proof(False, f"{differing[0]} stands {where}", "quality.drug_products")
    return Proof(True, "the same components but for the active substance", "quality.drug_products")


def components(product: MedicinalProduct, *, without_active: bool = False) -> frozenset[str]:
    """The names of all components of a product, in lower case."""
    actives = {one.id for one in product.quality.substances}
    return frozenset(
        line.name.lower()
        for drug_product in product.quality.drug_products
        for line in drug_product.composition
        if not (without_active and _is_active(line.material, line.function, actives))
    )


def _is_active(material: str | None, function: str | None, actives: set[str]) -> bool:
    return material in actives or (function or "").lower().startswith(("active", "drug substance"))


def _same_manufacturer(product: MedicinalProduct, tested: MedicinalProduct | None) -> Proof:
    path = "compared.same_manufacturer"
    if product.compared and product.compared.same_manufacturer is False:
        return Proof(False, "the manufacturer is said to differ from that of the test product", path)
    own = _makers(product)
    other = _makers(tested) if tested else frozenset()
    if not own or not other:
        whose = "the placebo" if not own else "the product it matches"
        return Proof(None, f"the manufacturer of {whose} is not stated", "quality.sites")
    if differing := sorted(own - other):
        return Proof(False, f"{differing[0][0]} makes the placebo but not the test product", "quality.sites")
    return Proof(True, "the same manufacturer", "quality.sites")


def _makers(product: MedicinalProduct) -> frozenset[tuple[str, str]]:
    return frozenset(_known(one) for one in product.quality.sites if _MAKES.intersection(one.roles) and one.name)


def _known(site: Site) -> tuple[str, str]:
    return (site.name or "", " ".join((site.address or "").split()).lower())


def _not_sterile(product: MedicinalProduct) -> Proof:
    path = "quality.drug_products"
    stated = [one.sterile for one in product.quality.drug_products]
    if any(stated):
        return Proof(False, "the placebo is sterile", path)
    if not stated or None in stated:
        return Proof(None, "it is not stated whether the placebo is sterile", path)
    return Proof(True, "the placebo is not sterile", path)
