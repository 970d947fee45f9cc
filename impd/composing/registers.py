"""Which entries of the registers belong together: what a section lists for its substance, product or vector."""

from __future__ import annotations

from typing import Any

from impd.composing.composition import Composition
from impd.composing.view import FactView, ListView, View

_SEEDS = {"master_virus_seed", "working_virus_seed", "master_plasmid_bank"}
_OF_THE_PRODUCT = {"excipient", "capsule_shell", "diluent", "device_part", "scaffold"}


class Registers:
    """Selections from the quality registers of one product, for templates."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition

    @property
    def _quality(self) -> Any:
        return self._composition.product_view().quality

    def specification_of(self, owner: View) -> list[View]:
        """The tests of all specifications of an owner, in order."""
        return [test for one in self._composition.of("specifications", owner) for test in one.tests]

    def methods_of(self, owner: View) -> list[View]:
        """The analytical procedures that an owner's specifications refer to, each once, in that order."""
        found: dict[str, View] = {}
        for test in self.specification_of(owner):
            if test.method:
                found.setdefault(str(test.method.id), test.method)
        return list(found.values())

    def test_name(self, owner: View, name: FactView) -> FactView:
        """A test named by its id in an owner's specification, printed by its name."""
        for test in self.specification_of(owner):
            if test.id == name:
                return name.printed_as(str(test.name or test.id))
        return name

    def batch_label(self, batch: str) -> Any:
        """The number of a batch named by its id, or the id."""
        found: ListView = self._quality.batches.where(id=batch)
        return next((one.number or one.id for one in found), batch)

    def current_processes(self, owner: View) -> ListView:
        """The processes of an owner that make its clinical batches; all of them when none is marked as current."""
        processes = self._composition.of("processes", owner)
        return processes.where(current=True) or processes

    def cell_banks(self) -> list[View]:
        """The banks of cells."""
        return [bank for bank in self._quality.banks if str(bank.tier and bank.tier.value) not in _SEEDS]

    def seeds_and_plasmid_banks(self) -> list[View]:
        """The virus seeds and the banks of plasmids."""
        return [bank for bank in self._quality.banks if str(bank.tier and bank.tier.value) in _SEEDS]

    def process_materials(self) -> list[View]:
        """The materials of the process, without those that are described with the product or its device part."""
        found = self._quality.materials
        return [one for one in found if str(one.category and one.category.value) not in _OF_THE_PRODUCT]

    def containers_of(self, owner: View) -> list[View]:
        """The containers of an owner's batches and stability studies, each once."""
        found: dict[str, View] = {}
        for register in ("batches", "stability_studies"):
            for entry in self._composition.of(register, owner):
                if entry.container:
                    found.setdefault(str(entry.container.id), entry.container)
        return list(found.values())
