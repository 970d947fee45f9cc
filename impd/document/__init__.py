"""What a document is: inline and block values, sections, numbering. No file, no layout, no law."""

from impd.document.block import (
    Block,
    BulletList,
    Cell,
    Column,
    Figure,
    FindingBox,
    Formula,
    GapBox,
    Image,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Subheading,
    Table,
)
from impd.document.document import Abbreviation, Calculation, Document, Properties, Section
from impd.document.inline import (
    CrossReference,
    Emphasis,
    Fact,
    GapMark,
    Inline,
    LineBreak,
    Link,
    Strong,
    Subscript,
    Superscript,
    Text,
    gap_text,
    plain_text,
)
from impd.document.numbering import number
from impd.document.walking import contents_of, marks_of, walk_blocks, walk_inlines, walk_sections

__all__ = [
    "Abbreviation", "Block", "BulletList", "Calculation", "Cell", "Column", "CrossReference", "Document", "Emphasis",
    "Fact", "Figure", "FindingBox", "Formula", "GapBox", "GapMark", "Image", "Inline", "LineBreak", "Link", "Note",
    "NumberedList", "PageBreak", "Paragraph", "Properties", "Section", "Strong", "Subheading", "Subscript",
    "Superscript", "Table", "Text", "contents_of", "gap_text", "marks_of", "number", "plain_text", "walk_blocks",
    "walk_inlines", "walk_sections",
]
