"""impd new: a dossier folder like a sample."""

from __future__ import annotations

from pathlib import Path

import click

from impd.cli.running import api, faults_as_lines


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--like", required=True, metavar="SAMPLE", help="A sample by its name, or the path of a dossier folder.")
def command(directory: Path, like: str) -> None:
    """Make a dossier in DIRECTORY with the structure of a sample; comments say what belongs where."""
    with faults_as_lines():
        made = api().new_dossier(directory, like)
    click.echo(f"{len(made)} files in {directory}. Fill in the keys, then: make-dossier {directory}")
