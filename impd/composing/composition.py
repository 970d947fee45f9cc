"""What one composition works with: the product, its views and indexes, and the section it is at."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from impd.composing.section_tree import Node, SectionTree
from impd.composing.view import ListView, Reading, View
from impd.document import Image
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.facts import Facts
from impd.dossier.path import item_key
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


@dataclass(slots=True)
class Composition:
    """One document of one product being composed."""

    application: ClinicalTrialApplication
    product: MedicinalProduct
    tree: SectionTree
    group: str
    numbering: str
    words: dict[str, str]
    reading: Reading = field(init=False)
    drawings: dict[str, Image] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        index = dict(_index(self.product))

        def resolve(_path: str, identifier: str, registers: tuple[str, ...]) -> tuple[Facts, str] | None:
            return next((index[name, identifier] for name in registers if (name, identifier) in index), None)

        self.reading = Reading(resolve, self.words)
        self.places = {place.identifier: place for place in _places(self, self.tree.nodes, ())}

    @property
    def product_path(self) -> str:
        return f"products[{self.product.code}]"

    def product_view(self) -> View:
        """The product as templates see it."""
        return View(self.product, self.product_path, self.reading)

    def application_view(self) -> View:
        """The application as templates see it."""
        return View(self.application, "", self.reading)

    def entries(self, each: str) -> list[View]:
        """The entries a repeated section is printed for. Raises TemplateFault for an unknown name."""
        quality = self.product_view().quality
        match each:
            case "substances" | "drug_products":
                return list(getattr(quality, each))
            case "starting_vectors":
                return [*quality.vectors.where(role="starting_material"), *quality.editing_reagents]
            case "integral_devices":
                return list(quality.devices.where(role="integral"))
        raise TemplateFault(f'the section tree repeats a section for "{each}"', "Use a known register.")

    def of(self, register: str, owner: View) -> ListView:
        """The entries of a register whose subject is the given entry."""
        entries: ListView = getattr(self.product_view().quality, register)
        return entries.where(subject=str(owner._facts.id))  # type: ignore[attr-defined]

    def target(self, section: str, place: Place) -> str:
        """The identifier of a section named by its id, seen from a place. Raises UsageFault for an unknown one."""
        wanted = [one for one in self.places.values() if same_section(one.node.id, section)]
        if not wanted:
            raise UsageFault(f'there is no section "{section}" in this document', "Name one of the section tree.")
        here = {(one.name, one.id) for one in place.instances}
        near = [one for one in wanted if here >= {(each.name, each.id) for each in one.instances}]
        return (near or wanted)[0].identifier

    def sections_named(self) -> set[str]:
        """The ids by which the sections of this document may be named."""
        nodes = {place.node.id for place in self.places.values()}
        return nodes | {node.replace(".v", "") for node in nodes}

    def image(self, name: str) -> Image:
        """A figure by its name: one drawn for this document, or a file of the sponsor."""
        if name in self.drawings:
            return self.drawings[name]
        self.reading.consumed.add(f"{self.product_path}.figures[{name}].data")
        found = next((figure for figure in self.product.figures if figure.name == name), None)
        if found is None:
            raise UsageFault(f'{self.product_path}: there is no figure "{name}"', "Put the file into figures/.")
        return Image(found.media_type, found.data, *image_size(found.media_type, found.data))


def same_section(node: str, section: str) -> bool:
    """Whether a section id means a node; the nested mini-dossiers may be named without their ``v``."""
    return section in (node, node.replace(".v", ""))


def _index(product: MedicinalProduct) -> Iterator[tuple[tuple[str, str], tuple[Facts, str]]]:
    for register in type(product.quality).model_fields:
        entries = getattr(product.quality, register)
        for index, entry in enumerate(entries if isinstance(entries, tuple) else ()):
            path = f"products[{product.code}].quality.{register}[{item_key(entry, index)}]"
            yield (register, item_key(entry, index)), (entry, path)


def _places(composition: Composition, nodes: tuple[Node, ...], above: tuple[Instance, ...]) -> Iterator[Place]:
    for node in nodes:
        if node.obligation[composition.group] == "omit":
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
    entries = composition.entries(node.each)
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


def image_size(media_type: str, data: bytes) -> tuple[float, float]:
    """Width and height: pixels of a PNG, view box units of an SVG."""
    if media_type == "image/png":
        width, height = struct.unpack(">II", data[16:24])
        return float(width), float(height)
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    box = [float(one) for one in root.get("viewBox", "").replace(",", " ").split()]
    if len(box) == 4:
        return box[2], box[3]
    return float(root.get("width", "100").rstrip("ptxm")), float(root.get("height", "100").rstrip("ptxm"))


def words_of(data: dict[str, Any]) -> dict[str, str]:
    """The words for coded terms: all vocabularies in one table."""
    return {code: words for vocabulary in data.values() for code, words in vocabulary.items()}

