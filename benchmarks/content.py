"""Composes a synthetic dossier and keeps its content for the writers: ours as a document, the peers' as plain blocks.

    python benchmarks/content.py FOLDER SIZE
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path
from typing import Any

from synthetic import write_dossier

import impd
from impd.document import BulletList, NumberedList, Table, plain_text, walk_sections


def neutral(document: impd.Document) -> list[dict[str, Any]]:
    """The document as headings, paragraphs and tables of plain text."""
    blocks: list[dict[str, Any]] = []
    for section in walk_sections(document.sections):
        blocks.append({"kind": "heading", "level": section.level, "text": f"{section.number} {section.title}"})
        for block in section.blocks:
            if isinstance(block, Table):
                blocks += _table(block)
            elif isinstance(block, BulletList | NumberedList):
                blocks += [{"kind": "paragraph", "text": plain_text(item)} for item in block.items]
            elif hasattr(block, "content"):
                blocks.append({"kind": "paragraph", "text": plain_text(block.content)})
    return blocks


def _table(table: Table) -> list[dict[str, Any]]:
    rows = [[plain_text(cell.content) for cell in row] for row in (*table.head, *table.body)]
    widths = [column.width for column in table.columns]
    caption = {"kind": "paragraph", "text": f"{table.label} {plain_text(table.caption)}"}
    return [caption, {"kind": "table", "widths": widths, "head": len(table.head), "rows": rows}]


def prepare(folder: Path, size: str) -> None:
    """Make the dossier and both forms of its content, once."""
    if (folder / f"{size}.json").exists():
        return
    write_dossier(folder / size, size)
    document = impd.compose(impd.load(folder / size))
    (folder / f"{size}.pickle").write_bytes(pickle.dumps(document))
    (folder / f"{size}.json").write_text(json.dumps(neutral(document), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), sys.argv[2])
