"""impd package: the application as folders, titles and lists for the upload to CTIS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from impd.cli.running import DONE, GAPS, api, faults_as_lines


@click.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR",
              help="The folder of the package; new or empty.")
@click.option("--draft", is_flag=True,
              help="Package drafts and files with errors too; each is named. Without it they are kept out.")
@click.option("--zip", "zip_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write a zip file of the package too.")
@click.option("-q", "--quiet", is_flag=True, help="Print what is missing or not ready only.")
def command(directory: Path, out: Path, draft: bool, zip_file: Path | None, quiet: bool) -> None:
    """Package the application in DIRECTORY for CTIS: the files of its register, and the IMPD that make-dossier builds.

    Folders as a person uploads, titles by the naming profile, manifest.json, manifest.xlsx and CHECKLIST.md.

    Exit codes: 0 complete, 1 something is missing, open or not ready, 2 wrong input or usage, 3 template or rule pack
    fault, 4 missing system library, 5 output could not be written.
    """
    with faults_as_lines():
        made = api().package(directory, out, api().PackageOrder(draft, zip_file), _silent if quiet else _progress)
    _tell(made, quiet)
    raise SystemExit(DONE if made.complete else GAPS)


def _progress(step: str) -> None:
    click.echo(f"… {step}", err=True)


def _silent(_: str) -> None:
    """Say nothing of the progress."""


def _tell(made: Any, quiet: bool) -> None:
    """Each file packaged, each kept out or not ready with the reason, and each slot that is not complete."""
    for one in made.packaged:
        if one.content.problems:
            click.echo(f"not ready, packaged as a draft: {one.path}: {'; '.join(one.content.problems)}")
        elif not quiet:
            click.echo(one.path)
    for one in made.kept_out:
        file = f" ({one.file})" if one.file else ""
        click.echo(f"not packaged: {one.id}{file}: {'; '.join(one.content.problems)}")
    for line in made.slots:
        if line.state in ("missing", "open", "wrong language", "wrong version", "duplicate"):
            of = f" of {line.slot.instance}" if line.slot.instance else ""
            click.echo(f"{line.state}: {line.slot.title}{of}: {line.missing}")
    for one in made.unplaced if not quiet else ():
        click.echo(f"in no slot: {one}")
    count = f"{len(made.packaged)} {'file' if len(made.packaged) == 1 else 'files'}"
    click.echo(f"{count}, {len(made.kept_out)} not packaged; {'complete' if made.complete else 'not complete'}")
