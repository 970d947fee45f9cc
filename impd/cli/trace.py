"""impd trace: from a printed value to its fact, file and line."""

from __future__ import annotations

from pathlib import Path

import click

from impd.cli.running import DONE, GAPS, api, faults_as_lines


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--fact", default="", metavar="PATH", help="A fact path, or the beginning of one.")
@click.option("--text", default="", metavar="TEXT", help="A printed text, or a number in it.")
def command(out: Path, fact: str, text: str) -> None:
    """Say where a value printed in the build OUT comes from, and where else it is printed.

    Exit codes: 0 found, 1 nothing found, 2 wrong usage.
    """
    if not fact and not text:
        raise click.UsageError("Give --fact PATH or --text TEXT.")
    with faults_as_lines():
        found = api().find_printed(out, fact, text)
    for path, places in found.items():
        click.echo(path)
        inputs = places[0].calculated_from
        if places[0].source or not inputs:
            click.echo(f"  stated in {places[0].source or 'no file'}")
        if inputs:
            click.echo(f"  calculated from {', '.join(inputs)} ({places[0].convention})")
        for place in places:
            where = " ".join(part for part in (place.number or place.section, place.block) if part)
            click.echo(f'  printed in {place.document} {where}: "{place.text}"')
    if not found:
        click.echo("No printed fact matches.")
    raise SystemExit(DONE if found else GAPS)
