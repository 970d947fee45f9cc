"""WordprocessingML as text: escaped characters, runs, fields, bookmarks, paragraphs."""

from __future__ import annotations

import re

# XML 1.0 forbids these even as character references (delete it allows, but no reader shows it): Word would call the
# file damaged.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile('[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]')


def escape(text: str) -> str:
    """The text fit for element content and attributes, without the characters XML forbids."""
    if not _SPECIAL.search(text):
        return text
    return (
        without_forbidden(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


def without_forbidden(text: str) -> str:
    """The text without the characters XML forbids."""
    return _FORBIDDEN.sub("", text)


def attribute(text: str) -> str:
    """The text fit for an attribute in which line breaks must survive."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def run(text: str, properties: str = "") -> str:
    """A run of text; ``properties`` is the inside of its rPr."""
    return f'<w:r>{_properties(properties)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    return "<w:r><w:tab/></w:r>"


def line_break() -> str:
    return "<w:r><w:br/></w:r>"


def field(instruction: str, result: str, properties: str = "") -> str:
    """A field that shows ``result`` until Word computes it again."""
    return field_begin(instruction, properties) + (run(result, properties) if result else "") + field_end(properties)


def field_begin(instruction: str, properties: str = "") -> str:
    head = f"<w:r>{_properties(properties)}"
    return (
        f'{head}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{head}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{head}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str = "") -> str:
    return f'<w:r>{_properties(properties)}<w:fldChar w:fldCharType="end"/></w:r>'


def bookmark(number: int, name: str, content: str) -> str:
    """The content between a named start and end; ``number`` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in the style of that identifier; ``properties`` follow the style name in its pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def sliver(content: str = "", properties: str = "") -> str:
    """A paragraph one point high: it carries a break, or parts two tables, and takes no room."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f'<w:rPr><w:sz w:val="2"/></w:rPr>{properties}</w:pPr>{content}</w:p>'
    )


def _properties(properties: str) -> str:
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""
