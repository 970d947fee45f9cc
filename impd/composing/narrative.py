"""Turns an author's Markdown into the XHTML that templates print. HTML, remote and local addresses are refused."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import escape

_HTML_TAG = re.compile(
    r"<!--|<!doctype|</?(?:script|style|iframe|img|a|div|span|table|thead|tbody|tr|td|th|p|br|hr|b|i|u|s|em|strong|sub|sup|"
    r"svg|object|embed|link|meta|form|input|font|center|h[1-6]|ul|ol|li|html|body|head|video|audio|base|pre|code|"
    r"details|summary|section|figure|blockquote|math)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_QUOTED = "\ue000"  # where a quoted fact is held back, see quoting
_IN_ITEMS = ("paragraph", "strong", "em", "link")
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
    """Where the walk stands: the source line, the containers that are open, and the figures there are."""

    figures: Collection[str]
    line: int = 1
    paragraphs: int = 0
    open: list[str] = field(default_factory=list)

    def fault(self, message: str, remedy: str) -> NarrativeFault:
        return NarrativeFault(self.line, message, remedy)

    def enter(self, token: Token) -> None:
        """Follow a token that opens or closes a container. Raises NarrativeFault for what a list item cannot hold."""
        if token.nesting == -1:
            self.open.pop()
        elif token.nesting == 1:
            container = token.type.removesuffix("_open")
            if "list_item" in self.open and container not in _IN_ITEMS:
                message = f"a {container.replace('_', ' ')} inside a list item cannot be printed"
                raise self.fault(message, "Let it stand by itself.")
            self.open.append(container)
            self.paragraphs = 0 if container == "list_item" else self.paragraphs + (container == "paragraph")


def to_xhtml(markdown: str, figures: Collection[str] = ()) -> str:
    """The XHTML of a Markdown text; ``figures`` are the names of those it may show.

    Raises NarrativeFault on HTML, addresses of files, and whatever no document can print.
    """
    for number, line in enumerate(markdown.splitlines(), start=1):
        if tag := _HTML_TAG.search(line):
            raise NarrativeFault(number, f"HTML is not allowed in narrative: {tag[0]}", "Write Markdown.")
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline"])
    parser.validateLink = lambda _: True  # type: ignore[assignment] # judged below
    place = _Place(figures)
    return "".join(piece for token in parser.parse(markdown) for piece in _block(token, place))


def _block(token: Token, place: _Place) -> Iterator[str]:
    if token.map:
        place.line = token.map[0] + 1
    place.enter(token)
    match token.type:
        case "inline":
            yield from _inlines(token.children or [], place)
        case "paragraph_open" | "paragraph_close":
            yield _paragraph(token, place)
        case "fence" | "code_block" if "list_item" not in place.open:
            yield f"<formula>{escape(token.content.strip())}</formula>"
        case "hr":
            yield ""
        case name if name in _SIMPLE:
            yield _SIMPLE[name]
        case name:
            raise place.fault(f"{name.replace('_', ' ')} cannot be printed here", "Write it as a paragraph.")


def _paragraph(token: Token, place: _Place) -> str:
    if "list_item" in place.open:  # the paragraphs of an item are its lines
        return "<br/>" if token.nesting == 1 and place.paragraphs > 1 else ""
    tag = "note" if "blockquote" in place.open else "p"
    return f"<{tag}>" if token.nesting == 1 else f"</{tag}>"


def _inlines(tokens: list[Token], place: _Place) -> Iterator[str]:
    # A paragraph that holds one image is a figure; the paragraph around it is closed and dropped when empty.
    for token in tokens:
        place.enter(token)
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
                raise place.fault(f"{name.replace('_', ' ')} cannot be printed", "Write plain text.")


def _figure(token: Token, place: _Place) -> str:
    source = str(token.attrs.get("src", ""))
    if not re.fullmatch(r"figures/[\w.\-]+\.(?:svg|png)", source):
        raise place.fault(f"the image {source} is not read", "Name a file as figures/NAME.svg or .png.")
    name = source.removeprefix("figures/")
    if name not in place.figures:
        raise place.fault(f'there is no figure "{name}"', "Put the file into figures/.")
    if not token.content:
        raise place.fault(f"the image {source} has no alternative text", "Write ![what it shows](...).")
    if _QUOTED in token.content:
        raise place.fault("an alternative text cannot quote a fact", "Quote it in the caption.")
    if place.open != ["paragraph"]:
        raise place.fault(f"the image {source} stands inside other text", "Give it a paragraph of its own.")
    caption = escape(str(token.attrs.get("title", "")) or token.content)
    return f'</p><figure src="{escape(name)}" alt="{escape(token.content)}">{caption}</figure><p>'


def _address(token: Token, place: _Place) -> str:
    address = str(token.attrs.get("href", ""))
    if not re.match(r"(https?://|mailto:)\S", address) or _QUOTED in unquote(address):
        raise place.fault(f"the address {unquote(address)} is not allowed", "Link to https:// or use ref().")
    return address
