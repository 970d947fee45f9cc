"""impd fields: what a person types into each field of the application form in CTIS."""

from __future__ import annotations

from pathlib import Path

import click

from impd.cli.running import DONE, GAPS, api, faults_as_lines


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--out", "files", multiple=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the sheet: .html .xlsx .json; may be repeated.")
@click.option("--quiet", "-q", is_flag=True, help="Print no list of what is missing.")
def command(directory: Path, files: tuple[Path, ...], quiet: bool) -> None:
    """List the fields of the CTIS form for the dossier in DIRECTORY, and what is missing to fill them.

    Exit codes: 0 nothing is missing, 1 something is, 2 wrong input or usage, 3 fault in the list of fields, 5 output
    could not be written.
    """
    with faults_as_lines():
        module = api()
        sheet = module.fields(directory, files)
        if not quiet:
            for line in api("impd.reporting.fields_json").fields_lines(sheet):
                click.echo(line)
        missing = len(sheet.missing())
        click.echo(f"{missing} of {len(list(sheet.entries()))} fields need a fact or a correction.")
    raise SystemExit(GAPS if missing else DONE)
