"""impd timeline: the latest dates of the procedure, as a table or a calendar."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from impd.cli.running import DONE, api, faults_as_lines

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--submitted", type=_DAY, required=True, metavar="DATE", help="The day of submission, e.g. 2026-11-30.")
@click.option("--holiday", "holidays", type=_DAY, multiple=True, metavar="DATE",
              help="A public holiday of those who act; may be repeated. Weekends are known.")
@click.option("--format", "to", type=click.Choice(("text", "json", "ics")),
              help="What is printed or written; text, or as the name of the file ends.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write to a file: .ics, .json or .txt.")
def command(
    directory: Path,
    submitted: datetime.datetime,
    holidays: tuple[datetime.datetime, ...],
    to: str | None,
    out: Path | None,
) -> None:
    """Print the latest dates of the procedure for the application in DIRECTORY, if it is submitted on a day.

    Three courses: no request for information, every request made and answered on its last day, and experts consulted
    besides, which is possible for advanced therapies.

    Exit codes: 0 done, 2 wrong input or usage, 3 fault in the clocks, 5 output could not be written.
    """
    with faults_as_lines():
        module = api()
        found = module.timeline(directory, submitted.date(), [one.date() for one in holidays])
        if out is not None:
            click.echo(str(module.write_timeline(found, out, to or "")))
        else:
            sys.stdout.buffer.write(module.render_timeline(found, to or "text"))
    raise SystemExit(DONE)
