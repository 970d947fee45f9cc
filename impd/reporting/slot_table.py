"""The slots of an application as text, CSV and JSON, for people and programs."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from impd.errors import UsageFault
from impd.gaps.slot import PARTS, FiledDocument, Need, SlotState
from impd.reporting.wording import law, without_forbidden

_HEADINGS = (
    "Part", "Section", "Title code", "Slot", "Document", "Product", "Member State", "Site", "Need", "State", "Because",
    "Fact", "Explanation", "Filed", "Law",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_slots(states: Sequence[SlotState], to: str) -> bytes:
    """The slots as text, csv or json, UTF-8. Raises UsageFault for another format."""
    if to not in _FORMATS:
        raise UsageFault(f'there is no format "{to}" of slots', f"Use one of {', '.join(_FORMATS)}.")
    return _FORMATS[to](states).encode("utf-8", "backslashreplace")


def slot_as_dict(state: SlotState) -> dict[str, Any]:
    """A slot for JSON."""
    return {
        "slot": state.slot,
        "letter": state.letter,
        "title": state.title,
        "title_code": state.title_code,
        "part": state.part,
        "product": state.product,
        "member_state": state.member_state,
        "site": state.site,
        "need": state.need.value,
        "state": state.filling.value,
        "because": state.because,
        "path": state.path,
        "explanation": state.explanation,
        "documents": [_document(one) for one in state.documents],
        "law": law(state.cites),
    }


def slot_row(state: SlotState) -> tuple[str, ...]:
    """A slot as a row of a table, with the columns of ``slot_headings``."""
    return (
        PARTS[state.part], state.letter, state.title_code, state.slot, state.title, state.product, state.member_state,
        state.site, state.need.value, state.filling.value, state.because, state.path, state.explanation,
        "; ".join(map(named, state.documents)), law(state.cites),
    )  # fmt: skip


def slot_headings() -> tuple[str, ...]:
    """The columns of a table of slots."""
    return _HEADINGS


def by_part(states: Iterable[SlotState]) -> list[tuple[str, tuple[SlotState, ...]]]:
    """The slots by part of CTIS, in its order, each part with its name."""
    every = tuple(states)
    found = ((name, tuple(one for one in every if one.part == part)) for part, name in PARTS.items())
    return [(name, ones) for name, ones in found if ones]


def named(document: FiledDocument) -> str:
    """A document by id, version, language and status."""
    version = f"version {document.version}" if document.version else ""
    details = ", ".join(filter(None, (version, document.language, document.status)))
    return f"{document.id} ({details})" if details else document.id


def _document(document: FiledDocument) -> dict[str, str]:
    return {
        "id": document.id,
        "title": document.title,
        "version": document.version,
        "date": document.date,
        "language": document.language,
        "status": document.status,
    }


def _json(states: Sequence[SlotState]) -> str:
    return json.dumps({"slots": [slot_as_dict(one) for one in states]}, ensure_ascii=False, indent=2) + "\n"


def _csv(states: Sequence[SlotState]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows([_harmless(cell) for cell in slot_row(one)] for one in states)
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: an apostrophe before what it would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _text(states: Sequence[SlotState]) -> str:
    lines: list[str] = []
    for part, ones in by_part(states):
        lines += [part, *(line for one in ones if one.need != Need.NOT_APPLICABLE for line in _lines(one))]
        left = [one for one in ones if one.need == Need.NOT_APPLICABLE]
        lines += [f"  not applicable: {len(left)}"] if left else []
        lines += [f"    {_title(one)}: {one.because}" + _filed(one) for one in left]
        lines.append("")
    lines += _open_facts(states)
    open_ones = sum(not one.ready for one in states)
    lines.append(f"{len(states)} slots, {open_ones} not ready to be submitted.")
    return without_forbidden("\n".join(lines)) + "\n"


def _lines(state: SlotState) -> Iterator[str]:
    yield f"  {state.title_code or state.letter:<3} {_title(state):<64} {state.need.value:<15} {state.filling.value}"
    if state.documents:
        yield f"      {', '.join(map(named, state.documents))}"
    if state.explanation:
        yield f"      {state.explanation}"


def _open_facts(states: Sequence[SlotState]) -> list[str]:
    """The facts without which it cannot be told whether slots are needed, those of most slots first."""
    waiting = [one for one in states if one.need == Need.CANNOT_TELL]
    why = {one.path: one.because for one in reversed(waiting)}
    counted = Counter(one.path for one in waiting).most_common()
    facts = [f"  {path}: {why[path]}; slots: {times}" for path, times in counted]
    return ["Facts that decide and are not stated", *facts, ""] if facts else []


def _title(state: SlotState) -> str:
    return state.title + (f", {state.instance}" if state.instance else "")


def _filed(state: SlotState) -> str:
    return f"; registered: {', '.join(one.id for one in state.documents)}" if state.documents else ""


_FORMATS: Mapping[str, Callable[[Sequence[SlotState]], str]] = {"text": _text, "csv": _csv, "json": _json}
