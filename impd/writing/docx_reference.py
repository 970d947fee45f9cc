"""Opens the reference document a Word file is made from, and checks that it has every style the writer names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from impd import resources
from impd.errors import TemplateFault

PARAGRAPH_STYLES = (
    "Normal", "Body Text", "Title", "Subtitle", *(f"Heading {level}" for level in range(1, 7)), "TOC Heading",
    *(f"TOC {level}" for level in range(1, 5)), "Table of Figures", "Subheading", "List Bullet", "List Number", "Note",
    "Formula", "Gap Box", "Caption", "Figure", "Table Text", "Table Head", "Table Note", "Header", "Footer",
)  # fmt: skip
CHARACTER_STYLES = ("Gap Mark", "Draft Mark", "Hyperlink")
TABLE_STYLES = ("IMPD Table",)
# Newer styles, and what stands in for them in a reference document that was made before they were.
SUBSTITUTES = {"Finding Box": "Gap Box", "Finding List": "Gap Box"}
REQUIRED = {"paragraph": PARAGRAPH_STYLES, "character": CHARACTER_STYLES, "table": TABLE_STYLES}

# What the reference's own sample text refers to; our text brings its own.
_OF_THE_SAMPLE_TEXT = {
    RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER, RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Styles:
    """Identifiers of the required styles by their name; Word in another language gives them other identifiers."""

    identifiers: dict[str, str]
    head_fill: str  # shading element of heading cells, as the table style states it for its first row
    numbered_list: str  # identifier of the abstract numbering behind the style List Number
    tab_stops: tuple[int, ...]  # of the styles Header and Footer, to be cleared before ours are set

    def __getitem__(self, name: str) -> str:
        return self.identifiers[name.lower()]


def open_reference(data: bytes | None) -> WordDocument:
    """The reference document, a company's own or ours, without its sample text."""
    content = data if data is not None else (resources.folder("templates") / "style" / "reference.docx").read_bytes()
    try:
        word = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as fault:
        raise TemplateFault(
            "the reference document for Word cannot be opened", "Save it in Word as a document of type .docx."
        ) from fault
    relations = word.part.rels
    for identifier in [name for name, relation in relations.items() if relation.reltype in _OF_THE_SAMPLE_TEXT]:
        relations.pop(identifier)
    return word


def styles_of(word: WordDocument) -> Styles:
    """The styles the writer uses. Raises TemplateFault naming every one the reference document lacks."""
    found = {(kind, name.lower()): style for kind, name, style in _named(word)}
    required = [(kind, name) for kind, names in REQUIRED.items() for name in names]
    if missing := [name for kind, name in required if (kind, name.lower()) not in found]:
        raise _missing(missing)
    for level in range(1, 7):
        _unnumber(word, found["paragraph", f"heading {level}"])
    named = {(kind, name): found[kind, name.lower()] for kind, name in required}
    for name, other in SUBSTITUTES.items():
        named["paragraph", name] = found.get(("paragraph", name.lower()), found["paragraph", other.lower()])
    return Styles(
        {name.lower(): _attributes(style, "./@w:styleId")[0] for (_, name), style in named.items()},
        _head_fill(found["table", "impd table"]),
        _abstract_numbering(word, found["paragraph", "list number"]),
        tuple(sorted({stop for name in ("header", "footer") for stop in _tab_stops(found["paragraph", name])})),
    )


def _named(word: WordDocument) -> Iterator[tuple[str, str, BaseOxmlElement]]:
    """Kind and name of each style; Word writes the names of its own styles in English in any language."""
    for style in word.styles.element.xpath("./w:style[w:name]"):
        yield _attributes(style, "./@w:type")[0], _attributes(style, "./w:name/@w:val")[0], style


def _attributes(element: BaseOxmlElement, path: str) -> list[str]:
    return [str(value) for value in element.xpath(path)]


def _missing(names: Iterable[str]) -> TemplateFault:
    listed = ", ".join(f'"{name}"' for name in names)
    return TemplateFault(
        f"the reference document for Word lacks these styles: {listed}",
        "Add them under these names, or start from a copy of templates/style/reference.docx.",
    )


def _head_fill(table_style: BaseOxmlElement) -> str:
    fill = _attributes(table_style, './w:tblStylePr[@w:type="firstRow"]/w:tcPr/w:shd/@w:fill')
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[0]}"/>' if fill else ""


def _abstract_numbering(word: WordDocument, style: BaseOxmlElement) -> str:
    for number in _attributes(style, "./w:pPr/w:numPr/w:numId/@w:val") if _has_numbering(word) else ():
        path = f'./w:num[@w:numId="{number}"]/w:abstractNumId/@w:val'
        for abstract in _attributes(word.part.numbering_part.element, path):
            return abstract
    raise TemplateFault(
        'the style "List Number" of the reference document for Word does not number its paragraphs',
        "Give the style a numbered list format.",
    )


def _unnumber(word: WordDocument, heading: BaseOxmlElement) -> None:
    """Takes a heading style out of its list format: section numbers are text, and Word would print a second one."""
    linked = heading.xpath("./w:pPr/w:numPr")
    if _has_numbering(word):
        name = _attributes(heading, "./@w:styleId")[0]
        linked += word.part.numbering_part.element.xpath(f'./w:abstractNum/w:lvl/w:pStyle[@w:val="{name}"]')
    for element in linked:
        element.getparent().remove(element)


def _has_numbering(word: WordDocument) -> bool:
    return any(relation.reltype == RELATIONSHIP_TYPE.NUMBERING for relation in word.part.rels.values())


def _tab_stops(style: BaseOxmlElement) -> list[int]:
    return [int(position) for position in _attributes(style, "./w:pPr/w:tabs/w:tab/@w:pos")]
