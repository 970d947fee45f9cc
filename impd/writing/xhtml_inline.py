"""Lines of text as XHTML: everything escaped, facts as bare text, classes only."""

from __future__ import annotations

from urllib.parse import quote

from impd.document import (
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

_ELEMENTS: dict[type[Inline], str] = {Strong: "strong", Emphasis: "em", Subscript: "sub", Superscript: "sup"}
_LINKED = ("https://", "http://", "mailto:")

# XML 1.0 has no room for these, not even as character references.
_FORBIDDEN = (*range(9), 11, 12, *range(14, 32), 127, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_ESCAPES: dict[int, str | None] = dict.fromkeys(_FORBIDDEN)
_ESCAPES.update({ord(sign): entity for sign, entity in zip('&<>"', ("&amp;", "&lt;", "&gt;", "&quot;"), strict=True)})


def escaped(text: str) -> str:
    """The text as XML, fit for elements and for attributes in double quotes."""
    return text.translate(_ESCAPES)


def fragment(identifier: str) -> str:
    """The address of a place in the same document."""
    return "#" + quote(identifier, safe="")


def to_place(identifier: str) -> str:
    """The start tag of a link inside the document."""
    return f'<a href="{fragment(identifier)}">'


def xhtml_of(content: tuple[Inline, ...], anchor: str = "") -> str:
    """A run of inlines as XHTML. Facts carry no element of their own: each would cost layout time.

    With ``anchor``, the start tag of a link, all of it leads there. The tag then stands around each piece of text,
    never around other elements: the renderer makes a link of each element inside a link, and tags only the outer one.
    """
    return "".join(_inline(inline, anchor) for inline in content)


def _inline(inline: Inline, anchor: str) -> str:
    match inline:
        case Text() | Fact():
            return _text(inline.text, anchor)
        case GapMark():
            return f'<span class="gap">{_text(gap_text(inline), anchor)}</span>'
        case Strong() | Emphasis() | Subscript() | Superscript():
            element = _ELEMENTS[type(inline)]
            return f"<{element}>{xhtml_of(inline.content, anchor)}</{element}>"
        case CrossReference():
            return _text(inline.text, anchor or f'<a class="ref" href="{fragment(inline.target)}">')
        case LineBreak():
            return "<br/>"
        case Link():
            return xhtml_of(_shown(inline), anchor or _outward(inline.address))


def _text(text: str, anchor: str) -> str:
    return f"{anchor}{escaped(text)}</a>" if anchor else escaped(text)


def _shown(link: Link) -> tuple[Inline, ...]:
    """What a link shows: its words, or where it has none, its address."""
    return link.content if plain_text(link.content) else (Text(link.address),)


def _outward(address: str) -> str:
    """The start tag of a link to the web or to a mail address; none for any other address, which prints as text."""
    return f'<a class="out" href="{escaped(address)}">' if address.startswith(_LINKED) else ""
