"""A document with every kind of block, for the tests of the PDF writer and for looking at its pages."""

from __future__ import annotations

import datetime
import struct
import zlib

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

SIGNS = "≥ ≤ ± µ × ° ⁶ ⁻ ⁰ ₂ − – — ∞ → α β γ κ Δ ≈ ≠ ‰ √ ∑ ☐ ☒ ✓ ő ř ș ħ Ω"
SEQUENCE = "GACGCATTGGTCATAGCTTACGATCCGTTAAGC" * 12
LONG = (
    "The vector is produced by triple transfection of adherent cells and purified by affinity chromatography, "
    "followed by anion exchange, concentration and exchange into the formulation buffer. "
)


def text(*words: str) -> tuple[Text, ...]:
    return tuple(map(Text, words))


def paragraph(words: str) -> Paragraph:
    return Paragraph(text(words))


def cells(*words: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell(text(one), header) for one in words)


def columns(*widths: float) -> tuple[Column, ...]:
    return tuple(Column(width, "start" if place == 0 else "end") for place, width in enumerate(widths))


def png(width: int = 60, height: int = 30) -> Image:
    rows = b"".join(b"\0" + bytes((30, 60 + x, 120) * 1)[:3] * width for x in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return Image("image/png", data, width, height)


def svg(inside: str = "") -> Image:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="120">'
        '<rect x="5" y="20" width="110" height="60" fill="#E9ECF1" stroke="#1F3864"/>'
        '<rect x="180" y="20" width="110" height="60" fill="#E9ECF1" stroke="#1F3864"/>'
        '<path d="M115 50 H180" stroke="#1F3864"/><text x="20" y="55" font-size="12">Thaw, 37 °C</text>'
        f'<text x="195" y="55" font-size="12">Wash</text>{inside}</svg>'
    )
    return Image("image/svg+xml", drawing.encode(), 300, 120)


def long_table(rows: int = 200) -> Table:
    body = tuple(
        cells(f"B{row:03}", f"{row * 1.7:.1f}", f"{90 + row % 10}.{row % 7}", "< 0.5", "complies")
        for row in range(rows)
    )
    return Table(
        columns(20, 20, 20, 20, 20),
        (cells("Batch", "Titre (10¹² vg/mL)", "Purity (%)", "Endotoxin (IU/mL)", "Appearance", header=True),),
        body,
        text("Results of all batches"),
        (text("Results as reported by the testing site."), text("a: below the limit of quantification.")),
        identifier="batches",
    )


def spanned_table() -> Table:
    return Table(
        columns(30, 35, 35),
        (
            (Cell(text("Test"), True, row_span=2), Cell(text("Acceptance criterion"), True, column_span=2)),
            cells("Release", "Shelf life", header=True),
        ),
        (
            (Cell(text("Identity"), True), Cell(text("positive"), column_span=2)),
            (Cell(text("Purity"), True, row_span=2), *cells("≥ 95.0 %", "≥ 92.0 %")),
            cells("≤ 2.0 % dimer", "≤ 3.0 % dimer"),
            (Cell(text("Potency"), True), Cell((GapMark("potency", "potency limit"),)), *cells("80–125 %")),
            (Cell(text("Sequence"), True), *cells(SEQUENCE[:90], "AAAA_identifier_without_any_blank_in_it_0123456789")),
        ),
        (Text("Specification of "), Emphasis(text("HemaVec"))),
        identifier="specification",
    )


def wide_table() -> Table:
    months = [str(month) for month in (0, 3, 6, 9, 12, 18, 24, 36)]
    return Table(
        columns(20, *(10.0,) * 8),
        (cells("Test", *months, header=True),),
        tuple(cells(f"Test {row}", *(f"{row + 95}.{place}" for place in range(8))) for row in range(45)),
        text("Stability at −60 °C or below"),
        (text("Months."),),
        wide=True,
        identifier="stability",
    )


def every_block() -> tuple[Block, ...]:
    return (
        Paragraph(
            (
                Text("Facts such as "), Fact("a.b", "1.2 × 10¹³ vg/mL"), Text(" and "), GapMark("a.c", "shelf life"),
                Text(" & <b>text</b>, "), Strong(text("strong")),
                Link("https://example.org", (Text("a "), Strong(text("bold")), Text(" link"))),
                Text(", "), Emphasis(text("in vivo")),
                Text(", H"), Subscript(text("2")), Text("O, 10"), Superscript(text("−6")), LineBreak(),
                Text("see "), CrossReference("batches"), Text(", "), CrossReference("P.5"), Text(" and "),
                CrossReference("flow"), Text(" or "), Link("https://example.org/a?b=1&c=2", text("the page")),
                Text(" not "), Link("javascript:alert(1)", text("this one")), Text(f". Signs: {SIGNS}"),
            )
        ),
        Subheading(text("A heading without number")),
        BulletList((text("first bullet"), text(LONG), text("last bullet"))),
        NumberedList((text("first step"), text("second step"))),
        Note(text("A note set apart. " + LONG)),
        Formula(text("c = m / V → " + SEQUENCE)),
        Formula((Text("E = m · c"), Superscript(text("2")))),
        GapBox((GapMark("x", "whole section"), Text(" "), GapMark("y", "another fact"))),
    )  # fmt: skip


def figures() -> tuple[Block, ...]:
    return (
        Figure(svg(), text("Flow of the process"), "Two boxes, thaw and wash, joined by a line", 120, "flow"),
        Figure(png(), text("A gel"), "A blue rectangle", 60, "gel"),
    )


def section(identifier: str, title: str, level: int, *parts: Block | Section) -> Section:
    blocks = tuple(part for part in parts if not isinstance(part, Section))
    return Section(
        identifier,
        f"2.1.{identifier}",
        title,
        level,
        blocks,
        tuple(part for part in parts if isinstance(part, Section)),
    )


def document(draft: bool = True, date: datetime.date | None = datetime.date(2026, 3, 1), rows: int = 200) -> Document:
    deep = section("S.1.1.1.1.1", "Level six", 6, paragraph(LONG))
    for level in range(5, 1, -1):
        deep = section("S" + ".1" * (level - 1), f"Level {level}", level, paragraph(LONG), deep)
    sections = (
        section("S", "Drug substance", 1, paragraph(LONG * 3), deep),
        section(
            "P", "Drug product", 1,
            section("P.1", "Description", 2, *every_block(), *figures(), spanned_table()),
            section("P.5", "Batch analyses", 2, paragraph(LONG), long_table(rows), paragraph("After the table.")),
            section("P.8", "Stability", 2, section("P.8.3", "Stability data", 3, paragraph("Below."), wide_table())),
            section("P.9", "After", 2, paragraph("Before the break."), PageBreak(), paragraph("After the break.")),
        ),
    )  # fmt: skip
    control = Table(columns(35, 65), (), (cells("Document", "IMPD-Q"), cells("Version", "3.1")))
    properties = Properties(
        'Quality dossier "HemaVec" <301>', "G1_IMPD-Q_HemaVec", "HemaVec-301 (AAV5)", "Example Sponsor B.V.",
        "2026-500000-00-00", "3.1", date, "Confidential", "en-GB", draft,
    )  # fmt: skip
    abbreviations = (Abbreviation("AAV", "adeno-associated virus"), Abbreviation("vg", "vector genomes"))
    return number(Document("impd-quality", properties, (control,), sections, abbreviations))
