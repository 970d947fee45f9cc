"""The small XHTML that templates print: which tags there are, what each may hold, and which attributes it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from impd.errors import TemplateFault

_INLINE = frozenset({"f", "gap", "strong", "em", "sub", "sup", "br", "ref", "a"})
_TEXT_BLOCKS = ("p", "h", "note", "formula", "gapbox")
_POSITIVE = r"(?!0+(?:\.0+)?$)\d{1,4}(?:\.\d+)?"
_VALUES = {
    "width": _POSITIVE,
    "colspan": r"[1-9]\d?",
    "rowspan": r"[1-9]\d{0,3}",
    "align": "start|center|end",
    "wide": "yes|no",
    "optional": "yes|no",
    "href": r"(?:https?://|mailto:)\S+",
    "src": r".+",
    "alt": r"(?s:.+)",
    "to": r".+",
}
_REMEDY = "See docs/templates.md for the tags and their attributes."


@dataclass(frozen=True, slots=True)
class _Tag:
    """One tag: what it may hold, whether text too, and its attributes, those it needs first."""

    children: frozenset[str] = frozenset()
    text: bool = False
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


_LINE = _Tag(_INLINE, text=True)
_TAGS: dict[str, _Tag] = {
    "section": _Tag(frozenset({*_TEXT_BLOCKS, "ul", "ol", "table", "figure", "pagebreak"})),
    **dict.fromkeys((*_TEXT_BLOCKS, "li", "strong", "em", "sub", "sup", "caption", "tnote"), _LINE),
    "ul": _Tag(frozenset({"li"})),
    "ol": _Tag(frozenset({"li"})),
    "table": _Tag(frozenset({"caption", "col", "thead", "tbody", "tnote"}), takes=("id", "wide")),
    "col": _Tag(takes=("width", "align", "optional")),
    "thead": _Tag(frozenset({"tr"})),
    "tbody": _Tag(frozenset({"tr"})),
    "tr": _Tag(frozenset({"th", "td"})),
    "th": _Tag(_INLINE, text=True, takes=("colspan", "rowspan")),
    "td": _Tag(_INLINE, text=True, takes=("colspan", "rowspan")),
    "figure": _Tag(_INLINE, text=True, needs=("src", "alt"), takes=("width", "id")),
    "pagebreak": _Tag(),
    "br": _Tag(),
    "f": _Tag(text=True, needs=("p",)),
    "gap": _Tag(text=True, needs=("p",)),
    "ref": _Tag(needs=("to",), takes=("p",)),
    "a": _Tag(_INLINE, text=True, needs=("href",)),
}


def parse(markup: str, origin: str) -> etree._Element:
    """The output of the template ``origin`` as a tree of known tags. Raises TemplateFault at the first that is not."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    try:
        root = etree.fromstring(f"<section>{markup}</section>", parser)
    except etree.XMLSyntaxError as fault:
        raise TemplateFault(f"{origin}: {fault.msg}", "Close each tag and write & as &amp;.") from None
    for element in root.iter():
        wrong, message = _misplaced(element) or (element, _loose_text(element) or _attribute_fault(element))
        if message:
            raise fault_at(wrong, origin, message)
    return root


def fault_at(element: etree._Element, origin: str, message: str) -> TemplateFault:
    """The fault of a piece of output, which names the template and the line of what it printed."""
    return TemplateFault(f"{origin}: line {element.sourceline} of its output: {message}", _REMEDY)


def _misplaced(element: etree._Element) -> tuple[etree._Element, str] | None:
    """The first child that may not stand in an element, and why."""
    for child in element:
        if not isinstance(child.tag, str):
            return child, f'"{str(child)[:40]}" is no tag'
        if child.tag not in _TAGS or child.tag == "section":
            return child, f"the tag <{child.tag}> is not known here"
        if child.tag not in _TAGS[str(element.tag)].children:
            return child, f"the tag <{child.tag}> does not belong into <{element.tag}>"
    return None


def _loose_text(element: etree._Element) -> str:
    """What is wrong where an element that takes no text holds some; empty if all is well."""
    if _TAGS[str(element.tag)].text:
        return ""
    words = " ".join("".join([element.text or "", *(child.tail or "" for child in element)]).split())
    return f'text outside a paragraph: "{words[:60]}"' if words else ""


def _attribute_fault(element: etree._Element) -> str:
    """Which attribute is missing, unknown or badly written; empty if all is well."""
    tag = _TAGS[str(element.tag)]
    if missing := [name for name in tag.needs if not element.get(name)]:
        return f"<{element.tag}> needs {' and '.join(missing)}"
    for name, value in element.items():
        if name not in (*tag.needs, *tag.takes):
            return f"<{element.tag}> takes no attribute {name!s}"
        if name in _VALUES and not re.fullmatch(_VALUES[str(name)], str(value)):
            return f'{name!s}="{value!s}" of <{element.tag}> is not understood'
    return ""
