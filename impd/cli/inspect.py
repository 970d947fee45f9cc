"""impd inspect: whether files that others made are fit to be submitted."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import click

from impd.cli.check import FAIL_ON, fails
from impd.cli.running import DONE, GAPS, api, faults_as_lines
from impd.errors import UsageFault

_EXPECTED = ("version", "date", "eu_ct_number")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--expect", multiple=True, metavar="KEY=VALUE",
              help="What each file must state: version=2.0, date=2026-03-31, eu_ct_number=2026-512345-11-00.")
@click.option("--max-size", type=click.FloatRange(min=0, min_open=True), metavar="MB",
              help="The most megabytes a file may have; an error beyond it.")
@click.option("--titles", is_flag=True, help="Hold the names of the files against the naming profile of CTIS titles.")
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), metavar="N",
              help="How long the inspection of one file may take.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
              help="The lowest severity of a finding that ends with exit code 1.")
@click.option("--format", "to", type=click.Choice(("terminal", "json")), default="terminal", show_default=True,
              help="What is printed.")
@click.option("--quiet", "-q", is_flag=True, help="One line only.")
def command(paths: tuple[Path, ...], to: str, fail_on: str, quiet: bool, **options: Any) -> None:
    """Inspect the PDF and Word files at PATH, and those in folders.

    Exit codes: 0 no finding of the severity of --fail-on, 1 there is one, 2 wrong usage.
    """
    with faults_as_lines():
        module = api()
        limits = module.InspectionLimits(options["max_size"], options["titles"], options["seconds"] or 0)
        inspections = module.inspect(paths, limits, _expected(module, options["expect"]))
        listing = api("impd.submission.listing")
        if to == "json":
            click.echo(listing.json_text(inspections), nl=False)
        else:
            for line in listing.terminal_lines(inspections, quiet):
                click.echo(line)
    counts = {severity: sum(one.count(severity) for one in inspections) for severity in FAIL_ON[:-1]}
    raise SystemExit(GAPS if fails(counts, fail_on) else DONE)


def _expected(module: Any, given: tuple[str, ...]) -> Any:
    values: dict[str, Any] = {}
    for one in given:
        key, sign, value = one.partition("=")
        if key not in _EXPECTED or not sign or not value.strip():
            raise UsageFault(f"--expect {one} says nothing", f"Give {', '.join(_EXPECTED)} as KEY=VALUE.")
        values[key] = value.strip()
    if "date" in values:
        try:
            values["date"] = datetime.date.fromisoformat(values["date"])
        except ValueError:
            raise UsageFault(f"--expect date={values['date']} is no date", "Write it like 2026-03-31.") from None
    return module.Expected(**values)
