"""A document with every kind of block and inline, for the tests of the Word writer, and eyes to read the file back."""

from __future__ import annotations

import base64
import datetime
import io
import zipfile

from lxml import etree

from impd.document import (
    Abbreviation,
    Block,
    BulletList,
    Cell,
    Column,
    CrossReference,
    Document,
    Emphasis,
    Fact,
    Figure,
    Formula,
    GapBox,
    GapMark,
    Image,
    LineBreak,
    Link,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Properties,
    Section,
    Strong,
    Subheading,
    Subscript,
    Superscript,
    Table,
    Text,
    number,
)
from impd.resources import folder

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "rels": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
W = f"{{{NAMES['w']}}}"
REFERENCE = (folder("templates") / "style" / "reference.docx").read_bytes()

DOT = Image(
    "image/png",
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ),
    400,
    200,
)
FLOW = Image(
    "image/svg+xml",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150" viewBox="0 0 300 150">'
    b'<rect x="5" y="5" width="290" height="140" fill="#E9ECF1"/><text x="20" y="80">Transduction</text></svg>',
    300,
    150,
)
PROPERTIES = Properties(
    title="Investigational Medicinal Product Dossier: Quality",
    file_name="G1_IMPD-Q_HMV-01",
    product="HMV-01 <CAR-T> & buffer",
    sponsor="Hemavec Therapeutics GmbH",
    trial="HEMAVEC-301",
    version="0.3",
    date=datetime.date(2025, 5, 12),
    confidentiality="Confidential",
    language="en-IE",
    draft=True,
)


def text(words: str) -> tuple[Text, ...]:
    return (Text(words),)


def cell(words: str, header: bool = False, column_span: int = 1, row_span: int = 1) -> Cell:
    return Cell(text(words), header, column_span, row_span)


def table(identifier: str = "T", rows: int = 3, columns: int = 3, wide: bool = False) -> Table:
    """A plain captioned table; the last column aligns at its end."""
    return Table(
        tuple(Column(100 / columns, "end" if n == columns - 1 else "start") for n in range(columns)),
        (tuple(cell(f"Head {n}", header=True) for n in range(columns)),),
        tuple(tuple(cell(f"{row}.{n}") for n in range(columns)) for row in range(rows)),
        text(f"Caption of {identifier}"),
        wide=wide,
        identifier=identifier,
    )


SPANNED = Table(
    (Column(20), Column(20, "center"), Column(20, "center"), Column(40)),
    (
        (cell("Test", True, row_span=2), cell("Result", True, 2), cell("Criterion", True, row_span=2)),
        (cell("B001", True), cell("B002", True)),
    ),
    (
        (cell("Identity", True, 4),),
        (cell("Vector copies", row_span=2), cell("2.1"), cell("1.9"), cell("≤ 5 per cell")),
        (
            cell("n.d.", column_span=2),
            Cell((Text("< 0.5 % & NMT"), LineBreak(), Fact("batches[B001].loq", "<LOQ>"))),
        ),
        (cell("Purity"), Cell((GapMark("purity", "purity of B001"),)), cell("99.1"), cell("\x0bpass\ufffe")),
    ),
    text("Specification"),
    notes=(text("a) n.d.: not determined."), text("b) As reported.")),
    identifier="T-spec",
)
MIXED = Paragraph(
    (
        Text("See "),
        CrossReference("S.2"),
        Text(", "),
        Strong((CrossReference("T-spec"), Emphasis((Text("both"), Superscript(text("12")))))),
        Text(" and "),
        CrossReference("F-flow"),
        Subscript(text("2")),
        Link("https://example.org/a b?x=1&y=<2>", text("the guideline")),
        Link("file:///etc/passwd", text("no link")),
        GapMark("inn", "INN of the substance"),
    )
)
COVER: tuple[Block, ...] = (
    Table((Column(30), Column(70)), (), ((cell("Sponsor", header=True), cell("Hemavec Therapeutics GmbH")),)),
)
FIRST = Section(
    "S.1",
    "2.1.S.1",
    "General information",
    2,
    (
        MIXED,
        Subheading(text("Names")),
        BulletList((text("one"), text("two"))),
        NumberedList((text("first"), text("second"))),
        NumberedList((text("again first"),)),
        Note(text("A remark.")),
        Formula(text("VCN = a / b × 2")),
        PageBreak(),
        GapBox((GapMark("structure", "structure"),)),
    ),
    (Section("S.1.1", "2.1.S.1.1", "Nomenclature", 3, (), (Section("S.1.1.a", "2.1.S.1.1.a", "Name", 4),)),),
)
SECOND = Section(
    "S.2",
    "2.1.S.2",
    "Manufacture",
    2,
    (
        Figure(FLOW, text("Process flow"), 'Flow: "leukapheresis" <24 h', 150, "F-flow"),
        Figure(DOT, text("A picture"), "A dot", 80, "F-dot"),
        SPANNED,
        table("T-wide", 4, 12, wide=True),
    ),
)
SAMPLE = number(
    Document(
        "impd-quality",
        PROPERTIES,
        COVER,
        (Section("S", "2.1.S", "Drug substance", 1, (), (FIRST, SECOND)),),
        (Abbreviation("CAR", "chimeric antigen receptor"),),
    )
)


def of_blocks(*blocks: Block) -> Document:
    """A numbered document of one section with these blocks."""
    return number(Document("impd-quality", PROPERTIES, (), (Section("S", "1", "Section", 1, blocks),)))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """The root of one part of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath(path, namespaces=NAMES)


def words(element: etree._Element) -> str:
    """What a reader sees of an element; a tab reads as a tab, a line break as a newline."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    found = find(element, ".//w:r/w:t | .//w:r/w:tab | .//w:r/w:br")
    return "".join(node.text or "" if node.tag == f"{W}t" else signs[node.tag] for node in found)


def style_of(paragraph: etree._Element) -> str:
    return "".join(find(paragraph, "./w:pPr/w:pStyle/@w:val"))


def in_style(element: etree._Element, style: str) -> list[str]:
    """The texts of all paragraphs in a style."""
    return [words(node) for node in find(element, f'.//w:p[w:pPr/w:pStyle/@w:val="{style}"]')]


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one text in one part replaced wherever it stands; the text must be there."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(entry, content)
    return result.getvalue()
