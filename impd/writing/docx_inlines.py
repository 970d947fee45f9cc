"""Inline values as Word runs."""

from __future__ import annotations

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
from impd.writing.docx_markup import field, line_break, run
from impd.writing.docx_package import Package
from impd.writing.docx_targets import Targets

LINKED = ("https://", "http://", "mailto:")

# In the order the schema wants them inside rPr.
_MARKUP = {
    "b": "<w:b/><w:bCs/>",
    "i": "<w:i/><w:iCs/>",
    "sub": '<w:vertAlign w:val="subscript"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
}
_NAMES = {Strong: "b", Emphasis: "i", Subscript: "sub", Superscript: "sup"}


class Inlines:
    """Writes inline values; cross-references become fields, links point to relationships of the package."""

    def __init__(self, package: Package, targets: Targets) -> None:
        self._package = package
        self._targets = targets
        self._gap_style = f'<w:rStyle w:val="{package.styles["Gap Mark"]}"/>'
        self._link_style = f'<w:rStyle w:val="{package.styles["Hyperlink"]}"/>'

    def runs(self, content: tuple[Inline, ...], live: bool = True) -> str:
        """The runs of a line of text. Without ``live``, as in a list entry, nothing in it refers or links."""
        return self._runs(content, frozenset(), "", live)

    def _runs(self, content: tuple[Inline, ...], markup: frozenset[str], style: str, live: bool) -> str:
        return "".join(self._run(inline, markup, style, live) for inline in content)

    def _run(self, inline: Inline, markup: frozenset[str], style: str, live: bool) -> str:
        match inline:
            case Text() | Fact():
                return run(inline.text, _properties(markup, style))
            case GapMark():
                return run(gap_text(inline), _properties(markup, self._gap_style))
            case LineBreak():
                return line_break() if live else run(" ")
            case CrossReference():
                return self._reference(inline, _properties(markup, style), live)
            case Link():
                return self._link(inline, markup, style, live)
            case _:
                return self._runs(inline.content, markup | {_NAMES[type(inline)]}, style, live)

    def _link(self, link: Link, markup: frozenset[str], style: str, live: bool) -> str:
        """A link to the web or to a mail address; any other address prints as text without a link."""
        if not live or not link.address.startswith(LINKED):
            return self._runs(link.content, markup, style, live)
        content = link.content if plain_text(link.content) else (Text(link.address),)
        inner = self._runs(content, markup, self._link_style, live)
        return f'<w:hyperlink r:id="{self._package.link(link.address)}" w:history="1">{inner}</w:hyperlink>'

    def _reference(self, reference: CrossReference, properties: str, live: bool) -> str:
        """The words before the label, then a field that repeats the label where it stands."""
        if not live:
            return run(reference.text, properties)
        target = self._targets.get(reference.target)
        if not target.label:  # a section without number has no label to repeat
            shown = run(reference.text, properties)
            return f'<w:hyperlink w:anchor="{target.whole}" w:history="1">{shown}</w:hyperlink>'
        words = reference.text.removesuffix(target.label)
        return (run(words, properties) if words else "") + field(f"REF {target.short} \\h", target.label, properties)


def _properties(markup: frozenset[str], style: str) -> str:
    return style + "".join(xml for name, xml in _MARKUP.items() if name in markup) if markup else style
