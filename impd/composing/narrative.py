"""Turns an author's Markdown into the XHTML that templates print. HTML, remote and local addresses are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

_HTML_TAG = re.compile(
    r"</?(?:script|style|iframe|img|a|div|span|table|tr|td|th|p|br|hr|b|i|u|em|strong|sub|sup|svg|object|embed|link|"
    r"meta|form|input|font|center|h[1-6]|ul|ol|li|html|body|head|video|audio|base)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SIMPLE = {
    "strong_open": "<strong>", "strong_close": "</strong>", "em_open": "<em>", "em_close": "</em>",
    "bullet_list_open": "<ul>", "bullet_list_close": "</ul>", "ordered_list_open": "<ol>",
    "ordered_list_close": "</ol>", "list_item_open": "<li>", "list_item_close": "</li>",
    "heading_open": "<h>", "heading_close": "</h>", "thead_open": "<thead>", "thead_close": "</thead>",
    "tbody_open": "<tbody>", "tbody_close": "</tbody>", "tr_open": "<tr>", "tr_close": "</tr>",
    "th_open": "<th>", "th_close": "</th>", "td_open": "<td>", "td_close": "</td>", "table_close": "</table>",
    "blockquote_open": "", "blockquote_close": "", "softbreak": " ", "hardbreak": "<br/>", "table_open": "<table>",
}  # fmt: skip


class NarrativeFault(Exception):
    """A line of narrative that cannot be printed: line (from 1), what, what to do."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.remedy = remedy


@dataclass(slots=True)
class _Place:
    """Where the walk stands: the source line, and whether a list item or a quotation is open."""

    line: int = 1
    items: int = 0
    quotes: int = 0


def to_xhtml(markdown: str) -> str:
    """The XHTML of a Markdown text. Raises NarrativeFault on HTML, raw addresses of files, and code it cannot print."""
    for number, line in enumerate(markdown.splitlines(), start=1):
        if tag := _HTML_TAG.search(line):
            raise NarrativeFault(number, f"HTML is not allowed in narrative: {tag[0]}", "Write Markdown.")
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline"])
    place = _Place()
    return "".join(piece for token in parser.parse(markdown) for piece in _block(token, place))


def _block(token: Token, place: _Place) -> Iterator[str]:
    if token.map:
        place.line = token.map[0] + 1
    place.items += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
    place.quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
    match token.type:
        case "inline":
            yield from _inlines(token.children or [], place)
        case "paragraph_open" | "paragraph_close":
            yield _paragraph(token, place)
        case "fence" | "code_block":
            yield f"<formula>{escape(token.content.strip())}</formula>"
        case "hr":
            yield ""
        case name if name in _SIMPLE:
            yield _SIMPLE[name]
        case name:
            raise NarrativeFault(place.line, f"{name.replace('_', ' ')} cannot be printed", "Write it as a paragraph.")


def _paragraph(token: Token, place: _Place) -> str:
    if place.items:
        return ""
    tag = "note" if place.quotes else "p"
    return f"<{tag}>" if token.nesting == 1 else f"</{tag}>"


def _inlines(tokens: list[Token], place: _Place) -> Iterator[str]:
    # A paragraph that holds one image is a figure; the paragraph around it is closed and dropped when empty.
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                yield str(escape(token.content))
            case "image":
                yield _figure(token, place)
            case "link_open":
                yield f'<a href="{escape(_address(token, place))}">'
            case "link_close":
                yield "</a>"
            case name if name in _SIMPLE:
                yield _SIMPLE[name]
            case name:
                raise NarrativeFault(place.line, f"{name.replace('_', ' ')} cannot be printed", "Write plain text.")


def _figure(token: Token, place: _Place) -> str:
    source = str(token.attrs.get("src", ""))
    if not re.fullmatch(r"figures/[\w.\-]+\.(?:svg|png)", source):
        raise NarrativeFault(place.line, f"the image {source} is not read", "Name a file as figures/NAME.svg or .png.")
    if not token.content:
        raise NarrativeFault(place.line, f"the image {source} has no alternative text", "Write ![what it shows](...).")
    caption = escape(str(token.attrs.get("title", "")) or token.content)
    name = source.removeprefix("figures/")
    return f'</p><figure src="{escape(name)}" alt="{escape(token.content)}">{caption}</figure><p>'


def _address(token: Token, place: _Place) -> str:
    address = str(token.attrs.get("href", ""))
    if not re.match(r"(https?://|mailto:)", address):
        raise NarrativeFault(place.line, f"the address {address} is not allowed", "Link to https:// or use ref().")
    return address
