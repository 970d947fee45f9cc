"""Impurities: process residues listed, each impurity tested or excluded, amounts per dose calculated and supported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.calculated_figure import CalculatedFigure
from impd.calculation.dose_arithmetic import total_dose
from impd.calculation.dose_exposure import amount_per_dose
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.comparison import names_the_same
from impd.checking.known import KnownProduct
from impd.checking.lookups.specification_lines import (
    Line,
    all_lines,
    interval_of,
    is_drug_product,
    is_made,
    lines_of,
)
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.control import Impurity
from impd.dossier.quality.materials import Material
from impd.dossier.quality.product import Dose
from impd.dossier.quantity import Quantity

_RESIDUES = (
    "reagent", "solvent", "catalyst", "medium", "cytokine", "enzyme", "antibiotic", "separation_reagent",
    "processing_aid", "feeder_cells",
)  # fmt: skip
_RESIDUES_OF_SYNTHESIS = ("solvent", "catalyst")
_WATER = re.compile(r"\bwater\b", re.IGNORECASE)
_PER_DOSE = re.compile(
    r"(?P<amount>\d+(?:\.\d+)?)\s*(?P<unit>[µnp]?g|mg)(?: of [\w -]+?)? in (?P<dose>\d+(?:\.\d+)?)\s*"
    r"(?P<dose_unit>[µm]?g)(?: at the limit)?(?=[,;]|$)"
)
_TOLERANCE = Decimal("0.05")
_NITROSAMINE = re.compile(r"nitros[oa]", re.IGNORECASE)
_SUMS = re.compile(r"total|\bsum\b|unspecified|any other|unknown|each other", re.IGNORECASE)
_RELATED = ("degradation_product", "product_impurity", "mutagenic_impurity")
_SUBSTANCES = ("degradation", "product_related", "mutagenic", "nitrosamine")


def _section_of_impurity(known: KnownProduct, subject: str | None) -> str:
    """Where an impurity is described: in P.5.5 for a product, else in S.3.2."""
    return "P.5.5" if is_drug_product(known, subject) else "S.3.2"


def _in_its_section(subject: Subject, seen: Observation) -> Observation:
    impurity = subject.entry(Impurity)
    of = impurity.subject
    return seen.in_section(_section_of_impurity(subject.of_product, of))


@check
def process_residue_is_listed(subject: Subject) -> Iterator[Observation]:
    """What the process adds and may leave behind is an impurity of the list or has its argument of removal."""
    material, known = subject.entry(Material), subject.of_product
    path = subject.at("residual_control")
    synthetic = subject.product.product_class == "chemical"
    wanted = _RESIDUES_OF_SYNTHESIS if synthetic else _RESIDUES
    if material.category is None:
        yield untold(subject.at("category"), "what kind of material it is is not stated")
    elif material.category not in wanted or _WATER.search(material.name or ""):
        yield no_concern(subject.at("category"), f"it is {material.category.replace('_', ' ')} and leaves no residue")
    elif material.in_final_product or material.not_used_reason:
        yield no_concern(subject.path, "it is part of the product or not used")
    elif material.residual_control:
        yield holds(path, material.residual_control)
    elif listed := _listed(known, material):
        yield holds(known.path_of(listed.id), called(listed))
    else:
        yield falls_short(path, "neither an impurity of that name nor a control of what remains", "one of the two")


def _listed(known: KnownProduct, material: Material) -> Impurity | None:
    name = called(material)
    return next((one for one in known.product.quality.impurities if one.name and names_the_same(one.name, name)), None)


@check
def impurity_is_tested_or_excluded(subject: Subject) -> Iterator[Observation]:
    """An impurity is a test of a specification, or left out for a reason or on data."""
    impurity, known = subject.entry(Impurity), subject.of_product
    tests = {line.test.id for line in all_lines(known)}
    tested = [one for one in impurity.tests if one in tests]
    reason = impurity.argument or impurity.observed
    if tested:
        yield holds(subject.at("tests"), ", ".join(tested))
    elif reason:
        yield holds(subject.at("argument" if impurity.argument else "observed"), reason)
    else:
        seen = falls_short(subject.at("tests"), "neither tested nor left out for a reason", "a test or a reason")
        yield _in_its_section(subject, seen)


@check
def level_of_impurity_is_supported(subject: Subject) -> Iterator[Observation]:
    """The limit of an impurity rests on a qualified level, an acceptable amount or an argument."""
    impurity = subject.entry(Impurity)
    amount = str(impurity.supported_amount) if impurity.supported_amount else None
    support = impurity.qualified_level or amount or impurity.argument
    if support:
        yield holds(subject.at("qualified_level"), support)
    else:
        seen = falls_short(subject.at("qualified_level"), "not stated", "a qualified level or an argument")
        yield _in_its_section(subject, seen)


@check
def amount_at_the_limit_is_supported(subject: Subject) -> Iterator[Observation]:
    """What the highest dose holds at the limit is no more than the amount supported."""
    impurity, known = subject.entry(Impurity), subject.of_product
    if impurity.supported_amount is None:
        return
    path = subject.at("supported_amount")
    lines = [line for line in _lines(known, impurity) if _upper(line) is not None]
    if not lines:
        yield untold(subject.at("tests"), "no test with an upper limit is named for the impurity")
    for line in lines:
        seen = _supported(known, line, impurity.supported_amount, path)
        yield _in_its_section(subject, seen)


def _supported(known: KnownProduct, line: Line, supported: Quantity, path: str) -> Observation:
    found = _at_the_limit(known, line, supported)
    factor = conversion_factor(found.unit, supported.unit) if found.number is not None else None
    if found.number is None or factor is None:
        return untold(path, found.reason or f"the amount ({found.text}) is in another unit than {supported}")
    if found.number * factor <= (supported.number.high or supported.number.low):
        return holds(path, found.text)
    return falls_short(path, supported, found.text, what=line.path, test=line.name, amount=found.text)


def _at_the_limit(known: KnownProduct, line: Line, supported: Quantity) -> CalculatedFigure:
    """The amount in the highest daily dose if the test is at its limit; the limit itself where it is per day."""
    upper = _upper(line)
    if upper is None:
        return CalculatedFigure(reason="the limit is no upper one")
    daily = upper.unit.removesuffix("/{day}").removesuffix("/d")
    if daily != upper.unit and conversion_factor(daily, supported.unit) is not None:
        return CalculatedFigure(upper.number.low, daily, str(upper))
    return _of_dose(upper, _highest_dose(known), supported.unit)


def _of_dose(upper: Quantity, dose: Dose | None, unit: str) -> CalculatedFigure:
    asked = (dose.maximum or dose.target) if dose else None
    if asked is None or dose is None:
        return CalculatedFigure(reason="the highest dose is not stated")
    if unit.endswith("/kg") and asked.unit.endswith("/kg"):
        per_weight = amount_per_dose(upper, Quantity(value=asked.value, unit=asked.unit.removesuffix("/kg")))
        return CalculatedFigure(per_weight.number, f"{per_weight.unit}/kg", f"{per_weight.text} per kg",
                                reason=per_weight.reason)  # fmt: skip
    whole = total_dose(asked, dose.highest_body_weight)
    if whole.number is None:
        return whole
    return amount_per_dose(upper, Quantity(value=f"{whole.number:f}", unit=whole.unit))


def _highest_dose(known: KnownProduct) -> Dose | None:
    return next((one.dose for one in known.product.quality.drug_products if one.dose), None)


def _lines(known: KnownProduct, impurity: Impurity) -> list[Line]:
    """The tests of an impurity in the specifications of its subject."""
    return [line for one in known.product.quality.specifications if one.subject == impurity.subject
            for line in lines_of(known, one) if line.test.id in impurity.tests]  # fmt: skip


def _upper(line: Line) -> Quantity | None:
    """The highest value that a test allows, to the end of the shelf life where it has a limit for that."""
    for criterion in (line.test.shelf_life_limit, line.test.release_limit):
        interval = interval_of(criterion, line.test.unit)
        if interval and interval.high is not None and interval.low is None and line.test.unit:
            return Quantity(value=f"{interval.high:f}", unit=line.test.unit)
    return None


@check
def amount_per_dose_is_as_calculated(subject: Subject) -> Iterator[Observation]:
    """A stated amount in a dose at the limit equals limit times dose."""
    impurity, known = subject.entry(Impurity), subject.of_product
    stated = _PER_DOSE.match(impurity.maximum_per_dose or "")
    if stated is None:
        return
    dose = Quantity(value=stated["dose"], unit=stated["dose_unit"].replace("µ", "u"))
    unit = stated["unit"].replace("µ", "u")
    uppers = [upper for line in _lines(known, impurity) if (upper := _upper(line)) is not None]
    figures = [one for upper in uppers if (one := amount_per_dose(upper, dose)).number is not None]
    if not figures:
        return
    path, number = subject.at("maximum_per_dose"), Decimal(stated["amount"])
    if any(_agrees(one, number, unit) for one in figures):
        yield holds(path, stated[0])
    else:
        expected = " or ".join(one.text for one in figures)
        yield _in_its_section(subject, falls_short(path, stated[0], expected))


def _agrees(figure: CalculatedFigure, number: Decimal, unit: str) -> bool:
    factor = conversion_factor(figure.unit, unit)
    if factor is None or figure.number is None:
        return False
    return abs(figure.number * factor - number) <= _TOLERANCE * number


@check
def nitrosamines_are_addressed(subject: Subject) -> Iterator[Observation]:
    """A statement on nitrosamines is made: an impurity, or the own text of a section."""
    known = subject.of_product
    for one in known.product.quality.impurities:
        if one.type == "nitrosamine" or _NITROSAMINE.search(f"{one.name} {one.argument or ''}"):
            yield holds(known.path_of(one.id), called(one))
            return
    for text in known.product.narratives:
        if text.section.startswith(("S.", "P.")) and _NITROSAMINE.search(text.text):
            yield holds(build_path(known.path, "narratives"), f"text of {text.section}")
            return
    yield falls_short(build_path(known.path, "quality.impurities"), "not stated", "an assessment")


@check
def related_substances_agree(subject: Subject) -> Iterator[Observation]:
    """The degradation products and related substances of P.5.5 are those of the specification of the product."""
    known = subject.of_product
    lines = [line for line in all_lines(known) if is_drug_product(known, line.specification.subject)]
    impurities = [one for one in known.product.quality.impurities
                  if is_drug_product(known, one.subject) and one.type in _SUBSTANCES]  # fmt: skip
    for line in lines:
        if line.test.category in _RELATED and not _SUMS.search(line.name):
            yield _described(known, line, impurities)
    tests = {line.test.id for line in lines}
    for one in impurities:
        path = build_path(known.path_of(one.id), "tests")
        if tests.intersection(one.tests):
            yield holds(path, called(one))
        elif one.argument or one.observed:
            yield no_concern(path, "it is left out of the specification for a stated reason")
        else:
            yield falls_short(path, f"{called(one)} in P.5.5 only", "a test in P.5.1")


def _described(known: KnownProduct, line: Line, impurities: list[Impurity]) -> Observation:
    named = [one for one in impurities if line.test.id in one.tests or names_the_same(called(one), line.name)]
    if named:
        return holds(line.path, called(named[0]))
    if not is_made(known, line.specification.subject):
        return no_concern(line.path, "it is no test of the product")
    return falls_short(line.path, f"{line.name} in P.5.1 only", "a description in P.5.5")
