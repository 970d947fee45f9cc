"""The gap report on a terminal: findings by document and section, worst first, and a summary that fits one screen."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from impd.gaps.report import GapReport
from impd.reporting.grouping import grouped
from impd.reporting.terminal_lines import (
    Line,
    Tone,
    Verbosity,
    document_row,
    findings_lines,
    limits_lines,
    summary_line,
    summary_lines,
)

_STYLES: dict[Tone, str] = {
    "plain": "",
    "document": "bold underline",
    "section": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "note": "cyan",
    "open": "bold blue",
    "quiet": "dim",
}
_HEADINGS = ("Open gaps by document", "error", "warning", "note", "rule failed", "cannot tell", "to review")
_NARROWEST = 20
_WIDTH_OF_TEXT_FILE = 100
_JOINERS = "\u00ad\u200c\u200d"  # invisible, but part of words


def print_report(report: GapReport, console: Console, verbosity: Verbosity = "normal") -> None:
    """Write the report to a console: ``quiet`` one line, ``normal`` errors and warnings in full, ``verbose`` all."""
    if verbosity == "quiet":
        console.print(Text(visible(summary_line(report), console.encoding)), soft_wrap=True)
        return
    _write(console, _all_wrapped(findings_lines(report, verbosity), console))
    _write(console, _all_wrapped(summary_lines(report), console))
    _write(console, [_documents(report, console)])
    _write(console, _all_wrapped(limits_lines(report, verbosity), console))


def text_report(report: GapReport) -> bytes:
    """All that the terminal can say, as a text file in UTF-8."""
    file = io.StringIO()
    console = Console(
        file=file, width=_WIDTH_OF_TEXT_FILE, color_system=None, force_terminal=False, force_jupyter=False, _environ={}
    )
    print_report(report, console, "verbose")
    return file.getvalue().encode()


def _write(console: Console, parts: Iterable[RenderableType]) -> None:
    console.print(Group(*parts), markup=False, highlight=False, emoji=False)


def _all_wrapped(lines: Iterable[Line], console: Console) -> Iterator[Text]:
    for line in lines:
        yield from _wrapped(line, console)


def _wrapped(line: Line, console: Console) -> Iterator[Text]:
    """The line, broken at the width of the console; what follows stands under the beginning of the text."""
    style = _STYLES[line.tone]
    label = Text(visible(line.label, console.encoding).ljust(line.width), style=style)
    if not line.text:
        yield from _indented(line.indent, label, console)
        return
    if not line.label:
        yield from _indented(line.indent, Text(visible(line.text, console.encoding), style=style), console)
        return
    label.append(" ")
    beside = line.indent + label.cell_len
    text = Text(visible(line.text, console.encoding))
    for number, piece in enumerate(_pieces(text, beside, console)):
        head = Text(" " * line.indent).append_text(label) if number == 0 else Text(" " * beside)
        yield _trimmed(head.append_text(piece))


def _indented(indent: int, text: Text, console: Console) -> Iterator[Text]:
    for piece in _pieces(text, indent, console):
        yield _trimmed(Text(" " * indent).append_text(piece))


def _trimmed(text: Text) -> Text:
    text.rstrip()
    return text


def _pieces(text: Text, indent: int, console: Console) -> Iterable[Text]:
    """The text in lines, as wide as the console is beside what stands before it."""
    room = max(console.width - indent, _NARROWEST)
    return [text] if text.cell_len <= room else text.wrap(console, room, overflow="fold")


def _documents(report: GapReport, console: Console) -> Table:
    """One row per document: what is open in it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for number, heading in enumerate(_HEADINGS):
        table.add_column(heading, justify="right" if number else "left", overflow="fold", ratio=None if number else 1)
    for document in grouped(report):
        title, *numbers = document_row(document)
        table.add_row(Text(visible(title, console.encoding)), *numbers)
    return table


def visible(text: str, encoding: str) -> str:
    """The text on one line, with a number for each character that steers a terminal or that it cannot show."""
    line = " ".join(text.split())
    shown = line if line.isprintable() else "".join(map(_shown, line))
    return shown.encode(encoding, "backslashreplace").decode(encoding)


def _shown(sign: str) -> str:
    if unicodedata.category(sign) not in {"Cc", "Cf", "Cs"} or sign in _JOINERS:
        return sign
    return f"\\x{ord(sign):02x}" if sign <= "\xff" else f"\\u{ord(sign):04x}"
