"""The text of a Word part as it streams by, and what reviewing leaves in it."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml import etree

from impd.submission.safe_xml import refuse_document_type

_CHANGES = {
    "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
    "sectPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
}  # fmt: skip
_BREAKS = {"p": "\n", "tab": "\t", "br": "\n", "cr": "\n", "tr": "\n"}
_FALSE = ("0", "false", "off")
_FIELD_LINK = re.compile(r'\bHYPERLINK\s+"([^"]+:[^"]+)"')
_FIELD_SCRIPT = re.compile(r"\bDDE(?:AUTO)?\b")
_FIELD_FILE = re.compile(r'\b(?:INCLUDETEXT|INCLUDEPICTURE)\s+"?([^"\s]+)')


@dataclass(slots=True)
class PartText:
    """What was met in a part so far."""

    pieces: list[str] = field(default_factory=list)
    tracked_changes: int = 0
    hidden_text: int = 0
    headings: int = 0
    forms: int = 0
    unfilled: int = 0
    pictures: int = 0
    links: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    included: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of the text, deleted text left out."""
        return "".join(self.pieces)


def read_part(data: bytes, heading_styles: Collection[str] = ()) -> PartText:
    """What a part says. Raises ValueError when it is not well formed, has a document type or is nested too deep."""
    refuse_document_type(data)
    met = PartText()
    try:
        for name, element in _elements(data):
            _take(met, name, element, heading_styles)
            if name == "p":
                element.clear()
    except etree.XMLSyntaxError as fault:
        raise ValueError(f"not well-formed XML: {fault}") from None
    return met


def _elements(data: bytes) -> Iterator[tuple[str, etree._Element]]:
    """The elements as they end. What stands twice for older programs (mc:Fallback) is passed over."""
    old = 0
    parse = etree.iterparse(
        io.BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False,
    )  # fmt: skip
    for event, element in parse:
        name = local(element)
        if name == "Fallback":
            old += 1 if event == "start" else -1
        if event == "end" and not old:
            yield name, element


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, so that both editions of the format read alike."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def value(element: etree._Element, name: str = "val") -> str:
    """An attribute by its name without namespace, empty where it is missing."""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of that name."""
    return next((one for one in element if local(one) == name), None)


def _take(met: PartText, name: str, element: etree._Element, heading_styles: Collection[str]) -> None:
    if name == "t":
        met.pieces.append(element.text or "")
    elif name in _BREAKS:
        met.pieces.append(_BREAKS[name])
    elif name == "r":
        met.hidden_text += _is_hidden(element)
    elif name == "pPr":
        met.headings += _is_heading(element, heading_styles)
    elif name in ("ffData", "sdtPr"):
        _take_control(met, name, element)
    elif name == "instrText":
        _take_field(met, element.text or "")
    elif name == "fldSimple":
        _take_field(met, value(element, "instr"))
    met.tracked_changes += name in _CHANGES
    met.pictures += name in ("drawing", "pict", "object")


def _is_hidden(run: etree._Element) -> bool:
    properties = child(run, "rPr")
    vanish = None if properties is None else child(properties, "vanish")
    shown = vanish is None or value(vanish).lower() in _FALSE
    return not shown and any(local(one) == "t" and (one.text or "").strip() for one in run)


def _is_heading(properties: etree._Element, heading_styles: Collection[str]) -> bool:
    style, level = child(properties, "pStyle"), child(properties, "outlineLvl")
    by_level = level is not None and value(level) in tuple("012345678")
    return by_level or (style is not None and value(style) in heading_styles)


def _take_control(met: PartText, name: str, element: etree._Element) -> None:
    kinds = {local(one) for one in element}
    met.forms += name == "ffData" or bool(kinds & {"dropDownList", "comboBox", "date", "checkbox"})
    met.unfilled += "showingPlcHdr" in kinds


def _take_field(met: PartText, instruction: str) -> None:
    met.links += _FIELD_LINK.findall(instruction)
    met.included += _FIELD_FILE.findall(instruction)
    if _FIELD_SCRIPT.search(instruction):
        met.scripts.append("DDE field")
