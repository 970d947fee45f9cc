"""What follows from dose, concentration and body weight: volumes, containers, endotoxin at the limit."""

from __future__ import annotations

from impd.building.answer_values import Rows, Values, entry_path
from impd.calculation.containers_by_weight import container_bands
from impd.calculation.dose_arithmetic import dose_volume, total_dose
from impd.calculation.dose_exposure import amount_per_dose
from impd.calculation.endotoxin_exposure import Administration, endotoxin_exposure
from impd.composing.answers import Calculated, CalculatedRow
from impd.dossier import MedicinalProduct
from impd.dossier.quality.control import Specification, SpecificationTest
from impd.dossier.quality.product import Dose, DrugProduct
from impd.dossier.quantity import Quantity


def dose_values(product: MedicinalProduct) -> Values:
    """Of each drug product: the volume of the highest dose at the highest body weight, its endotoxin at the limit."""
    for one in product.quality.drug_products:
        path = f"{entry_path(f'products[{product.code}].quality', 'drug_products', one)}"
        if one.dose is not None:
            yield from _volume(one, one.dose, path)
            yield from _endotoxin(product, one, path)
    if product.quality.drug_products:
        yield from _impurities(product, product.quality.drug_products[0])


def dose_rows(product: MedicinalProduct) -> Rows:
    """Of each drug product: volume and containers by body weight."""
    for one in product.quality.drug_products:
        place = entry_path(f"products[{product.code}].quality", "drug_products", one)
        yield (place, "containers"), _containers(one, place)


def _volume(one: DrugProduct, dose: Dose, path: str) -> Values:
    asked, name = _asked(dose)
    found = dose_volume(asked, one.concentration, dose.highest_body_weight)
    if found.number is not None:
        inputs = (f"{path}.dose.{name}", f"{path}.concentration", f"{path}.dose.highest_body_weight")
        yield (f"{path}.dose", "volume at the highest weight"), Calculated(found.steps, inputs, found.convention)


def _endotoxin(product: MedicinalProduct, one: DrugProduct, path: str) -> Values:
    """The exposure if a batch were at its limit, against the ceiling of the route."""
    limit, source = _endotoxin_limit(product, one)
    volume, weight, name = _largest_volume(one)
    if limit is None or volume is None or one.dose is None:
        return
    route = product.route[0] if product.route else None
    given = Administration(volume, weight, one.dose.administration_time, route)
    found = endotoxin_exposure(limit, given)
    if found.exposure.number is not None and found.ceiling is not None:
        text = f"{found.exposure.steps}; ceiling {found.ceiling}"
        inputs = (source, f"{path}.dose.{name}", f"{path}.dose.administration_time")
        yield (f"{path}.dose", "endotoxin"), Calculated(text, inputs, found.exposure.convention)


def _impurities(product: MedicinalProduct, one: DrugProduct) -> Values:
    """What the highest dose holds of each impurity if it is at its limit, where the units let a dose be taken."""
    path = f"products[{product.code}].quality"
    for impurity in product.quality.impurities:
        found: dict[str, str] = {}
        inputs: list[str] = []
        for specification in product.quality.specifications:
            for test in specification.tests if specification.subject == impurity.subject else ():
                text = _at_the_limit(one, specification, test) if test.id in impurity.tests else ""
                if text:
                    found[test.name or test.id] = text
                    inputs.append(entry_path(entry_path(path, "specifications", specification), "tests", test))
        if found:
            words = "; ".join(f"{name}: {text}" if len(found) > 1 else text for name, text in found.items())
            dose = f"{entry_path(path, 'drug_products', one)}.dose"
            value = Calculated(words, (*inputs, dose), "limit of the test times the highest dose")
            yield (entry_path(path, "impurities", impurity), "per dose at the limit"), value


def _at_the_limit(one: DrugProduct, specification: Specification, test: SpecificationTest) -> str:
    """The amount in the highest dose at an upper limit of content; empty for another limit or units that do not fit.

    A content per volume counts for the product only: the substance may be diluted.
    """
    criterion = test.shelf_life_limit if test.shelf_life_limit and test.shelf_life_limit.number else test.release_limit
    number = criterion.number if criterion else None
    if criterion is None or number is None or criterion.kind not in ("at most", "less than") or not test.unit:
        return ""
    volume = _largest_volume(one)[0] if specification.subject == one.id else None
    whole = total_dose(_asked(one.dose)[0], one.dose.highest_body_weight) if one.dose else None
    total = Quantity(value=f"{whole.number:f}", unit=whole.unit) if whole and whole.number is not None else None
    limit = Quantity(value=f"{number.low}", unit=test.unit)
    figures = (amount_per_dose(limit, dose) for dose in (total, volume) if dose is not None)
    return next((figure.text for figure in figures if figure.number is not None), "")


def _endotoxin_limit(product: MedicinalProduct, one: DrugProduct) -> tuple[Quantity | None, str]:
    for specification in product.quality.specifications:
        for test in specification.tests if specification.subject == one.id else ():
            number = test.release_limit.number if test.release_limit else None
            if test.category == "endotoxin" and number is not None and number.high is None and test.unit:
                place = entry_path(f"products[{product.code}].quality", "specifications", specification)
                limit = f"{entry_path(place, 'tests', test)}.release_limit"
                return Quantity(value=f"{number.low}", unit=test.unit), limit
    return None, ""


def _largest_volume(one: DrugProduct) -> tuple[Quantity | None, Quantity | None, str]:
    """The volume that brings most per kilogram, the body weight it goes with, and the fact it follows from."""
    dose = one.dose
    if dose is None:
        return None, None, ""
    asked, name = _asked(dose)
    found = dose_volume(asked, one.concentration, dose.highest_body_weight)
    if found.number is not None:
        fixed = dose_volume(asked, one.concentration).number is not None
        weight = dose.lowest_body_weight if fixed else dose.highest_body_weight
        return Quantity(value=f"{found.number:f}", unit=found.unit), weight, name
    return dose.volume, dose.lowest_body_weight, "volume"


def _asked(dose: Dose) -> tuple[Quantity | None, str]:
    """The highest dose, or else the target dose."""
    return (dose.maximum, "maximum") if dose.maximum else (dose.target, "target")


def _containers(one: DrugProduct, path: str) -> tuple[CalculatedRow, ...]:
    """Volume and containers by body weight for the target or else the highest dose."""
    dose = one.dose
    if dose is None or not (dose.target or dose.maximum):
        return ()
    asked, name = (dose.target, "target") if dose.target else (dose.maximum, "maximum")
    lightest, heaviest = dose.lowest_body_weight, dose.highest_body_weight
    table = container_bands(asked, one.concentration, one.extractable_volume, lightest, heaviest)
    weights = (f"{path}.dose.lowest_body_weight", f"{path}.dose.highest_body_weight")
    inputs = (f"{path}.dose.{name}", f"{path}.concentration", f"{path}.extractable_volume", *weights)
    return tuple(
        CalculatedRow(
            row.weight,
            {"weight": row.weight, "volume": row.volume.text, "containers": str(row.containers),
             "residual": row.residual.text, "dose": str(asked)},
            inputs,
            table.convention,
        )
        for row in table.rows
    )  # fmt: skip
