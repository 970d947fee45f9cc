"""Where an entry is printed when several sections could: each material and site has one home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from impd.composing.composition import Composition, Place, same_section
from impd.composing.view import View
from impd.dossier.quality.materials import Material
from impd.dossier.quality.quality import Quality

# What a site does for the substance and what goes into it; any other role is one for the product.
_UPSTREAM = {
    "procurement", "apheresis", "donor_testing", "plasmid_manufacture", "vector_manufacture",
    "starting_material_manufacture", "cell_bank_manufacture", "bank_storage", "substance_manufacture",
    "starting_material_testing",
}  # fmt: skip
_DEVICE_PARTS = ("device_part", "scaffold")
_EXCIPIENTS = ("excipient", "capsule_shell")


class Placing:
    """Finds the home of materials and sites of one product. It reads the bare facts: to place is not to print."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition

    @property
    def _facts(self) -> Quality:
        return self._composition.product.quality

    def _views(self, register: str) -> list[View]:
        return list(getattr(self._composition.product_view().quality, register))

    def table(self) -> dict[str, Callable[..., Any]]:
        """The selections by the name templates use."""
        return {
            "shown": self.shown,
            "is_first": self.is_first,
            "sites_of": self.sites_of,
            "excipients_of": self.excipients_of,
            "is_home_of": self.is_home_of,
            "diluents": self.diluents,
            "device_materials": self.device_materials,
            "process_materials": self.process_materials,
            "all_process_materials": self.all_process_materials,
            "devices_of": self.devices_of,
        }

    def shown(self, section: str) -> bool:
        """Whether a section stands in this document and the sponsor left its content to be composed."""
        return any(True for _ in self.places(section))

    def places(self, *sections: str) -> Iterator[Place]:
        """The places of sections, in the order of the document, without those a statement stands for."""
        stated = {str(one._facts.section) for one in self._composition.statements()}  # type: ignore[attr-defined]
        for place in self._composition.places.values():
            wanted = any(same_section(place.node.id, one) for one in sections)
            if place.filled and wanted and not stated.intersection(_names(place)):
                yield place

    def owners(self, *sections: str) -> list[View]:
        """The entries that repeated sections are printed for."""
        return [place.instances[-1].view for place in self.places(*sections) if place.instances]

    def is_first(self, owner: View) -> bool:
        """Whether an entry is the first that its chapter is printed for."""
        return owner in self.owners("P" if is_product(owner) else "S")[:1]

    def sites_of(self, *wanted: View) -> list[View]:
        """The sites of substances or products: those they name, and on the first of a kind those nobody names."""
        found = {site for one in wanted for site in self._sites_of(one)}
        return [site for site in self._views("sites") if site in found]

    def _sites_of(self, owner: View) -> list[View]:
        owners = self.owners("S.2.1", "S.2.3.d.v.2", "P.3.1")
        named = {site for one in owners for site in self._named_sites(one)}
        own = {str(site.id) for site in owner.manufacturers} or self._named_sites(owner)
        heirs = {site: self._heir(site) for site in self._views("sites") if str(site.id) not in named}
        return [
            site for site in self._views("sites") if str(site.id) in own or (site in heirs and heirs[site] == owner)
        ]

    def _heir(self, site: View) -> View | None:
        """Who lists a site nobody names: the first substance or product, by what the site does."""
        substance, product = self.owners("S.2.1")[:1], self.owners("P.3.1")[:1]
        return next(iter([*substance, *product] if _upstream(site) else [*product, *substance]), None)

    def _named_sites(self, owner: View) -> set[str]:
        named = set(getattr(owner._facts, "manufacturers", ()))
        if named or register_of(owner) not in ("substances", "drug_products"):
            return named
        return {str(site.id) for site in self._views("sites") if _upstream(site) != is_product(owner)}

    def excipients_of(self, drug_product: View) -> list[View]:
        """The materials that a drug product consists of; the first one also gets those no composition names."""
        own = _components(drug_product._facts)
        others = {one for product in self._facts.drug_products for one in _components(product)} - own
        first = self.is_first(drug_product)
        found = self._of_kind("excipient")
        return [one for one in found if str(one.id) in own or (first and str(one.id) not in others)]

    def is_home_of(self, material: View, drug_product: View) -> bool:
        """Whether a drug product is the first to consist of a material, so that what is said of it stands there."""
        return next((one for one in self.owners("P") if material in self.excipients_of(one)), None) == drug_product

    def diluents(self) -> list[View]:
        """The solvents for reconstitution and the diluents."""
        return [one for one in self._views("materials") if self._is_diluent(one._facts)]

    def device_materials(self) -> list[View]:
        """The scaffolds, matrices and device parts that are starting materials."""
        return self._of_kind("device part")

    def process_materials(self, owner: View) -> list[View]:
        """The materials that enter the process of a substance or product without being part of the composition."""
        return [one for one in self._of_kind("process") if str(owner.id) in self._users(str(one.id))]

    def all_process_materials(self) -> list[View]:
        """The materials of all processes."""
        return self._of_kind("process")

    def devices_of(self, drug_product: View) -> list[View]:
        """The devices to give a product, and on the first product those that no other section describes."""
        apart = {str(one.id) for one in self.owners("D")}
        found = [one for one in self._views("devices") if str(one.id) not in apart]
        others = {one for product in self._facts.drug_products for one in product.devices}
        own = set(drug_product._facts.devices)  # type: ignore[attr-defined]
        first = self.is_first(drug_product)
        return [one for one in found if str(one.id) in own or (first and str(one.id) not in others)]

    def chapter_of(self, component: Any) -> str:
        """The identifier of the place that describes a component, or nothing."""
        if not isinstance(component, View):
            return ""
        register = register_of(component)
        sections = {"materials": "P.4.1", "substances": "S", "vectors": "S.1.2", "devices": "D"}
        if register == "materials" and component in self.device_materials():
            sections["materials"] = "S.2.3.f"
        places = list(self.places(sections[register]))
        own = [place for place in places if place.instances and place.instances[-1].view == component]
        return next((place.identifier for place in [*own, *places]), "")

    def _of_kind(self, kind: str) -> list[View]:
        return [one for one in self._views("materials") if self._kind(one._facts) == kind]

    def _kind(self, material: Any) -> str:
        if material.category in _DEVICE_PARTS and self.shown("S.2.3.f"):
            return "device part"
        components = {one for product in self._facts.drug_products for one in _components(product)}
        if material.category in _EXCIPIENTS or material.id in components:
            return "excipient"
        return "diluent" if self._is_diluent(material) and self.shown("A.4") else "process"

    def _is_diluent(self, material: Any) -> bool:
        named = {one for product in self._facts.drug_products for one in product.diluents}
        return isinstance(material, Material) and (material.category == "diluent" or material.id in named)

    def _users(self, material: str) -> set[str]:
        """Whose process takes a material. What none takes, or only a starting material, is the first one's."""
        substances = [str(one.id) for one in self.owners("S.2.3.e")]
        products = [str(one.id) for one in self.owners("P.3.3")]
        takers = {
            process.subject or ""
            for process in self._facts.processes
            for step in process.steps
            if any(one.item == material for one in step.inputs)
        }
        upstream = bool(takers.difference(substances, products)) or not takers
        first = (substances or products)[:1] if upstream and not takers.intersection(substances) else []
        return takers.intersection([*substances, *products]) | set(first)


def is_product(owner: View) -> bool:
    """Whether an entry is a drug product rather than a substance or what goes into it."""
    return register_of(owner) == "drug_products"


def register_of(entry: View) -> str:
    """The register an entry stands in."""
    return entry._path.rsplit(".", 1)[-1].split("[")[0]


def _names(place: Place) -> set[str]:
    """The names by which a statement may mean a place: its own and those of all sections above it."""
    parts = place.node.id.split(".")
    above = {".".join(parts[: end + 1]) for end in range(len(parts))}
    return above | {place.identifier} | {f"{one}~{place.instances[0].id}" for one in above if place.instances}


def _components(drug_product: Any) -> set[str]:
    return {line.material for line in drug_product.composition if line.material}


def _upstream(site: View) -> bool:
    return any(role in _UPSTREAM for role in getattr(site._facts, "roles", ()))
