"""impd explain: one rule with its law, its cases, and how it comes out on a dossier."""

from __future__ import annotations

from pathlib import Path

import click

from impd.cli.running import DONE, api, faults_as_lines


@click.command()
@click.argument("rule")
@click.argument("directory", type=click.Path(path_type=Path), required=False)
@click.option("--rules", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="A rule pack of your own.")
def command(rule: str, directory: Path | None, folder: Path | None) -> None:
    """Explain RULE: what it expects and why, by which law, how sure that is, its cases, and how DIRECTORY fares.

    Exit codes: 0 explained, 2 wrong input or usage, 3 fault in the rule pack.
    """
    with faults_as_lines():
        click.echo(api().explain_rule(rule, directory, folder))
    raise SystemExit(DONE)
