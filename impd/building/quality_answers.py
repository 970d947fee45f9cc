"""What follows from the quality data: results outside limits, composition, batch formula, cumulative times."""

from __future__ import annotations

from impd.building.answer_values import Rows, Values, entry_path
from impd.calculation.acceptance_of_batches import JudgedResult, judge_batch, judge_study
from impd.calculation.batch_formula import check_batch_formula
from impd.calculation.composition import composition_sum, percentages
from impd.calculation.cumulative_time import cumulative_times
from impd.calculation.stability_evaluation import joined_specification
from impd.calculation.sums_compared import Comparison
from impd.composing.answers import Calculated, CalculatedRow
from impd.dossier import MedicinalProduct
from impd.dossier.path import Step
from impd.dossier.quality.product import DrugProduct

_OUTSIDE = "outside the acceptance criterion"


def quality_values(product: MedicinalProduct) -> Values:
    """The values by the path of the fact they belong to, and their name."""
    path = f"products[{product.code}].quality"
    yield from _results(product, path)
    for one in product.quality.drug_products:
        yield from _composition(one, entry_path(path, "drug_products", one))
        yield from _formula(one, entry_path(path, "drug_products", one))


def quality_rows(product: MedicinalProduct) -> Rows:
    """The cumulative times of manufacture and administration, as far as every step states its own."""
    path = f"products[{product.code}].quality"
    times = tuple(
        CalculatedRow(
            str(number), {"sentence": one.sentence}, tuple(part.path for part in one.parts)
        )
        for number, one in enumerate(cumulative_times(product))
        if one.parts and not one.open_ends
    )
    yield (path, "cumulative times"), times


def _results(product: MedicinalProduct, path: str) -> Values:
    """The results that do not conform, of batches and of stability studies."""
    quality = product.quality
    for batch in quality.batches:
        place = entry_path(path, "batches", batch)
        for one in judge_batch(batch, joined_specification(product, batch.subject), quality.methods):
            if one.judgement.verdict == "does not conform" and one.judgement.tested:
                yield from _outside(one, f"{place}.{Step('results', (one.test,))}")
    for study in quality.stability_studies:
        place = entry_path(path, "stability_studies", study)
        for one in judge_study(study, joined_specification(product, study.subject), quality.methods):
            if one.judgement.verdict == "does not conform" and one.judgement.tested:
                key = (one.batch, f"{one.time.normalize():f}" if one.time is not None else "", one.test)
                yield from _outside(one, f"{place}.{Step('results', key)}")


def _outside(one: JudgedResult, path: str) -> Values:
    convention = "; ".join(filter(None, (one.judgement.reason, one.judgement.convention)))
    yield (path, "acceptance"), Calculated(_OUTSIDE, (f"{path}.result",), convention)


def _composition(one: DrugProduct, path: str) -> Values:
    if not one.composition:
        return
    inputs = tuple(f"{entry_path(path, 'composition', line)}.amount" for line in one.composition)
    total = composition_sum(one.composition, one.composition_total)
    yield from _compared(total, f"{path}.composition_total", (*inputs, f"{path}.composition_total"))
    found = percentages(one.composition, one.composition_total)
    if any(compared.calculated.number is None for compared in found.lines):
        return  # parts of several kinds, such as mg and "to 1 mL", have no common whole
    for line, compared in zip(one.composition, found.lines, strict=True):
        yield from _compared(compared, f"{entry_path(path, 'composition', line)}.percentage", inputs)


def _formula(one: DrugProduct, path: str) -> Values:
    check = check_batch_formula(one)
    if check is None or one.batch_formula is None:
        return
    formula = f"{path}.batch_formula"
    inputs = tuple(f"{entry_path(formula, 'lines', line)}.amount" for line in one.batch_formula.lines)
    yield from _compared(check.total, f"{formula}.total", inputs)
    units = (f"{formula}.units", f"{formula}.batch_size")
    amounts = {compared.name: compared for compared in check.batch}
    for line in one.batch_formula.lines:
        place = f"{entry_path(formula, 'lines', line)}.amount"
        if line.name in amounts:
            unit = f"{path}.{Step('composition', (line.name,))}.amount"
            yield from _compared(amounts[line.name], place, (unit, *units))


def _compared(one: Comparison, path: str, inputs: tuple[str, ...]) -> Values:
    """The calculated figure where nothing is stated, or where it disagrees with what is stated."""
    figure = one.calculated
    if figure.number is None:
        return
    if not one.stated:
        yield (path, "calculated"), Calculated(figure.text, inputs, figure.convention)
    elif one.agrees is False:
        differs = one.convention.replace("agrees", "does not agree")
        convention = "; ".join(filter(None, (figure.convention, differs)))
        yield (path, "disagreement"), Calculated(figure.text, inputs, convention)
