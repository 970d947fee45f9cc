"""make-dossier: build the documents of a dossier folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from impd.cli.running import DONE, GAPS, api, faults_as_lines

_LISTED = 20
_VARIANTS = ("pdf/a-2a", "pdf/ua-1")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Output folder; DIRECTORY/build unless given.")
@click.option("--format", "formats", default="docx,pdf", show_default=True, help="Formats, separated by commas.")
@click.option("--product", "products", multiple=True, metavar="CODE", help="Only this product; may be repeated.")
@click.option("--document", "documents", multiple=True, metavar="NAME",
              help='Only this document, e.g. impd-quality or cover-letter; repeatable; "all": each that is due. '
                   "The parts of the IMPD unless given.")
@click.option("--section", "sections", multiple=True, metavar="ID", help="Only this section, e.g. P.8; repeatable.")
@click.option("--final", is_flag=True,
              help="No DRAFT mark; any missing fact or error of the check stops the build before a file is written.")
@click.option("--no-findings", is_flag=True, help="Leave the boxes of open findings out of a draft.")
@click.option("--templates", type=click.Path(path_type=Path, file_okay=False), help="A company's templates and style.")
@click.option("--numbering", type=click.Choice(["impd", "ctd", "ema"]), default="impd", show_default=True)
@click.option("--pdf-variant", "variant", type=click.Choice(_VARIANTS), default=_VARIANTS[0], show_default=True)
@click.option("--quiet", is_flag=True, help="Print nothing but errors.")
@click.version_option(package_name="impd")
def command(directory: Path, out: Path | None, quiet: bool, **options: Any) -> None:
    """Build the documents of the dossier in DIRECTORY, as Word and PDF, and its gap report.

    Exit codes: 0 done, 1 done with gaps or errors (or, with --final, stopped by them), 2 wrong input or usage, 3
    template or rule pack fault, 4 missing system library, 5 output could not be written.
    """
    with faults_as_lines():
        result = api().build(directory, out, _order(options), _silent if quiet else _progress)
    if not quiet:
        _summary(result)
    raise SystemExit(GAPS if result.gaps or result.errors else DONE)


def _order(options: dict[str, Any]) -> Any:
    module = api()
    request = module.Request(
        sections=options["sections"],
        numbering=options["numbering"],
        templates=options["templates"],
        draft=not options["final"],
    )
    formats = tuple(name.strip() for name in options["formats"].split(",") if name.strip())
    return module.Order(
        request=request,
        formats=formats,
        products=options["products"],
        variant=options["variant"],
        documents=options["documents"],
        findings=not options["no_findings"],
    )


def _progress(step: str) -> None:
    click.echo(f"… {step}", err=True)


def _silent(_: str) -> None:
    """Say nothing of the progress."""


def _summary(result: Any) -> None:
    for file in result.files:
        pages = f", {file.pages} page{'s' if file.pages > 1 else ''}" if file.pages else ""
        click.echo(f"{file.path}  ({file.size / 1024:.0f} kB{pages})")
    count = f"{len(result.files)} {'file' if len(result.files) == 1 else 'files'}"
    click.echo(f"{count}, {result.facts_printed} facts printed, {len(result.gaps)} gaps")
    click.echo(f"Check: {_open(result.report)}; gap_report.html shows each with its law and remedy")
    several = len({gap.document for gap in result.gaps}) > 1
    _list("Not stated", [_gap_line(gap, several) for gap in result.gaps])
    _list("Stated, but printed by no section", list(result.unprinted))
    _list("Not made", list(map(_not_made_line, result.not_made)))


def _open(report: Any) -> str:
    """The open findings in words: ``2 errors, 1 warning, 0 notes``."""
    counts = report.open_counts().items()
    return ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts)


def _not_made_line(one: Any) -> str:
    missing = f"  (not stated: {one.missing})" if one.missing else ""
    return f"{one.document} of {one.subject}: {one.because}{missing}"


def _gap_line(gap: Any, several: bool) -> str:
    document = f"{gap.document}: " if several else ""
    return f"{document}{gap.number or 'cover'}: {gap.text}  ({gap.path})"


def _list(title: str, lines: list[str]) -> None:
    if not lines:
        return
    click.echo(f"{title} ({len(lines)}):")
    for line in lines[:_LISTED]:
        click.echo(f"  {line}")
    if len(lines) > _LISTED:
        click.echo(f"  and {len(lines) - _LISTED} more; trace.json lists all")
