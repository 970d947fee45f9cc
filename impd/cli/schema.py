"""impd schema: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path

import click

from impd.cli.running import api, faults_as_lines


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="A dossier folder; this one unless given.")
def command(out: Path) -> None:
    """Write the JSON Schemas of the files of a dossier, and of a rule pack, into .schemas/ of a folder.

    A file that begins with "# yaml-language-server: $schema=.schemas/dossier.schema.json" is completed and explained
    by editors that know the YAML language server.
    """
    with faults_as_lines():
        for file in api().write_schemas(out):
            click.echo(str(file))
