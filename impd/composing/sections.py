"""Composes the sections of a tree: template output, or the reason why a section has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from impd.composing.composition import Composition, Place
from impd.composing.environment import TemplateSet
from impd.composing.functions import Functions
from impd.composing.quoting import Narratives
from impd.composing.section_tree import further_documents
from impd.composing.view import FactView, View
from impd.composing.xhtml import Reader
from impd.document import (
    Block,
    CrossReference,
    Fact,
    GapBox,
    GapMark,
    Paragraph,
    Section,
    Text,
    marks_of,
)
from impd.dossier.section_statement import SectionStatement
from impd.errors import InputFault, Problem, TemplateFault, UsageFault


class SectionComposer:
    """Composes sections of one document."""

    def __init__(self, composition: Composition, templates: Path | None) -> None:
        self._composition = composition
        self._applies = composition.answers.applies
        self._narratives = Narratives(composition)
        first = next(iter(composition.places.values()))
        self._functions = Functions(composition, first, self._narrative)
        self._templates = TemplateSet(templates, self._functions.table())

    def compose(self, wanted: tuple[str, ...]) -> tuple[Section, ...]:
        """The sections, all or those named with what stands below them. Raises InputFault and UsageFault."""
        for name in wanted:
            if not self._composition.has(name):
                raise UsageFault(f'there is no section "{name}" in this document', "Name one of the section tree.")
        problems = self._unknown_sections()
        sections = self._children("", 1, wanted)
        problems += self._narratives.problems
        if problems:
            raise InputFault(problems)
        return sections

    def cover(self) -> tuple[Block, ...]:
        """The blocks of the cover page."""
        return self._render("cover", self._functions.place)

    def _unknown_sections(self) -> list[Problem]:
        """The texts and statements that name a section which does not exist."""
        product = self._composition.subject.product
        if product is None:
            return []
        named = [(one.section, one.file or f"text/{one.section}.md") for one in product.narratives]
        for statement in self._composition.statements():
            named += [(str(name), statement._path) for name in (statement.section, statement.see_instead) if name]
        known = (self._composition, *self._composition.siblings)
        others = {node.id for tree in further_documents("product") for node in tree.walk()}
        unknown = [
            (name, place) for name, place in named if name not in others and not any(one.has(name) for one in known)
        ]
        message, remedy = 'there is no section "{}" for this kind of product', "Name a section of the document."
        return [Problem(place, 0, message.format(name), remedy) for name, place in unknown]

    def _children(self, parent: str, level: int, wanted: tuple[str, ...]) -> tuple[Section, ...]:
        found = []
        for place in self._below(parent):
            chosen = not wanted or any(place.means(name) for name in wanted)
            section = self._section(place, level, () if chosen else wanted, chosen)
            if section is not None:
                found.append(section)
        return tuple(found)

    def _below(self, parent: str) -> Iterator[Place]:
        """The places right below one, by the tree and its instances."""
        above = self._composition.places.get(parent)
        nodes = above.node.nodes if above else self._composition.tree.nodes
        depth = above.instances if above else ()
        for node in nodes:
            for place in self._composition.places.values():
                if place.node is node and place.instances[: len(depth)] == depth:
                    yield place

    def _section(self, place: Place, level: int, wanted: tuple[str, ...], chosen: bool) -> Section | None:
        statement = self._statement(place)
        self._composition.reading.consumed.clear()
        blocks: tuple[Block, ...] = ()
        if chosen:
            blocks = self._stated(statement, place) if statement else self._composed(place)
        consumed = frozenset(self._composition.reading.consumed)
        children = () if statement else self._children(place.identifier, level + 1, wanted)
        if children and not place.node.template and not _has_facts(blocks) and not self._narratives.of(place):
            blocks = ()  # a heading says why it is empty only when it is
        if not blocks and not children and (not chosen or self._left_out(place)):
            return None
        if not blocks and not children:
            blocks = (self._gap(place),)
        return Section(place.identifier, place.number, self._title(place), level, blocks, children, consumed)

    def _composed(self, place: Place) -> tuple[Block, ...]:
        """The template's blocks when they hold a fact; otherwise what the section's obligation says."""
        blocks: tuple[Block, ...] = ()
        if self._obligation(place) == "reference":
            return self._render("reference", place)
        if place.filled and place.node.template:
            blocks = self._render(place.node.template, place)
        elif self._narratives.of(place):  # a heading has no template, but may have a text
            blocks = Reader(f"text of {place.identifier}", self._composition.image).read(self._narrative(place))
        if _has_facts(blocks) or self._narratives.of(place):
            return blocks
        return self._without_facts(place, blocks)

    def _without_facts(self, place: Place, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        node = place.node
        match self._obligation(place):
            case "optional" | "expected" as kind:
                return blocks if kind == "expected" else ()
            case "not_applicable":
                return (_not_applicable(node.reason),)
            case "conditional" if self._applies.get(node.when) is False:
                return (_not_applicable(node.reason),) if node.reason else ()
            case "later" if self._early():
                return (Paragraph((Text(node.later),)),)
            case _ if place.filled and not node.template:
                return ()
            case _:
                marked = any(isinstance(mark, GapMark) for block in blocks for mark in marks_of(block))
                return blocks if marked else (*blocks, self._gap(place))

    def _obligation(self, place: Place) -> str:
        return place.node.obligation[self._composition.group]

    def _left_out(self, place: Place) -> bool:
        """Whether a section without content may be absent from the document."""
        condition_fails = self._obligation(place) == "conditional" and self._applies.get(place.node.when) is False
        return self._obligation(place) in ("optional", "expected") or condition_fails

    def _early(self) -> bool:
        trial = self._composition.application.trial
        return trial.stage == "exploratory_first_in_human" or trial.phase == "I"

    def _gap(self, place: Place) -> GapBox:
        path = self._composition.subject.below(f"sections[{place.identifier}]")
        return GapBox((GapMark(path, self._title(place).lower()),))

    def _title(self, place: Place) -> str:
        node, group = place.node, self._composition.group
        terms = self._composition.tree.terms.get(group, self._composition.tree.terms["other"])
        own = next((one for one in reversed(place.instances) if one.name in ("vector", "device")), None)
        name = str(own.view) if own else ""
        title = node.titles.get(group, node.title).format(**terms, name=name)
        owner = place.instances[-1] if place.instances else None
        repeated = owner is not None and owner.total > 1 and node.each and owner is not own
        return f"{title}: {owner.view}" if owner is not None and repeated else title

    def _statement(self, place: Place) -> View | None:
        for statement in self._composition.statements():
            section = str(statement._facts.section)  # type: ignore[attr-defined]
            if section in place.names:
                return statement
        return None

    def _stated(self, statement: View, place: Place) -> tuple[Block, ...]:
        facts = statement._facts
        self._composition.reading.consumed.add(f"{statement._path}.section")
        blocks: list[Block] = []
        if isinstance(facts, SectionStatement) and facts.not_applicable:
            reason: FactView = statement.not_applicable
            blocks.append(Paragraph((Text("Not applicable. "), Fact(reason.path, reason.text))))
        if isinstance(facts, SectionStatement) and facts.see_instead:
            see = self._referred(facts.see_instead, f"{statement._path}.see_instead", place)
            blocks += [Paragraph((Text("See "), see, Text(".")))] if see else []
        return tuple(blocks)

    def _referred(self, section: str, path: str, place: Place) -> CrossReference | Fact | None:
        """A stated reference to a section of this document, or the words for one of another document."""
        if self._composition.has(section):
            return CrossReference(self._composition.target(section, place), path=path)
        elsewhere = self._composition.elsewhere(section)
        return Fact(path, elsewhere) if elsewhere else None

    def _render(self, template: str, place: Place) -> tuple[Block, ...]:
        self._functions.place = place
        composition = self._composition
        folder = "" if "/" in template else f"{composition.tree.templates}/"
        name = f"{folder}{template}.xhtml"
        terms = composition.tree.terms.get(composition.group, composition.tree.terms["other"])
        context: dict[str, Any] = {
            **composition.views(),
            "group": composition.group,
            "applies": dict(self._applies),
            "section": place.identifier,
            "term": terms,
            **{one.name: one.view for one in place.instances},
            "owner": place.instances[-1].view if place.instances else None,
        }
        markup = self._templates.render(name, context)
        try:
            return Reader(f"templates/{name}", composition.image).read(markup)
        except UsageFault as fault:
            raise TemplateFault(f"templates/{name}: {fault.message}", fault.remedy) from fault

    def _narrative(self, place: Place) -> str:
        return self._narratives.xhtml(place, self._functions.quotable())


def _has_facts(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(mark, Fact) for block in blocks for mark in marks_of(block))


def _not_applicable(reason: str) -> Paragraph:
    return Paragraph((Text(f"Not applicable. {reason}"),))
