"""The gap report as one HTML page that stands alone: no network, no other file, readable without its script."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from impd.errors import TemplateFault
from impd.gaps import GapReport
from impd.reporting import html_parts as parts
from impd.reporting import html_words as words
from impd.reporting.slot_table import by_part, named
from impd.resources import folder


def html_report(report: GapReport) -> bytes:
    """The page in UTF-8; the same report gives the same bytes. Raises TemplateFault if a file of it is damaged."""
    return rendered_page("gap_report", _context(report))


def rendered_page(name: str, context: dict[str, Any]) -> bytes:
    """``page.html`` of a template folder with the style all pages share, its own style, and its script put in.

    Raises TemplateFault if a file of it is damaged.
    """
    place = folder("templates") / name
    try:
        page = _environment(place).get_template("page.html").render(context | _assets(place))
    except (TemplateError, OSError, ValueError) as fault:
        raise TemplateFault(f"templates/{name}: {fault}", "Restore the folder.") from fault
    return page.encode("utf-8", "replace")


def _environment(place: Path) -> ImmutableSandboxedEnvironment:
    """Jinja's sandbox: it escapes everything, and a name that is not given is an error."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(place),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.globals.update(
        outcome_label=words.outcome_label,
        severity_label=words.SEVERITY_LABELS.__getitem__,
        force=words.force,
        anchor=parts.anchor,
        named=named,
    )
    return environment


def _assets(place: Path) -> dict[str, Any]:
    shared, own, script = (
        _asset(file) for file in (place.parent / "shared" / "report_page.css", place / "page.css", place / "page.js")
    )
    style = f"{shared}\n\n{own}"
    return {
        "style": Markup(style),  # our own files; everything else is escaped
        "script": Markup(script),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }


def _context(report: GapReport) -> dict[str, Any]:
    documents = parts.documents(report)
    return {
        "report": report,
        "documents": documents,
        "columns": parts.columns(documents),
        "total": parts.total(documents),
        "outcomes": [(outcome, words.MEANINGS[outcome], count) for outcome, count in report.counts().items()],
        "choices": parts.choices(report),
        "rules": parts.rules_by_outcome(report),
        "titles": dict(report.document_titles),
        "slots": by_part(report.slots),
        "anchors": parts.rule_anchors(report),
    }


def _asset(file: Path) -> str:
    return file.read_text(encoding="utf-8").strip("\n")


def _hash(text: str) -> str:
    """What the page's content security policy calls the one style or script that may act in it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
