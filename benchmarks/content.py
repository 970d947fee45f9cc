"""Composes a synthetic dossier and keeps its content for the writers: ours as documents, the peers' as plain blocks.

    python benchmarks/content.py FOLDER SIZE
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path
from typing import Any

from peers import DOCUMENTS, content_of
from synthetic import write_dossier

import impd
from impd.document import (
    BulletList,
    Fact,
    Figure,
    NumberedList,
    Table,
    marks_of,
    plain_text,
    walk_blocks,
    walk_sections,
)


def neutral(document: impd.Document) -> list[dict[str, Any]]:
    """The document as headings, paragraphs and tables of plain text; of figures the captions."""
    blocks: list[dict[str, Any]] = []
    for section in walk_sections(document.sections):
        blocks.append({"kind": "heading", "level": section.level, "text": f"{section.number} {section.title}"})
        for block in section.blocks:
            if isinstance(block, Table):
                blocks += _table(block)
            elif isinstance(block, Figure):
                blocks.append(_paragraph(f"{block.label} {plain_text(block.caption)}"))
            elif isinstance(block, BulletList | NumberedList):
                blocks += [_paragraph(plain_text(item)) for item in block.items]
            elif hasattr(block, "content"):
                blocks.append(_paragraph(plain_text(block.content)))
    return blocks


def _table(table: Table) -> list[dict[str, Any]]:
    rows = [[plain_text(cell.content) for cell in row] for row in (*table.head, *table.body)]
    widths = [column.width for column in table.columns]
    caption = _paragraph(f"{table.label} {plain_text(table.caption)}")
    notes = [_paragraph(plain_text(note)) for note in table.notes]
    return [caption, {"kind": "table", "widths": widths, "head": len(table.head), "rows": rows}, *notes]


def _paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "text": text}


def prepare(folder: Path, size: str) -> None:
    """Make the dossier and both forms of the content of each of its documents, once."""
    kept = {name: content_of(folder, size, name) for name in DOCUMENTS}
    if all(file.exists() for file in kept.values()):
        return
    write_dossier(folder / size, size)
    application = impd.load(folder / size)
    for name, file in kept.items():
        document = impd.compose(application, request=impd.Request(document=name))
        print(f"{size} {name}: {_counts(document)}")
        file.with_suffix(".pickle").write_bytes(pickle.dumps(document))
        file.write_text(json.dumps(neutral(document), ensure_ascii=False), encoding="utf-8")


def _counts(document: impd.Document) -> str:
    """How much a document holds: facts printed, tables, figures."""
    blocks = [block for section in walk_sections(document.sections) for block in section.blocks]
    facts = sum(isinstance(mark, Fact) for block in walk_blocks(document) for mark in marks_of(block))
    tables, figures = (sum(isinstance(block, kind) for block in blocks) for kind in (Table, Figure))
    return f"{facts} facts, {tables} tables, {figures} figures"


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), sys.argv[2])
