"""What follows from the stability studies: the evaluation of each attribute, its plot, the verdict on each claim."""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from itertools import groupby

from impd.building.answer_values import Rows, Values, entry_path
from impd.calculation.shelf_life_result import ShelfLifeResult
from impd.calculation.stability_evaluation import (
    AttributeEvaluation,
    claim_evaluations,
    labels,
)
from impd.calculation.unit_conversion import EXACT
from impd.composing.answers import Calculated, CalculatedRow
from impd.dossier import MedicinalProduct
from impd.dossier.number import parse_number
from impd.dossier.quantity import join_unit
from impd.dossier.unit import print_unit
from impd.figures.stability_plot import BandPoint, FittedLine, StabilityPlot, StabilityResult

# Attributes that change in storage: these are drawn, the others are in the table only.
_DRAWN = frozenset({
    "assay", "content", "potency", "viability", "degradation_product", "product_impurity", "purity", "cell_count",
    "transduction", "water", "dissolution", "particles",
})  # fmt: skip
_STEPS = 24
_HUNDREDTH = Decimal("0.01")


def stability_values(product: MedicinalProduct, evaluated: tuple[AttributeEvaluation, ...]) -> Values:
    """The verdict on each claimed period, and the sentence why."""
    path = f"products[{product.code}].quality"
    for one in claim_evaluations(product, evaluated):
        claim = entry_path(path, "stability_claims", one.claim)
        inputs = (f"{claim}.period", *(entry_path(path, "stability_studies", study) for study in one.studies))
        yield (claim, "verdict"), Calculated(one.verdict.word, inputs, one.verdict.citation)
        yield (claim, "reason"), Calculated(one.verdict.sentence, inputs, one.verdict.citation)
        if one.data is not None:
            yield (claim, "data"), Calculated(str(one.data), inputs, "last time with long-term results")


def stability_rows(product: MedicinalProduct, evaluated: tuple[AttributeEvaluation, ...]) -> Rows:
    """The evaluation of the attributes of each long-term study, one line an attribute."""
    path = f"products[{product.code}].quality"
    for _, group in groupby(evaluated, lambda one: one.study.id):
        found = list(group)
        study = entry_path(path, "stability_studies", found[0].study)
        yield (study, "evaluation"), tuple(_row(product, one, study) for one in found)


def _row(product: MedicinalProduct, one: AttributeEvaluation, study: str) -> CalculatedRow:
    result = one.result
    cells = {
        "attribute": one.test.name or one.test.id,
        "limits": join_unit(str(one.criterion), one.test.unit),
        "model": result.model or "–",
        "tests": _tests(result),
        "batches": _by_batch(one),
        "period": _period(one),
        "remark": result.reason or "; ".join(note for note in result.notes if "excluded" in note),
    }
    drawn = one.test.category in _DRAWN and not result.reason
    figure = _plot(product, one) if drawn else None
    inputs = (f"{study}.results", *_criterion(product, one))
    return CalculatedRow(one.test.id, cells, inputs, f"{result.convention} ({result.citation})", figure)


def _criterion(product: MedicinalProduct, one: AttributeEvaluation) -> tuple[str, ...]:
    for specification in product.quality.specifications:
        if any(test is one.test for test in specification.tests):
            path = entry_path(f"products[{product.code}].quality", "specifications", specification)
            return (entry_path(path, "tests", one.test),)
    return ()


def _tests(result: ShelfLifeResult) -> str:
    """The p values of the pooling tests, of slopes and then of intercepts."""
    if result.tests is None:
        return "–"
    return f"slopes {_probability(result.tests.p_slope)}; intercepts {_probability(result.tests.p_intercept)}"


def _probability(value: Decimal) -> str:
    return "< 0.001" if value < Decimal("0.001") else f"{value.quantize(Decimal('0.001'), context=EXACT):f}"


def _by_batch(one: AttributeEvaluation) -> str:
    months = one.result.months_by_batch
    if one.result.model == "one line" and months:
        return f"all batches: {_time(next(iter(months.values())))}"
    return "; ".join(f"{batch}: {_time(time)}" for batch, time in months.items()) or "–"


def _time(months: Decimal | None) -> str:
    return "not reached" if months is None else f"{months.quantize(_HUNDREDTH, ROUND_DOWN, EXACT):f}"


def _period(one: AttributeEvaluation) -> str:
    if one.result.reason:
        return "–"
    whole = one.result.whole_months
    if whole is None:
        horizon = join_unit(f"{one.result.choice.horizon:f}", one.study.time_unit)
        return f"no limit reached within {horizon}"
    return join_unit(str(whole), one.study.time_unit)


def _plot(product: MedicinalProduct, one: AttributeEvaluation) -> StabilityPlot:
    result, names = one.result, labels(product)
    common = result.model == "one line"
    bands = list(result.bands.items())[:1] if common else list(result.bands.items())
    lines = tuple(
        FittedLine(band.intercept, band.slope, "" if common else batch) for batch, band in bands
    )
    claim = _claimed(product, one)
    return StabilityPlot(
        f"{one.test.name or one.test.id}, {one.study.condition or one.study.id}",
        print_unit(one.test.unit) if one.test.unit else "",
        tuple(_result(names, batch, time, text) for batch, time, text in _reported(one)),
        lines=lines,
        band=_band(one, claim),
        band_name=f"{result.sides}-sided {result.choice.confidence:f} % confidence limit of the mean",
        lower=one.limits.lower,
        upper=one.limits.upper,
        claimed=claim,
        supported=Decimal(result.whole_months) if result.whole_months is not None else None,
        time_unit=print_unit(one.study.time_unit or ""),
    )


def _reported(one: AttributeEvaluation) -> list[tuple[str, Decimal, str]]:
    return [(each.batch, each.time, each.result) for each in one.study.results
            if each.test == one.test.id and each.result]  # fmt: skip


def _result(names: dict[str, str], batch: str, time: Decimal, text: str) -> StabilityResult:
    number = parse_number(text)
    value = number.low if number is not None and number.high is None else None
    censor = number.censor if number is not None and number.censor in ("<", ">") else ""
    return StabilityResult(names.get(batch, batch), time, value, text, censor)


def _claimed(product: MedicinalProduct, one: AttributeEvaluation) -> Decimal | None:
    """The claimed period of the study's subject, where it is in the study's unit of time."""
    for claim in product.quality.stability_claims:
        fits = one.study.id in claim.studies or (not claim.studies and claim.subject == one.study.subject)
        if fits and claim.period is not None and claim.period.unit == one.study.time_unit:
            return claim.period.number.low
    return None


def _band(one: AttributeEvaluation, claim: Decimal | None) -> tuple[BandPoint, ...]:
    """The confidence limits of the least favourable batch, from the start to the end of data, claim or support."""
    result = one.result
    batch = result.limiting_batch or next(iter(result.bands), None)
    if batch is None:
        return ()
    ends = [point.time for point in result.points] + [time for time in (claim, result.months) if time is not None]
    last = min(max(ends), 3 * max(point.time for point in result.points))
    return tuple(_band_point(one, batch, EXACT.divide(last * step, Decimal(_STEPS))) for step in range(_STEPS + 1))


def _band_point(one: AttributeEvaluation, batch: str, time: Decimal) -> BandPoint:
    low, high = one.result.bands[batch].limits(time)
    return BandPoint(
        time, low if one.limits.lower is not None else None, high if one.limits.upper is not None else None
    )


