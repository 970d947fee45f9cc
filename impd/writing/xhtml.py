"""A document as one XHTML page for print: cover, contents, lists, sections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from impd.document import (
    Abbreviation,
    Document,
    Figure,
    Inline,
    LineBreak,
    Properties,
    Section,
    Table,
    Text,
    walk_blocks,
)
from impd.writing.orientation import Placed, placed
from impd.writing.xhtml_block import block_xhtml, heading_xhtml, labelled
from impd.writing.xhtml_inline import escaped, fragment

CONTENTS_LEVELS = 4


def print_xhtml(document: Document) -> str:
    """The whole document. Pictures stand by ``impd:image/`` addresses, styles are the renderer's."""
    properties = document.properties
    body = "".join((_running(properties), _cover(document), _front(document), *_sections(document.sections)))
    return (
        f'<!DOCTYPE html><html lang="{escaped(properties.language)}">'
        f"<head>{_metadata(properties)}</head><body>{body}</body></html>"
    )


def _metadata(properties: Properties) -> str:
    subject = ", ".join(filter(None, (properties.product, properties.trial)))
    stated = {
        "author": properties.sponsor,
        "description": subject,
        "dcterms.created": _date(properties),
        "dcterms.modified": _date(properties),
        "generator": "impd",
    }
    tags = "".join(f'<meta name="{name}" content="{escaped(text)}"/>' for name, text in stated.items() if text)
    return f'<meta charset="utf-8"/><title>{escaped(properties.title)}</title>{tags}'


def _running(properties: Properties) -> str:
    """What the style sheet moves into header and footer of each page, two lines each."""
    mark = '<span class="draft">DRAFT</span>' if properties.draft else ""
    version = f"Version {escaped(properties.version)}" if properties.version else ""
    lines = {
        "header-left": (escaped(properties.product), escaped(properties.title)),
        "header-right": (version, mark),
        "header-cover": ("", mark),
        "footer-left": (escaped(properties.sponsor), escaped(properties.confidentiality)),
        "footer-right": (_date(properties), 'Page <span class="page-of"></span>'),
    }
    return "".join(f'<div class="{name}">{"<br/>".join(parts)}</div>' for name, parts in lines.items())


def _date(properties: Properties) -> str:
    return properties.date.isoformat() if properties.date else ""


def _cover(document: Document) -> str:
    properties = document.properties
    product = f'<p class="product">{escaped(properties.product)}</p>' if properties.product else ""
    blocks = "".join(block_xhtml(block, 1) for block in document.cover)
    kind = "cover" if properties.front else "head"
    return f'<div class="{kind}"><h1 class="title">{escaped(properties.title)}</h1>{product}{blocks}</div>'


def _front(document: Document) -> str:
    """Contents and lists; a list without entries is left out, and all of them in a document without front pages."""
    if not document.properties.front:
        return ""
    captioned = [block for block in walk_blocks(document) if isinstance(block, Table | Figure) and block.label]
    lists = (
        _list("Contents", list(_contents(document.sections, 1))),
        _list("List of tables", [_captioned(block) for block in captioned if isinstance(block, Table)]),
        _list("List of figures", [_captioned(block) for block in captioned if isinstance(block, Figure)]),
        _abbreviations(document.abbreviations),
    )
    return f'<div class="front">{"".join(lists)}</div>' if any(lists) else ""


def _contents(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
    if depth > CONTENTS_LEVELS:
        return
    for section in sections:
        yield _entry(section.identifier, section.number, (Text(section.title),), f"l{depth}")
        yield from _contents(section.sections, depth + 1)


def _captioned(block: Table | Figure) -> str:
    return _entry(block.identifier, block.label, block.caption, "l2")


def _entry(target: str, label: str, content: tuple[Inline, ...], level: str) -> str:
    """A row of a list: the text as links, and the page its target lies on. A line break reads as a blank."""
    line = tuple(Text(" ") if isinstance(one, LineBreak) else one for one in content)
    return (
        f'<div class="{level}"><div class="entry">{labelled(label, line, target)}</div>'
        f'<div class="page" data-at="{fragment(target)}"></div></div>'
    )


def _list(title: str, entries: list[str]) -> str:
    """A list in front. Neutral elements drawn as a table: a true table would ask for head cells."""
    if not entries:
        return ""
    return f'<h1 class="list">{title}</h1><div class="contents">{"".join(entries)}</div>'


def _abbreviations(abbreviations: tuple[Abbreviation, ...]) -> str:
    if not abbreviations:
        return ""
    rows = "".join(f"<tr><td>{escaped(one.short)}</td><td>{escaped(one.meaning)}</td></tr>" for one in abbreviations)
    return (
        '<h1 class="list">List of abbreviations</h1><table class="abbreviations">'
        '<colgroup><col style="width:22%"/><col style="width:78%"/></colgroup><thead><tr>'
        '<th scope="col">Abbreviation</th><th scope="col">Meaning</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _sections(sections: tuple[Section, ...]) -> Iterator[str]:
    """Headings and blocks in reading order; what lies on landscape pages is wrapped for it."""
    depths = {id(section): depth for section, depth in _with_depth(sections, 1)}
    depth = 1
    for landscape, run in groupby(placed(sections), key=_is_landscape):
        parts: list[str] = []
        for one in run:
            if isinstance(one.item, Section):
                depth = depths[id(one.item)]
                parts.append(heading_xhtml(one.item, depth))
            else:
                parts.append(block_xhtml(one.item, depth))
        yield f'<div class="wide">{"".join(parts)}</div>' if landscape else "".join(parts)


def _is_landscape(one: Placed) -> bool:
    return one.landscape


def _with_depth(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[Section, int]]:
    for section in sections:
        yield section, depth
        yield from _with_depth(section.sections, depth + 1)
