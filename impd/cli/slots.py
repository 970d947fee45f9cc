"""impd slots: which documents the application needs, and what fills each place."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from impd.cli.running import DONE, api, faults_as_lines


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--format", "to", type=click.Choice(("text", "json", "csv")), default="text", show_default=True,
              help="What is printed.")
@click.option("--rules", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="A rule pack of your own.")
def command(directory: Path, to: str, folder: Path | None) -> None:
    """List the documents of Annex I that the application in DIRECTORY needs, and what fills each.

    For the trial, each product, member state and site: required, conditional, not applicable or cannot tell, with the
    reason; missing, draft, final, excluded with the reason, duplicate, wrong language or wrong version.

    Exit codes: 0 listed, 2 wrong input or usage, 3 fault in the rule pack.
    """
    with faults_as_lines():
        module = api()
        sys.stdout.buffer.write(module.render_slots(module.slots(directory, folder), to))
    raise SystemExit(DONE)
