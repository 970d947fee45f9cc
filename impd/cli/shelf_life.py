"""impd shelf-life: how long results stay within their limits, by ICH Q1E."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from impd.cli.running import DONE, GAPS, api, faults_as_lines

_OUTCOMES = {
    "one line": "all batches share one line",
    "common slope": "a common slope, an intercept for each batch",
    "separate lines": "a line for each batch",
    "single batch": "one batch, nothing to pool",
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@click.option("--lower", metavar="LIMIT", help="The results must not fall below it.")
@click.option("--upper", metavar="LIMIT", help="The results must not exceed it.")
@click.option("--batches", default="", metavar="B1,B2", help="Only these batches; all unless given.")
@click.option("--sides", type=click.Choice(["one", "two"]), help="Confidence limits; two if both limits are given.")
@click.option("--error", type=click.Choice(["pooled", "own"]), default="pooled", show_default=True,
              help="For separate lines: one residual error of all batches, or each batch's own.")
@click.option("--alpha", default="0.25", show_default=True, help="Significance level of the pooling tests.")
@click.option("--confidence", default="95", show_default=True, help="Confidence of the limits of the mean, in %.")
@click.option("--log", is_flag=True, help="Take natural logarithms of results and limits.")
@click.option("--censored", type=click.Choice(["exclude", "value", "half", "zero"]), default="exclude",
              show_default=True, help="What becomes of a result like <0.1.")
@click.option("--format", "to", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(file: Path, lower: str | None, upper: str | None, to: str, **options: Any) -> None:
    """Say how many months the results in FILE.csv stay within their limits (ICH Q1E).

    The file has the columns batch, months and value, and may have unit: one attribute at one condition.

    Exit codes: 0 answered, 1 the results do not allow an answer (the reason is printed), 2 wrong input or usage.
    """
    if lower is None and upper is None:
        raise click.UsageError("Give --lower LIMIT, --upper LIMIT or both.")
    batches = [name.strip() for name in options.pop("batches").split(",") if name.strip()]
    with faults_as_lines():
        module = api()
    try:
        choice = module.Q1EChoice(**options)
    except ValueError as fault:
        raise click.UsageError(f"{fault}.") from None
    with faults_as_lines():
        result = module.shelf_life(file, lower, upper, choice, batches)
    click.echo(json.dumps(result.as_mapping(), indent=1, ensure_ascii=False) if to == "json" else _text(result))
    raise SystemExit(GAPS if result.reason else DONE)


def _text(result: Any) -> str:
    if result.reason:
        lines = [f"Cannot be calculated: {result.reason}."]
    else:
        lines = [f"Model: {result.model} ({_OUTCOMES[result.model]}; {len(result.points)} results)", *_tests(result)]
        lines += _batches(result)
        lines.append(_product(result))
    lines += ["", f"Convention: {result.convention}", f"Source: {result.citation}"]
    lines += [f"Note: {note}" for note in result.notes]
    return "\n".join(lines)


def _tests(result: Any) -> list[str]:
    if result.tests is None:
        return []
    tests, alpha = result.tests, result.choice.alpha
    rows = [("slopes", tests.f_slope, tests.p_slope), ("intercepts", tests.f_intercept, tests.p_intercept)]
    return [f"  {name:<10}  F = {f:.3f}  {_probability(p)}  {'differ' if p < alpha else 'do not differ'} at {alpha:f}"
            for name, f, p in rows]  # fmt: skip


def _probability(p: Any) -> str:
    return "p < 0.0001" if p < 0.0001 else f"p = {p:.4f}"


def _batches(result: Any) -> list[str]:
    names = ["Batch", *result.months_by_batch]
    value = "ln(value)" if result.choice.log else "value"
    equations = [f"Line of {value}", *(_line(band) for band in result.bands.values())]
    months = ["Months to limit", *(_months(time) for time in result.months_by_batch.values())]
    wide, wider = (max(map(len, column)) for column in (names, equations))
    rows = zip(names, equations, months, strict=True)
    return ["", *(f"{name:<{wide}}  {equation:<{wider}}  {time}" for name, equation, time in rows), ""]


def _line(band: Any) -> str:
    sign = "−" if band.slope < 0 else "+"
    return f"{float(band.intercept):.6g} {sign} {abs(float(band.slope)):.6g} × months"


def _months(time: Any) -> str:
    """Four decimals, but never up to the next whole month."""
    if time is None:
        return "no limit reached"
    text = f"{float(time):.4f}"
    return text if float(text) < int(time) + 1 else str(float(time))


def _product(result: Any) -> str:
    if result.months is None:
        return "Product: no limit reached"
    decides = f", batch {result.limiting_batch} decides" if result.limiting_batch and result.tests else ""
    return f"Product: {_months(result.months)} months{decides}; rounded down: {result.whole_months} months"
