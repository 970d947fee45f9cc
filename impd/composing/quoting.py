"""The author's text of each section: Markdown that quotes facts, read to the XHTML that templates print.

Nothing of the text is run. A quotation is one call of ``fact``, ``result`` or ``ref`` with plain arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import escape

from impd.composing.composition import Composition, Place
from impd.composing.narrative import NarrativeFault, to_xhtml
from impd.dossier.medicinal_product import Narrative
from impd.dossier.path import Step
from impd.errors import Problem, UsageFault

_HOLD = re.compile("\ue000(\\d+)\ue001")
_REMEDY = 'Quote facts with fact("…"), result("…", batch="…", test="…") and ref("…") only.'


class Narratives:
    """The texts of one product; their faults are gathered in ``problems``, not raised."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition
        product = composition.subject.product
        self._by_section = {one.section: one for one in product.narratives} if product else {}
        self._figures = {figure.name for figure in product.figures} if product else set()
        self.problems: list[Problem] = []

    def of(self, place: Place) -> Narrative | None:
        """The text of a section, or None; a text for one entry of a repeated section goes before one for all."""
        return next((self._by_section[name] for name in place.names if name in self._by_section), None)

    def xhtml(self, place: Place, functions: Mapping[str, Callable[..., Any]]) -> str:
        """The XHTML of a section's text, nothing where it has none or is at fault."""
        narrative = self.of(place)
        if narrative is None:
            return ""
        step = Step("narratives", (narrative.section,))
        self._composition.reading.consumed.add(f"{self._composition.product_path}.{step}.text")
        held: list[str] = []
        try:
            markdown = "".join(_quoted(narrative.text, functions, held))
            return _HOLD.sub(lambda match: held[int(match[1])], to_xhtml(markdown, self._figures))
        except NarrativeFault as fault:
            file = narrative.file or f"text/{narrative.section}.md"
            self.problems.append(Problem(file, fault.line, fault.message, fault.remedy))
        return ""


def _quoted(text: str, functions: Mapping[str, Callable[..., Any]], held: list[str]) -> Iterator[str]:
    """The text with quoted facts held back behind placeholders, so that Markdown leaves them alone."""
    clean = text.replace("\ue000", "").replace("\ue001", "")
    try:
        parts = Environment(autoescape=True).parse(clean).body
    except TemplateSyntaxError as fault:
        raise NarrativeFault(fault.lineno, str(fault.message).rstrip("."), _REMEDY) from None
    except RecursionError:
        raise NarrativeFault(0, "a quotation is nested too deeply", _REMEDY) from None
    for part in parts:
        if not isinstance(part, nodes.Output):
            raise NarrativeFault(part.lineno, "a narrative holds text and quoted facts, no statements", _REMEDY)
        for node in part.nodes:
            if isinstance(node, nodes.TemplateData):
                yield node.data
            else:
                held.append(_value(node, functions))
                yield f"\ue000{len(held) - 1}\ue001"


def _value(node: nodes.Expr, functions: Mapping[str, Callable[..., Any]]) -> str:
    """What one quotation prints. Raises NarrativeFault when it is none, or names what does not exist."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.node.name not in functions:
        raise NarrativeFault(node.lineno, "this cannot be quoted", _REMEDY)
    try:
        arguments = [_text(argument) for argument in node.args]
        named = {pair.key: _text(pair.value) for pair in node.kwargs}
        return str(escape(functions[node.node.name](*arguments, **named)))
    except TypeError:
        raise NarrativeFault(node.lineno, f"{node.node.name}() is given the wrong arguments", _REMEDY) from None
    except UsageFault as fault:
        raise NarrativeFault(node.lineno, fault.message, fault.remedy) from None


def _text(node: nodes.Expr) -> str:
    if not isinstance(node, nodes.Const):
        raise TypeError
    return str(node.value)
