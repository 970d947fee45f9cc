"""What follows from batches of one material: number, mean, spread and range of each attribute, and its figure."""

from __future__ import annotations

from impd.building.answer_values import Rows, entry_path
from impd.calculation.stability_evaluation import limits_in_numbers
from impd.calculation.trends import Trend, batch_trends
from impd.composing.answers import CalculatedRow
from impd.dossier import MedicinalProduct
from impd.dossier.number import parse_number
from impd.dossier.quality.control import Batch, Specification, SpecificationTest
from impd.dossier.unit import print_unit
from impd.figures.batch_trend import BatchTrend, TrendBatch

_FEWEST, _FEWEST_DRAWN = 3, 5
_DRAWN = frozenset({"assay", "content", "potency", "viability", "transduction", "vector_copy_number", "cell_count"})


def trend_rows(product: MedicinalProduct) -> Rows:
    """The trend of the attributes of each specification over the batches of its subject, from three results on."""
    path = f"products[{product.code}].quality"
    for specification in product.quality.specifications:
        batches = [one for one in product.quality.batches if one.subject == specification.subject and one.results]
        if len(batches) >= _FEWEST:
            rows = tuple(_rows(product, specification, batches))
            if rows:
                yield (entry_path(path, "specifications", specification), "trends"), rows


def _rows(product: MedicinalProduct, specification: Specification, batches: list[Batch]) -> list[CalculatedRow]:
    tests = {one.id: one for one in specification.tests}
    found = []
    for name, trend in batch_trends(batches, specification):
        if trend.statistics is not None and trend.statistics.count >= _FEWEST:
            found.append(_row(product, tests[name], trend, batches))
    return found


def _row(product: MedicinalProduct, test: SpecificationTest, trend: Trend, batches: list[Batch]) -> CalculatedRow:
    labels = {one.id: one.number or one.id for one in batches}
    processes = {one.id: one.version or one.id for one in product.quality.processes}
    cells = {
        "attribute": test.name or test.id,
        "all": trend.text,
        "strata": "; ".join(f"process {processes.get(name, name or 'not stated')}: {one.text}"
                            for name, one in trend.strata),
        "near": ", ".join(labels[batch] for batch in trend.near_limit),
        "left_out": ", ".join(labels[batch] for batch in trend.censored),
    }  # fmt: skip
    path = f"products[{product.code}].quality"
    used = [one for one in batches if any(each.test == test.id for each in one.results)]
    inputs = tuple(f"{entry_path(path, 'batches', one)}.results[{test.id}].result" for one in used)
    return CalculatedRow(test.id, cells, inputs, trend.convention, _figure(test, trend, used, processes))


def _figure(
    test: SpecificationTest, trend: Trend, batches: list[Batch], processes: dict[str, str]
) -> BatchTrend | None:
    statistics = trend.statistics
    if test.category not in _DRAWN or statistics is None or statistics.count < _FEWEST_DRAWN:
        return None
    limits = limits_in_numbers(test.release_limit or test.shelf_life_limit)
    return BatchTrend(
        test.name or test.id,
        print_unit(trend.unit) if trend.unit else "",
        tuple(_point(one, test, processes) for one in batches),
        lower=limits.lower if limits else None,
        upper=limits.upper if limits else None,
        mean=statistics.mean,
    )


def _point(batch: Batch, test: SpecificationTest, processes: dict[str, str]) -> TrendBatch:
    text = next((one.result for one in batch.results if one.test == test.id and one.result), "")
    number = parse_number(text) if text else None
    value = number.low if number is not None and number.high is None else None
    censor = number.censor if number is not None and number.censor in ("<", ">") else ""
    version = processes.get(batch.process or "", "")
    return TrendBatch(batch.number or batch.id, value, text or "", censor, version, batch.uses)
