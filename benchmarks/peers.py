"""Writes the prepared content of the documents of a dossier by one writer, ours or a peer's: a file for each document.

    python benchmarks/peers.py NAME FOLDER SIZE
"""

from __future__ import annotations

import html
import importlib
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

DOCUMENTS = ("impd-quality", "impd-safety-efficacy")
"""The documents of a dossier; this module imports none of ours, so that no peer waits for it."""

Blocks = list[dict[str, Any]]
Write = Callable[[Path, Path], None]
"""Writes one document: from the file of its content to its target."""
Writer = Callable[[Path, str, str], None]
"""Writes all documents of a size in a folder, by the name of the writer."""


def content_of(folder: Path, size: str, document: str) -> Path:
    """The file that keeps the blocks of a document; our form lies beside it as ``.pickle``."""
    return folder / f"{size}-{document}.json"


def _target(folder: Path, size: str, document: str, name: str) -> Path:
    return folder / f"{name}-{size}-{document}.{WRITERS[name][1]}"


def each(write: Write) -> Writer:
    """The documents one after the other, in one process."""

    def write_all(folder: Path, size: str, name: str) -> None:
        for document in DOCUMENTS:
            write(content_of(folder, size, document), _target(folder, size, document, name))

    return write_all


def ours(to: str) -> Write:
    """Our writer alone, on the composed document."""

    def write(content: Path, target: Path) -> None:
        document = pickle.loads(content.with_suffix(".pickle").read_bytes())
        target.write_bytes(importlib.import_module("impd").render(document, to))

    return write


def ours_whole(to: str) -> Writer:
    """Our whole path: read the dossier folder, compose and write its documents, with manifest and trace."""

    def write(folder: Path, size: str, name: str) -> None:  # noqa: ARG001 - the build names its files
        impd = importlib.import_module("impd")
        impd.build(folder / size, folder / f"whole-{size}-{to}", impd.Order(formats=(to,)))

    return write


def docxtpl(content: Path, target: Path) -> None:
    """docxtpl: one template with loops over blocks, rows and cells."""
    docx, tpl = importlib.import_module("docx"), importlib.import_module("docxtpl")
    template = target.with_suffix(".template.docx")
    word = docx.Document()
    heading = ("{%p for b in blocks %}", "{%p if b.kind == 'heading' %}", "{{ b.text }}")
    for text in (*heading, "{%p elif b.kind == 'paragraph' %}", "{{ b.text }}", "{%p else %}"):
        word.add_paragraph(text)
    table = word.add_table(3, 3, style="Table Grid")
    table.rows[0].cells[0].text = "{%tr for row in b.rows %}"
    for cell, text in zip(table.rows[1].cells, ("{%tc for c in row %}", "{{ c }}", "{%tc endfor %}"), strict=True):
        cell.text = text
    table.rows[2].cells[0].text = "{%tr endfor %}"
    for text in ("{%p endif %}", "{%p endfor %}"):
        word.add_paragraph(text)
    word.save(template)
    made = tpl.DocxTemplate(template)
    made.render({"blocks": _blocks(content)}, autoescape=True)
    made.save(target)


def python_docx(by_cell: bool) -> Write:
    """python-docx through its public interface; ``by_cell`` addresses each cell by ``Table.cell``."""

    def write(content: Path, target: Path) -> None:
        word = importlib.import_module("docx").Document()
        for block in _blocks(content):
            if block["kind"] == "heading":
                word.add_heading(block["text"], min(block["level"], 9))
            elif block["kind"] == "paragraph":
                word.add_paragraph(block["text"])
            else:
                _python_docx_table(word, block, by_cell)
        word.save(target)

    return write


def _python_docx_table(word: Any, block: dict[str, Any], by_cell: bool) -> None:
    rows = block["rows"]
    table = word.add_table(len(rows), len(block["widths"]), style="Table Grid")
    for number, (made, row) in enumerate(zip(table.rows, rows, strict=True)):
        cells = None if by_cell else made.cells
        for column, text in enumerate(row):
            (table.cell(number, column) if cells is None else cells[column]).text = text


def pandoc(content: Path, target: Path) -> None:
    """pandoc: HTML to DOCX."""
    source = target.with_suffix(".html")
    source.write_text("".join(map(_html, _blocks(content))), encoding="utf-8")
    program = importlib.import_module("pypandoc").get_pandoc_path()
    subprocess.run([program, source, "-f", "html", "--toc", "--toc-depth=4", "-o", target], check=True)


def _html(block: dict[str, Any]) -> str:
    if block["kind"] == "heading":
        return f"<h{min(block['level'], 6)}>{html.escape(block['text'])}</h{min(block['level'], 6)}>"
    if block["kind"] == "paragraph":
        return f"<p>{html.escape(block['text'])}</p>"
    rows = ["".join(f"<td>{html.escape(text)}</td>" for text in row) for row in block["rows"]]
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def typst(content: Path, target: Path) -> None:
    """Typst: markup made from the blocks, compiled to a tagged PDF."""
    source = target.with_suffix(".typ")
    page = '#set page("a4", margin: 20mm)\n#set text(size: 9.5pt)\n'
    head = f"{page}#show table: set text(size: 8pt)\n#outline(depth: 4)\n"
    source.write_text(head + "".join(map(_typst, _blocks(content))), encoding="utf-8")
    importlib.import_module("typst").compile(str(source), output=str(target))


def _typst(block: dict[str, Any]) -> str:
    if block["kind"] == "heading":
        return f"\n{'=' * block['level']} {_escaped(block['text'])}\n"
    if block["kind"] == "paragraph":
        return f"\n{_escaped(block['text'])}\n"
    columns = ", ".join(f"{width}%" for width in block["widths"])
    cells = ", ".join(f"[{_escaped(text)}]" for row in block["rows"] for text in row)
    return f"\n#table(columns: ({columns}), {cells})\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~=/+-])", r"\\\1", text)


def libreoffice(folder: Path, size: str, name: str) -> None:  # noqa: ARG001 - it names its files after ours
    """LibreOffice: our DOCX to PDF, all documents in one start of the program."""
    sources = [str(_target(folder, size, document, "ours-docx")) for document in DOCUMENTS]
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True)


def _blocks(content: Path) -> Blocks:
    read: Blocks = json.loads(content.read_text(encoding="utf-8"))
    return read


WRITERS: dict[str, tuple[Writer, str]] = {
    "ours-docx": (each(ours("docx")), "docx"),
    "ours-docx-whole": (ours_whole("docx"), "docx"),
    "docxtpl": (each(docxtpl), "docx"),
    "python-docx-cell": (each(python_docx(by_cell=True)), "docx"),
    "python-docx-rows": (each(python_docx(by_cell=False)), "docx"),
    "pandoc-docx": (each(pandoc), "docx"),
    "ours-pdf": (each(ours("pdf")), "pdf"),
    "ours-pdf-whole": (ours_whole("pdf"), "pdf"),
    "libreoffice-pdf": (libreoffice, "pdf"),
    "typst-pdf": (each(typst), "pdf"),
}

if __name__ == "__main__":
    chosen, place, wanted = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    WRITERS[chosen][0](place, wanted, chosen)
