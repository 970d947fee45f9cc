"""The risk-based approach of an advanced therapy by its class, and the statement on modified organisms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from impd.checking.code_words import word_of
from impd.checking.lookups.kinds_of_product import VIRUSES, is_autologous
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import build_path
from impd.dossier.risk import Risk
from impd.resources import folder, well_formed
from impd.rules.yaml_lines import read_yaml

_LIVING_VECTOR = ("gtmp_in_vivo_viral", "gtmp_oncolytic", "gtmp_bacterial")


@lru_cache(maxsize=1)
def risk_kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of risk that each class has to consider. Raises TemplateFault when the table is unreadable."""
    file = folder("schemas") / "eu_ctr_atmp" / "risk_kinds.yaml"
    value, _ = read_yaml(file)
    with well_formed(file, "the table"):
        return {name: tuple(kinds) for name, kinds in value["kinds"].items()}


def expected_kinds(product: MedicinalProduct) -> tuple[str, ...]:
    """The kinds of risk for a product, by its class, a device as its part, and the donor."""
    names = ["every", product.product_class or "", *_further(product)]
    return tuple(dict.fromkeys(kind for name in names for kind in risk_kinds().get(name, ())))


def _further(product: MedicinalProduct) -> Iterator[str]:
    if product.atmp and product.atmp.combined:
        yield "combined"
    if is_autologous(product):
        yield "autologous"


@check
def risks_of_the_class_are_considered(subject: Subject) -> Iterator[Observation]:
    """Each kind of risk of the class is in the risk-based approach, be it as not relevant."""
    path = build_path(subject.of_product.path, "risks")
    stated = {one.kind for one in subject.product.risks}
    if not stated:
        yield untold(path, "no risk is stated")
        return
    expected = expected_kinds(subject.product)
    yield from (holds(path, word_of(kind)) for kind in expected if kind in stated)
    if missing := [word_of(kind) for kind in expected if kind not in stated]:
        yield falls_short(path, "not stated", "; ".join(missing))


@check
def high_risks_have_a_clinical_measure(subject: Subject) -> Iterator[Observation]:
    """A risk rated high has a clinical control of its own, or a measure of the trial refers to it."""
    risk = subject.entry(Risk)
    path = subject.at("clinical_control")
    if risk.relevant is False or "high" not in (risk.rating or "").lower():
        yield no_concern(path, "the risk is not rated high")
        return
    assessed = subject.product.clinical.risk_and_benefit
    measured = assessed is not None and any(one.risk == risk.id for one in assessed.measures)
    yield holds(path) if risk.clinical_control or measured else falls_short(path, "not stated", "a measure")


@check
def modified_organism_is_declared(subject: Subject) -> Iterator[Observation]:
    """It is stated whether a gene therapy is a modified organism; products with a virus or bacterium are."""
    product = subject.product
    path = build_path(subject.of_product.path, "atmp.genetically_modified_organism")
    declared = product.atmp.genetically_modified_organism if product.atmp else None
    living = product.product_class in _LIVING_VECTOR or (
        product.product_class == "gtmp_ex_vivo"
        and any(one.family in (*VIRUSES, "bacterium") for one in product.quality.vectors)
    )
    if declared is None:
        yield falls_short(path, "not stated", "yes or no")
    elif living and not declared:
        yield falls_short(path, "no", "yes, as for any product with a virus or cells modified by one")
    else:
        yield holds(path, "yes" if declared else "no")
