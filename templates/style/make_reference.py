"""Writes reference.docx: the styles, list numbering and page of every Word document. Run: python make_reference.py"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

FONT = "Arial"  # on every Word machine; LibreOffice sets Liberation Sans of the same widths
BLUE, INK, GREY, RULE, HEAD_FILL = "1F3864", "1A1A1A", "595959", "BFBFBF", "E9ECF1"
FINDING_RULE, FINDING_FILL = "B00020", "FDF1F2"
AMBER_FILL, AMBER_INK, AMBER_RULE, BOX_FILL = "FFE08A", "6B3F00", "C98A00", "FFF6DC"
TEXT_WIDTH = 9638  # twentieths of a point: A4 less two margins of 20 mm
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Style:
    """A named style: its paragraph and character properties as WordprocessingML, and what it is for."""

    name: str
    purpose: str
    paragraph: str = ""
    character: str = ""
    based_on: str = "Normal"
    next_style: str = ""
    kind: str = "paragraph"

    @property
    def identifier(self) -> str:
        """The name without blanks, as Word itself forms it: ``heading 1`` is ``Heading1``."""
        words = self.name.replace("toc ", "TOC ").split(" ")
        return "".join(word[:1].upper() + word[1:] for word in words)


def spacing(before: int, after: int, line: int = 259) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def hanging(left: int, hang: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hang}"/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def box(colour: str, sides: tuple[str, ...] = ("top", "left", "bottom", "right"), width: int = 4) -> str:
    lines = "".join(f'<w:{side} w:val="single" w:sz="{width}" w:space="4" w:color="{colour}"/>' for side in sides)
    return f"<w:pBdr>{lines}</w:pBdr>"


def fill(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def tab(position: int, alignment: str = "right", leader: str = "none") -> str:
    return f'<w:tabs><w:tab w:val="{alignment}" w:leader="{leader}" w:pos="{position}"/></w:tabs>'


def heading(level: int) -> Style:
    """Heading 1 to 6: the section number hangs before the title."""
    before, after, points = {1: (480, 160, 32), 2: (360, 120, 26), 3: (300, 100, 22)}.get(level, (240, 80, 20))
    indent = {1: 1134, 2: 1134, 3: 1304}.get(level, 1587)
    paragraph = (
        f"<w:keepNext/><w:keepLines/>{tab(indent, 'left')}{spacing(before, after, 240)}{hanging(indent, indent)}"
        f'<w:outlineLvl w:val="{level - 1}"/>'
    )
    return Style(
        f"heading {level}", f"Title of a section on level {level}, with its number", paragraph,
        f"<w:b/><w:bCs/>{colour(BLUE)}{size(points)}", next_style="BodyText",
    )  # fmt: skip


def contents(level: int) -> Style:
    """Contents entry: number, title, dots, page."""
    left, hang, before = {1: (1021, 1021, 120), 2: (1021, 1021, 30), 3: (1361, 1191, 0), 4: (1758, 1417, 0)}[level]
    bold = "<w:b/><w:bCs/>" if level == 1 else ""
    tabs = (
        f'<w:tabs><w:tab w:val="left" w:pos="{left}"/>'
        f'<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    )
    paragraph = f'{tabs}{spacing(before, 30, 240)}<w:ind w:left="{left}" w:hanging="{hang}"/>'
    return Style(f"toc {level}", f"Contents, level {level}", paragraph, f"{bold}{size(19)}", next_style="Normal")


def bold(ink: str, half_points: int = 0) -> str:
    return f"<w:b/><w:bCs/>{colour(ink)}{size(half_points) if half_points else ''}"


KEEP = "<w:keepNext/><w:keepLines/>"
TITLE = f"<w:keepNext/>{spacing(2600, 200, 240)}"
SUBTITLE = f"{box(BLUE, ('bottom',), 8)}{spacing(0, 700, 240)}"
LIST_BULLET = f'<w:numPr><w:numId w:val="1"/></w:numPr>{spacing(0, 60)}{hanging(397, 284)}'
LIST_NUMBER = f'<w:numPr><w:numId w:val="2"/></w:numPr>{spacing(0, 60)}{hanging(454, 341)}'
NOTE = f'{box(BLUE, ("left",), 18)}{spacing(80, 160)}<w:ind w:left="227"/>'
FORMULA = f'<w:keepLines/>{spacing(120, 160)}<w:ind w:left="567"/>'
GAP_BOX = f'<w:keepLines/>{box(AMBER_RULE)}{fill(BOX_FILL)}{spacing(120, 180)}<w:ind w:left="113" w:right="113"/>'
FINDING_INDENT = '<w:ind w:left="397" w:right="113" w:hanging="284"/>'
# Title and items have the same edges: Word then draws one box around them all.
FINDING_EDGES = f"{box(FINDING_RULE)}{fill(FINDING_FILL)}"
FINDING_BOX = f"<w:keepNext/><w:keepLines/>{FINDING_EDGES}{spacing(120, 40)}{FINDING_INDENT}"
FINDING_LIST = f'<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>{FINDING_EDGES}{spacing(0, 60)}{FINDING_INDENT}'
FIGURE = f'<w:keepNext/>{spacing(160, 0, 240)}<w:jc w:val="center"/>'
LIST_ENTRY = f"{tab(TEXT_WIDTH, 'right', 'dot')}{spacing(0, 50, 240)}{hanging(1021, 1021)}"
HEADER = f"{box(RULE, ('bottom',))}{tab(TEXT_WIDTH)}{spacing(0, 0, 259)}"
FOOTER = f"{box(RULE, ('top',))}{tab(TEXT_WIDTH)}{spacing(0, 0, 259)}"
SMALL = f"{colour(GREY)}{size(16)}"


def text_style(name: str, purpose: str, paragraph: str, character: str = "") -> Style:
    return Style(name, purpose, paragraph, character, based_on="BodyText", next_style="BodyText")


def character_style(name: str, purpose: str, character: str) -> Style:
    return Style(name, purpose, "", character, based_on="DefaultParagraphFont", kind="character")


STYLES = (
    Style("Normal", "Base of all others", spacing(0, 0, 240), based_on=""),
    Style("Title", "Document title on the cover", TITLE, bold(BLUE, 48), next_style="Subtitle"),
    Style("Subtitle", "Product on the cover", SUBTITLE, f"{colour(GREY)}{size(30)}", next_style="BodyText"),
    *(heading(level) for level in range(1, 7)),
    Style("TOC Heading", "Heading of contents and lists", f"{KEEP}{spacing(360, 160, 240)}", bold(BLUE, 28)),
    Style("Body Text", "Running text", spacing(0, 120)),
    text_style("Subheading", "Heading without number", f"{KEEP}{spacing(200, 80, 240)}", bold(INK)),
    text_style("List Bullet", "Bulleted list", LIST_BULLET),
    text_style("List Number", "Numbered list", LIST_NUMBER),
    text_style("Note", "Remark set apart from the text", NOTE, size(19)),
    text_style("Formula", "Formula or sequence on its own line", FORMULA),
    text_style("Gap Box", "Box for a section without any fact", GAP_BOX, colour(AMBER_INK)),
    text_style("Finding Box", "Title of a box of open findings", FINDING_BOX, f"<w:b/><w:bCs/>{size(19)}"),
    text_style("Finding List", "Open finding in its box", FINDING_LIST, size(19)),
    Style("caption", "Caption of a table or figure", f"<w:keepLines/>{spacing(200, 80, 240)}", bold(BLUE, 18)),
    Style("Figure", "Line that holds a figure", FIGURE, next_style="Caption"),
    Style("Table Text", "Table cell", spacing(30, 30, 240), size(17)),
    Style("Table Head", "Table heading cell", spacing(30, 30, 240), bold(BLUE), based_on="TableText"),
    Style("Table Note", "Note below a table", spacing(40, 0, 240), SMALL),
    *(contents(level) for level in range(1, 5)),
    Style("table of figures", "List of tables, list of figures", LIST_ENTRY, size(19)),
    Style("header", "Page header", HEADER, SMALL),
    Style("footer", "Page footer", FOOTER, SMALL),
    Style("Default Paragraph Font", "", based_on="", kind="character"),
    character_style("Gap Mark", "Mark where a fact is missing", f"{bold(AMBER_INK)}{fill(AMBER_FILL)}"),
    character_style("Draft Mark", "DRAFT in the header", bold("B00020", 18)),
    character_style("Hyperlink", "Link that leaves the document", f'{colour("1F4E9E")}<w:u w:val="single"/>'),
)


def rules(*sides: str) -> str:
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides)


TABLE_STYLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="IMPDTable"><w:name w:val="IMPD Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{rules('top', 'left', 'bottom', 'right', 'insideH', 'insideV')}</w:tblBorders>"
    '<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="15" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:tcPr>{fill(HEAD_FILL)}</w:tcPr></w:tblStylePr></w:style>'
)

DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    f'{size(20)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)

BUILT_IN = {
    "Normal", "Title", "Subtitle", "TOC Heading", "Body Text", "List Bullet", "List Number", "caption",
    "table of figures", "header", "footer", "Default Paragraph Font", "Hyperlink",
    *(f"heading {level}" for level in range(1, 7)), *(f"toc {level}" for level in range(1, 5)),
}  # fmt: skip


def style_xml(style: Style) -> str:
    is_default = ' w:default="1"' if style.name in ("Normal", "Default Paragraph Font") else ""
    custom = "" if style.name in BUILT_IN else ' w:customStyle="1"'
    links = (f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else "") + (
        f'<w:next w:val="{style.next_style}"/>' if style.next_style else ""
    )
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    character = f"<w:rPr>{style.character}</w:rPr>" if style.character else ""
    return (
        f'<w:style w:type="{style.kind}"{is_default}{custom} w:styleId="{style.identifier}">'
        f'<w:name w:val="{style.name}"/>{links}<w:qFormat/>{paragraph}{character}</w:style>'
    )


def list_level(style: str, number_format: str, text: str, left: int, hang: int) -> str:
    return (
        f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{number_format}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{hanging(left, hang)}</w:pPr></w:lvl>"
    )


NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}">'
    f'<w:abstractNum w:abstractNumId="0">{list_level("ListBullet", "bullet", "•", 397, 284)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{list_level("ListNumber", "decimal", "%1.", 454, 341)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    "</w:numbering>"
)

# Mode 15 is Word 2013 and later: without it Word opens the file as an old one and lays it out by old rules.
SETTINGS = (
    f'<w:settings xmlns:w="{WORD}"><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB"/></w:settings>'
)

PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1474" w:right="1134" w:bottom="1304" w:left="1134" '
    'w:header="680" w:footer="567" w:gutter="0"/></w:sectPr>'
)


def sample(style: Style) -> str:
    """A line that shows a style and says what it is for."""
    text = f"<w:t>{style.name}: {style.purpose}</w:t>"
    if style.kind == "character":
        return f'<w:p><w:r><w:rPr><w:rStyle w:val="{style.identifier}"/></w:rPr>{text}</w:r></w:p>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style.identifier}"/></w:pPr><w:r>{text}</w:r></w:p>'


def parts() -> dict[str, str]:
    """The files of the package, content types first."""
    body = "".join(sample(style) for style in STYLES if style.purpose)
    main = (("styles", "styles"), ("numbering", "numbering"), ("settings", "settings"))
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
        + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{kind}+xml"/>' for name, kind in main)
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}{PAGE}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
            for n, (name, kind) in enumerate(main, 1)
        )
        + "</Relationships>",
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{DEFAULTS}'
        + "".join(map(style_xml, STYLES))
        + f"{TABLE_STYLE}</w:styles>",
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": SETTINGS,
    }


def write(path: Path) -> None:
    """Writes the package; the zip times are fixed, so that the same source gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)


if __name__ == "__main__":
    write(Path(__file__).with_name("reference.docx"))
