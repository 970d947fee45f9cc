"""What one composition works with: what the document is of, its views and indexes, and the section it is at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from impd.composing.answers import Answers, Calculated
from impd.composing.entries import Entries
from impd.composing.figure_size import figure_size
from impd.composing.section_tree import Node, SectionTree
from impd.composing.view import ListView, MissingView, Reading, View
from impd.document import Calculation, Image
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.document_subject import DocumentSubject
from impd.dossier.path import Step
from impd.dossier.registers import parts
from impd.errors import TemplateFault, UsageFault

_OWNERS = {
    "substances": "substance",
    "drug_products": "drug_product",
    "starting_vectors": "vector",
    "integral_devices": "device",
}


@dataclass(frozen=True, slots=True)
class Instance:
    """One entry that a repeated section stands for, and its place among its like."""

    name: str
    view: View
    id: str
    ordinal: int
    total: int


@dataclass(slots=True)
class Place:
    """The section being composed. ``filled`` is false for a repeated section without any entry to repeat it for."""

    node: Node
    instances: tuple[Instance, ...]
    number: str
    identifier: str
    filled: bool

    @property
    def names(self) -> list[str]:
        """What a text or statement may call it, the most precise first: ``S.2.6~DS-01``, ``S.2.6``."""
        ids = [one.id for one in self.instances]
        endings = dict.fromkeys(["".join(f"~{one}" for one in ids), *(f"~{one}" for one in reversed(ids)), ""])
        nodes = dict.fromkeys([self.node.id, *([] if self.node.each else [self.node.id.replace(".v", "")])])
        return list(dict.fromkeys([self.identifier, *(f"{node}{end}" for end in endings for node in nodes)]))

    def means(self, section: str) -> bool:
        """Whether a section's name means this place, or one that it stands for because it has no entry yet."""
        if self.filled or section in self.names:
            return section in self.names
        name = section.partition("~")[0]
        return any(name in (node.id, node.id.replace(".v", "")) for node in self.node.below())


@dataclass(slots=True)
class Composition:
    """One document being composed, of a product, the application, a member state or a site."""

    subject: DocumentSubject
    tree: SectionTree
    group: str
    numbering: str
    words: dict[str, str]
    answers: Answers
    siblings: tuple[Composition, ...] = ()
    reading: Reading = field(init=False)
    drawings: dict[str, Image] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    calculations: dict[str, Calculation] = field(default_factory=dict)
    _entries: Entries = field(init=False)

    def __post_init__(self) -> None:
        self._entries = Entries(self.subject)
        self.reading = Reading(self._entries.find, self.words)
        self.places = {place.identifier: place for place in _places(self, self.tree.nodes, ())}

    @property
    def application(self) -> ClinicalTrialApplication:
        """The whole application."""
        return self.subject.application

    @property
    def product(self) -> MedicinalProduct:
        """The product that the document is of. Raises TemplateFault where it is of none."""
        if self.subject.product is None:
            message = f"{self.tree.document} is of no single product"
            raise TemplateFault(message, "Take the product from application.products.")
        return self.subject.product

    @property
    def product_path(self) -> str:
        return self.subject.path

    def product_view(self) -> View:
        """The product as templates see it."""
        return View(self.product, self.product_path, self.reading)

    def application_view(self) -> View:
        """The application as templates see it."""
        return View(self.application, "", self.reading)

    def views(self) -> dict[str, Any]:
        """The facts that templates see, by name: those of the application, and of what the document is of."""
        application, subject = self.application_view(), self.subject
        found = {"application": application, "trial": application.trial, "sponsor": application.sponsor}
        found["registered"] = self.registered()
        if subject.product is not None:
            product = self.product_view()
            return {**found, "product": product, **{name: getattr(product, name) for name in parts()}}
        if (state := subject.member_state) is not None:
            found["member_state"] = application.member_states.where(country=state.country)[0]
        if subject.site is not None:
            found["site"] = View(subject.site, subject.path, self.reading)
        return found

    def registered(self) -> View | MissingView:
        """The entry of the document register for this document; of several the first in its language."""
        kind = self.tree.registered
        own = [one for one in self.application_view().documents if kind and one.kind == kind and self._is_for(one)]
        language = self.application.language
        missing = MissingView("documents", f"document of the kind {self.words.get(kind, kind.replace('_', ' '))}")
        return next((one for one in own if one.language == language), next(iter(own), missing))

    def _is_for(self, document: View) -> bool:
        """Whether a document of the register is about what this one is of."""
        subject, facts = self.subject, document._facts
        code = subject.product.code if subject.product else ""
        site = subject.site.id if subject.site else ""
        held = ((facts.products, code), (facts.member_states, subject.country), (facts.sites, site))  # type: ignore[attr-defined]
        return all(not named or not one or one in named for named, one in held)

    def entries(self, each: str, above: tuple[Instance, ...] = ()) -> list[View]:
        """The entries a repeated section is printed for below others. Raises TemplateFault for an unknown name."""
        quality = self.product_view().quality
        match each:
            case "substances" | "drug_products":
                return list(getattr(quality, each))
            case "starting_vectors":
                reagents = [one for one in quality.editing_reagents if one.role != "active_substance"]
                found = [*quality.vectors.where(role="starting_material"), *reagents]
                return [one for one in found if not above or above[-1].view == self._user(one)]
            case "integral_devices":
                return list(quality.devices.where(role="integral"))
        raise TemplateFault(f'the section tree repeats a section for "{each}"', "Use a known register.")

    def _user(self, starting_material: View) -> View | None:
        """The substance whose chapter describes a vector or editing reagent: the first naming it, else the first."""
        substances = list(self.product_view().quality.substances)
        naming = (one for one in substances if starting_material in list(one.vectors or ()))
        return next(naming, substances[0] if substances else None)

    def of(self, register: str, owner: View) -> ListView:
        """The entries of a register whose subject is the given entry."""
        entries: ListView = getattr(self.product_view().quality, register)
        return entries.where(subject=str(owner._facts.id))  # type: ignore[attr-defined]

    def forms_of(self, owner: View) -> list[View]:
        """The vectors and editing reagents that an active substance is made of, each with one substance."""
        quality = self.product_view().quality
        found = [one for one in quality.vectors if one.role != "starting_material"]
        found += quality.editing_reagents.where(role="active_substance")
        return [one for one in found if owner == self._user(one)]

    def target(self, section: str, place: Place) -> str:
        """The identifier of a section named by its id, seen from a place. Raises UsageFault for an unknown one."""
        wanted = [one for one in self.places.values() if one.means(section)]
        if not wanted:
            raise UsageFault(f'there is no section "{section}" in this document', "Name one of the section tree.")
        here = {(one.name, one.id) for one in place.instances}
        near = [one for one in wanted if here >= {(each.name, each.id) for each in one.instances}]
        return (near or wanted)[0].identifier

    def calculated(self, fact: str, name: str, path: str) -> Calculated | None:
        """A value that follows from a fact, by name, and noted as printed at ``path``; None if there is none."""
        found = self.answers.calculated.get((fact, name))
        if found is not None:
            self.calculations[path] = Calculation(path, found.inputs, found.convention)
        return found

    def has(self, section: str) -> bool:
        """Whether a section of that id, or of that id and entry, stands in the tree for this product."""
        return any(one.means(section) for one in self.places.values())

    def elsewhere(self, section: str) -> str:
        """How a section of another document of this product is referred to; empty where none has it."""
        for one in self.siblings:
            found = next((place for place in one.places.values() if place.means(section)), None)
            if found is not None:
                return f"section {found.number} of {one.tree.called}"
        return ""

    def entry_words(self, identifier: str) -> str:
        """How an entry named by its id is referred to: a study or trial by its number, any other by its id."""
        return self._entries.words(identifier)

    def statements(self) -> Iterator[View]:
        """What the sponsor says of sections instead of filling them, in all parts of the data."""
        if self.subject.product is not None:
            product = self.product_view()
            for part in parts():
                yield from getattr(product, part).sections

    def sections_named(self) -> set[str]:
        """The ids by which the sections of this document may be named."""
        nodes = {place.node.id for place in self.places.values()}
        return nodes | {node.replace(".v", "") for node in nodes}

    def image(self, name: str) -> Image:
        """A figure by its name: one drawn for this document, or a file of the sponsor."""
        if name in self.drawings:
            return self.drawings[name]
        self.reading.consumed.add(f"{self.product_path}.{Step('figures', (name,))}.data")
        found = next((figure for figure in self.product.figures if figure.name == name), None)
        if found is None:
            raise UsageFault(f'there is no figure "{name}"', "Put the file into figures/.")
        file = f"products/{self.product.code}/figures/{name}"
        return Image(found.media_type, found.data, *figure_size(found.media_type, found.data, file))


def same_section(node: str, section: str) -> bool:
    """Whether a section id means a node; the nested mini-dossiers may be named without their ``v``."""
    return section in (node, node.replace(".v", ""))


def _places(composition: Composition, nodes: tuple[Node, ...], above: tuple[Instance, ...]) -> Iterator[Place]:
    for node in nodes:
        if node.obligation[composition.group] == "omit":
            continue
        if node.once and any(one.ordinal > 1 for one in above):
            continue
        for instances in _instances(composition, node, above):
            suffix = "".join(f"~{one.id}" for one in instances if one.total > 1)
            filled = not node.each or len(instances) > len(above)
            yield Place(node, instances, _number(composition, node, instances), node.id + suffix, filled)
            if filled:
                yield from _places(composition, node.nodes, instances)


def _instances(composition: Composition, node: Node, above: tuple[Instance, ...]) -> Iterator[tuple[Instance, ...]]:
    if not node.each:
        yield above
        return
    entries = composition.entries(node.each, above)
    if not entries:
        yield above
    for ordinal, view in enumerate(entries, start=1):
        identifier = str(view._facts.id)  # type: ignore[attr-defined]
        yield (*above, Instance(_OWNERS[node.each], view, identifier, ordinal, len(entries)))


def _number(composition: Composition, node: Node, instances: tuple[Instance, ...]) -> str:
    if node.number:
        return node.number
    style = composition.tree.numbering[composition.numbering]
    prefix = style.get(composition.group, style["prefix"])
    number = node.id
    for instance in instances:
        if instance.name == "vector":
            number = number.replace(".v", f".{instance.ordinal}")
        elif instance.total > 1:
            number = f"{number[0]}({instance.ordinal}){number[1:]}"
    return prefix + number


def words_of(data: dict[str, Any]) -> dict[str, str]:
    """The words for coded terms: all vocabularies in one table."""
    return {code: words for vocabulary in data.values() for code, words in vocabulary.items()}
