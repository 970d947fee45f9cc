"""impd rules: the rules, and which of them apply to a dossier."""

from __future__ import annotations

from pathlib import Path

import click

from impd.cli.running import DONE, api, faults_as_lines


@click.command()
@click.option("--section", default="", metavar="ID", help="Only rules of this section, e.g. P.8, and those below it.")
@click.option("--document", default="", metavar="NAME", help="Only rules of this document, e.g. impd-quality.")
@click.option("--applies-to", "directory", type=click.Path(path_type=Path), metavar="DIR",
              help="Say of each rule how it comes out on this dossier, and why.")
@click.option("--rules", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="A rule pack of your own.")
def command(section: str, document: str, directory: Path | None, folder: Path | None) -> None:
    """List the rules: id, severity, document and section, what each expects.

    Exit codes: 0 listed, 2 wrong input or usage, 3 fault in the rule pack.
    """
    with faults_as_lines():
        for line in api().list_rules(section, document, directory, folder):
            click.echo(line)
    raise SystemExit(DONE)
