"""Headings and blocks as XHTML, pictures by their ``impd:`` address."""

from __future__ import annotations

import hashlib

from impd.document import (
    Block,
    BulletList,
    Figure,
    FindingBox,
    Formula,
    GapBox,
    Image,
    Inline,
    Note,
    NumberedList,
    PageBreak,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
    plain_text,
)
from impd.writing.xhtml_inline import escaped, to_place, xhtml_of
from impd.writing.xhtml_table import table_xhtml

# What a figure may fill of a portrait page, in millimetres, beside its caption.
_WIDEST, _HIGHEST = 170.0, 205.0


def image_address(image: Image) -> str:
    """The address a picture is fetched by: equal pictures share one, and one copy in the file."""
    return f"impd:image/{hashlib.sha256(image.data).hexdigest()[:32]}"


def heading_xhtml(section: Section, depth: int) -> str:
    """The section's heading. ``depth`` is its place in the tree, so that no heading level is left out."""
    level = min(depth, 6)
    return f'<h{level} id="{escaped(section.identifier)}">{labelled(section.number, (Text(section.title),))}</h{level}>'


def labelled(label: str, content: tuple[Inline, ...], target: str = "") -> str:
    """Number or label, then the text; as links to the target where one is named."""
    anchor = to_place(target) if target else ""
    number = f'<span class="number">{xhtml_of((Text(label),), anchor)}</span> ' if label else ""
    return number + xhtml_of(content, anchor)


def block_xhtml(block: Block, depth: int) -> str:  # noqa: PLR0911 - one return a kind
    """A block of a section at that depth of the tree."""
    match block:
        case Paragraph():
            return f"<p>{xhtml_of(block.content)}</p>"
        case Table():
            return table_xhtml(block)
        case Figure():
            return _figure(block)
        case BulletList():
            return _list("ul", block.items)
        case NumberedList():
            return _list("ol", block.items)
        case Subheading():
            level = min(depth + 1, 6)
            return f'<h{level} class="subheading">{xhtml_of(block.content)}</h{level}>'
        case Note():
            return f'<p class="note">{xhtml_of(block.content)}</p>'
        case Formula():
            return f'<p class="formula">{xhtml_of(block.content)}</p>'
        case GapBox():
            return f'<p class="gap-box">{xhtml_of(block.content)}</p>'
        case FindingBox():
            title = f"<p>{xhtml_of(block.title)}</p>"
            return f'<div class="finding-box">{title}{_list("ul", block.items)}</div>'
        case PageBreak():
            return '<div class="break"></div>'


def _list(element: str, items: tuple[tuple[Inline, ...], ...]) -> str:
    return f"<{element}>{''.join(f'<li>{xhtml_of(item)}</li>' for item in items)}</{element}>"


def _figure(figure: Figure) -> str:
    alternative = figure.alternative_text or plain_text(figure.caption)
    return (
        f'<figure id="{escaped(figure.identifier)}">'
        f'<img src="{image_address(figure.image)}" alt="{escaped(alternative)}" style="width:{_width(figure):.1f}mm"/>'
        f"<figcaption>{escaped(figure.label)} {xhtml_of(figure.caption)}</figcaption></figure>"
    )


def _width(figure: Figure) -> float:
    """The printed width in millimetres: as asked for, unless that would not fit on a page."""
    image = figure.image
    return min(figure.width_mm, _WIDEST, _HIGHEST * image.width / max(image.height, 1.0))
