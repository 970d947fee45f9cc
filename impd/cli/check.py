"""impd check: what is missing, what contradicts itself, and what a person must judge, before submission."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import click

from impd.cli.running import DONE, GAPS, api, faults_as_lines

FAIL_ON = ("error", "warning", "note", "never")
_FORMATS = ("terminal", "html", "json", "sarif", "junit", "txt")


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--product", "products", multiple=True, metavar="CODE", help="Only this product; may be repeated.")
@click.option("--stage", metavar="STAGE", help="Check as if the trial were of this stage, e.g. confirmatory.")
@click.option("--rules", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="A rule pack of your own; it says which pack it extends.")
@click.option("--only", multiple=True, metavar="ID", help="Only this rule, e.g. Q-P8-01; may be repeated.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE",
              help="A JSON report of an earlier run: only what is new counts.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
              help="The lowest severity of an open gap that ends with exit code 1.")
@click.option("--report", "reports", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write a report: .html .docx .pdf .xlsx .json .sarif .xml (JUnit) .txt; may be repeated.")
@click.option("--format", "to", type=click.Choice(_FORMATS), default="terminal", show_default=True,
              help="What is printed.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day waivers must still hold.")
@click.option("--quiet", "-q", is_flag=True, help="One line only.")
@click.option("--verbose", "-v", is_flag=True, help="Everything, with why each rule applied.")
def command(directory: Path, reports: tuple[Path, ...], to: str, fail_on: str, **options: Any) -> None:
    """Check the dossier in DIRECTORY against the rules of Regulation (EU) No 536/2014 and the guidelines.

    Exit codes: 0 no open gap of the severity of --fail-on, 1 there is one, 2 wrong input or usage, 3 fault in the rule
    pack, 4 missing system library, 5 output could not be written.
    """
    verbosity = "quiet" if options.pop("quiet") else "verbose" if options["verbose"] else "normal"
    del options["verbose"]
    with faults_as_lines():
        module = api()
        report = module.check(directory, _order(module, options))
        module.write_reports(report, reports)
        if to == "terminal":
            api("impd.reporting.terminal").print_report(report, api("rich.console").Console(), verbosity)
        else:
            sys.stdout.buffer.write(module.render_report(report, to))
    raise SystemExit(GAPS if fails(report.open_counts(), fail_on) else DONE)


def _order(module: Any, options: dict[str, Any]) -> Any:
    as_of = options["as_of"]
    return module.CheckOrder(
        products=options["products"],
        stage=options["stage"] or "",
        rules=options["rules"],
        only=options["only"],
        baseline=options["baseline"],
        as_of=as_of.date() if isinstance(as_of, datetime.datetime) else None,
    )


def fails(counts: dict[str, int], fail_on: str) -> bool:
    """Whether there is an open gap of that severity or worse."""
    if fail_on == "never":
        return False
    return any(counts[severity] for severity in FAIL_ON[: FAIL_ON.index(fail_on) + 1])
