"""Times 1,000 evaluations of stability attributes by ICH Q1E, beside two scripts on statsmodels.

    python benchmarks/shelf_life.py [ATTRIBUTES [ROUNDS]]

All start from the same rows of text in the same run: analysis of covariance of the full model, pooling tests at 0.25
over its residual, then the chosen model and the month where the 95 % confidence limit of each batch meets the limit.
Both scripts fit by the formula interface and take ``anova_lm`` of type I. ``formula`` asks ``get_prediction`` at each
step of its root finding, on a tenth of the attributes only; ``formula, lean`` builds the limit from parameters and
covariance with numpy. It prints medians, ratios, and how far the months of the scripts lie from ours.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from impd.calculation import confidence_band
from impd.calculation.shelf_life import shelf_life
from impd.calculation.stability_points import StabilityLimits, StabilityPoint
from impd.dossier import number

HORIZON = 120.0
ALPHA = 0.25
TIMES = ("0", "3", "6", "9", "12", "18", "24")
MODELS = {
    "one line": "value ~ months",
    "common slope": "value ~ months + C(batch)",
    "separate lines": "value ~ months + C(batch) + months:C(batch)",
}


@dataclass(frozen=True)
class Attribute:
    """The results of one attribute as rows of text (batch, months, value), and its limits."""

    rows: tuple[tuple[str, str, str], ...]
    lower: str | None
    upper: str | None


@dataclass(frozen=True)
class Answer:
    """The model, and the months of each batch; None where no limit is reached within the horizon."""

    model: str
    months: dict[str, float | None]


Evaluate = Callable[[Attribute], Answer]


def attributes(count: int) -> list[Attribute]:
    """Attributes of three to six batches, with lines that coincide, are parallel or differ, a third of each."""
    chance = random.Random(1)
    limits = (("95", None), ("95", None), (None, "105"), ("95", "105"))
    return [Attribute(_rows(chance, one % 3), *limits[one % 4]) for one in range(count)]


def _rows(chance: random.Random, kind: int) -> tuple[tuple[str, str, str], ...]:
    common = chance.choice((-1, 1)) * chance.uniform(0.03, 0.2)
    rows = []
    for batch in range(chance.randint(3, 6)):
        start = 100 + (chance.gauss(0, 1) if kind else 0)
        slope = common + (chance.gauss(0, 0.05) if kind == 2 else 0)
        for month in TIMES:
            value = start + slope * int(month) + chance.gauss(0, 0.5)
            rows.append((f"b{batch}", month, f"{value:.2f}"))
    return tuple(rows)


def ours(given: Attribute) -> Answer:
    """Our function."""
    lower, upper = (None if limit is None else Decimal(limit) for limit in (given.lower, given.upper))
    points = (StabilityPoint(batch, months, value, "%") for batch, months, value in given.rows)
    found = shelf_life(points, StabilityLimits(lower, upper))
    months = {batch: None if one is None else float(one) for batch, one in found.months_by_batch.items()}
    return Answer(found.model or found.reason, months)


def formula(limits_of: Callable[[Any, list[str], float], Callable[[str, float], tuple[float, float]]]) -> Evaluate:
    """A script on the formula interface; ``limits_of`` makes the confidence limits of a batch at a time."""
    api, linear = (importlib.import_module(f"statsmodels.{name}") for name in ("formula.api", "stats.anova"))
    pandas, optimize = importlib.import_module("pandas"), importlib.import_module("scipy.optimize")

    def evaluate(given: Attribute) -> Answer:
        frame = pandas.DataFrame(given.rows, columns=["batch", "months", "value"])
        frame = frame.astype({"months": float, "value": float})
        full = api.ols(MODELS["separate lines"], frame).fit()
        table = linear.anova_lm(full, typ=1)["PR(>F)"]
        model = "one line"
        if table["months:C(batch)"] < ALPHA:
            model = "separate lines"
        elif table["C(batch)"] < ALPHA:
            model = "common slope"
        fitted = full if model == "separate lines" else api.ols(MODELS[model], frame).fit()
        batches = sorted(set(frame["batch"]))
        limits = limits_of(fitted, batches, 0.05 if given.lower and given.upper else 0.1)
        return Answer(model, {batch: _months(given, limits, batch, optimize.brentq) for batch in batches})

    return evaluate


def _months(
    given: Attribute, limits: Callable[[str, float], tuple[float, float]], batch: str, root: Callable[..., float]
) -> float | None:
    found = []
    for side, limit in enumerate((given.lower, given.upper)):
        if limit is None:
            continue
        inside, bound = (1, -1)[side], float(limit)

        def room(month: float, side: int = side, inside: int = inside, bound: float = bound) -> float:
            return inside * (limits(batch, month)[side] - bound)

        if room(0.0) <= 0:
            found.append(0.0)
        elif room(HORIZON) < 0:
            found.append(root(room, 0.0, HORIZON, xtol=1e-9))
    return min(found, default=None)


def by_prediction(fitted: Any, _batches: list[str], alpha: float) -> Callable[[str, float], tuple[float, float]]:
    """The limits as ``get_prediction`` gives them."""
    pandas = importlib.import_module("pandas")

    def limits(batch: str, month: float) -> tuple[float, float]:
        at = pandas.DataFrame({"batch": [batch], "months": [month]})
        low, high = fitted.get_prediction(at).conf_int(alpha=alpha)[0]
        return float(low), float(high)

    return limits


def by_covariance(fitted: Any, batches: list[str], alpha: float) -> Callable[[str, float], tuple[float, float]]:
    """The limits from parameters and their covariance, in numpy."""
    numpy, special = importlib.import_module("numpy"), importlib.import_module("scipy.special")
    names = list(fitted.params.index)
    values, covariance = fitted.params.to_numpy(), fitted.cov_params().to_numpy()
    quantile = special.stdtrit(fitted.df_resid, 1 - alpha / 2)
    at_zero, per_month = {}, {}
    for batch in batches:
        own = f"C(batch)[T.{batch}]"
        at_zero[batch] = numpy.array([float(name in ("Intercept", own)) for name in names])
        per_month[batch] = numpy.array([float(name in ("months", f"months:{own}")) for name in names])

    def limits(batch: str, month: float) -> tuple[float, float]:
        row = at_zero[batch] + month * per_month[batch]
        middle, half = row @ values, quantile * (row @ covariance @ row) ** 0.5
        return float(middle - half), float(middle + half)

    return limits


def timed(evaluate: Evaluate, given: list[Attribute], rounds: int) -> tuple[float, list[Answer]]:
    """Median seconds of some rounds, our caches cleared before each, and the answers."""
    seconds: list[float] = []
    answers: list[Answer] = []
    for _ in range(rounds):
        number.parse_number.cache_clear()
        confidence_band.student_quantile.cache_clear()
        start = time.perf_counter()
        answers = [evaluate(one) for one in given]
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), answers


def main(count: int, rounds: int) -> None:
    """Run all that is installed and print the table."""
    given = attributes(count)
    writers: dict[str, tuple[Evaluate, int]] = {"ours": (ours, count)}
    if importlib.util.find_spec("statsmodels") is None:
        print("statsmodels: not installed, left out")
    else:
        writers["formula, lean"] = formula(by_covariance), count
        writers["formula"] = formula(by_prediction), max(1, count // 10)
    for evaluate, _ in writers.values():  # loads what is imported late
        evaluate(given[0])
    print(f"{count} attributes, {sum(len(one.rows) for one in given)} results, median of {rounds} rounds")
    print(f"{'':15}{'attributes/s':>13}{'it / ours':>11}")
    base, expected = 0.0, []
    for name, (evaluate, number_of) in writers.items():
        seconds, answers = timed(evaluate, given[:number_of], rounds)
        each = seconds / number_of
        base, expected = base or each, expected or answers
        print(f"{name:15}{1 / each:13,.0f}{each / base:11.1f}{_agreement(answers, expected)}")
    print(f"models: {dict(Counter(one.model for one in expected))}")


def _agreement(answers: list[Answer], expected: list[Answer]) -> str:
    """How many models differ from ours, and by how many months at most."""
    if answers is expected:
        return ""
    pairs = list(zip(answers, expected, strict=False))
    differing = sum(one.model != other.model for one, other in pairs)
    months = [(one.months[batch], other.months[batch]) for one, other in pairs for batch in other.months]
    furthest = max(abs(one - other) for one, other in months if one is not None and other is not None)
    reached = sum((one is None) != (other is None) for one, other in months)
    return f"   models that differ: {differing}; reached or not: {reached}; months apart at most: {furthest:.1e}"


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["1000"])[0]), int((sys.argv[2:] or ["3"])[0]))
