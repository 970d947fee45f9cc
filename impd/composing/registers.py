"""Which entries of the registers belong together: what a section lists for its substance, product or vector."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from impd.composing.composition import Composition
from impd.composing.view import FactView, ListView, View
from impd.dossier.vocabulary import LIVING_ORIGINS

_SEEDS = {"master_virus_seed", "working_virus_seed", "master_plasmid_bank"}


class Registers:
    """Selections from the quality registers of one product, for templates."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition

    @property
    def _quality(self) -> Any:
        return self._composition.product_view().quality

    def table(self) -> dict[str, Callable[..., Any]]:
        """The selections by the name templates use."""
        return {
            "specification_of": self.specification_of,
            "procedure_name": self.procedure_name,
            "test_name": self.test_name,
            "batch_label": self.batch_label,
            "current_processes": self.current_processes,
            "processes_in_use": self.processes_in_use,
            "cell_banks": self.cell_banks,
            "seeds_and_plasmid_banks": self.seeds_and_plasmid_banks,
            "containers_of": self.containers_of,
        }

    def specification_of(self, owner: View) -> list[View]:
        """The tests of all specifications of an owner, in order."""
        return [test for one in self._composition.of("specifications", owner) for test in one.tests]

    def procedure_name(self, method: Any) -> Any:
        """A procedure that a test names by its id, printed by its name; any other text as it is."""
        found: ListView = self._quality.methods.where(id=str(method))
        return next((method.printed_as(str(one)) for one in found), method) if method else method

    def test_name(self, owner: View, name: FactView) -> FactView:
        """A test named by its id, printed by its name: that of the owner's specification, else of any other."""
        others = (test for one in self._quality.specifications for test in one.tests)
        for test in (*self.specification_of(owner), *others):
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

    def processes_in_use(self) -> list[View]:
        """The processes that make clinical batches, each material's current one or else all of its."""
        return [one for one in self._quality.processes if one.subject and one in self.current_processes(one.subject)]

    def other_containers(self, owners: list[View]) -> list[View]:
        """The containers that none of the given owners uses."""
        used = [one for owner in owners for one in self.containers_of(owner)]
        return [one for one in self._quality.containers if one not in used]

    def cell_banks(self) -> list[View]:
        """The banks of cells."""
        return [bank for bank in self._quality.banks if str(bank.tier and bank.tier.value) not in _SEEDS]

    def seeds_and_plasmid_banks(self) -> list[View]:
        """The virus seeds and the banks of plasmids."""
        return [bank for bank in self._quality.banks if str(bank.tier and bank.tier.value) in _SEEDS]

    def containers_of(self, owner: View) -> list[View]:
        """The containers of an owner, of its batches and of its stability studies, each once."""
        found: dict[str, View] = {}
        if "container" in type(owner._facts).model_fields and owner.container:
            found[str(owner.container.id)] = owner.container
        for register in ("batches", "stability_studies"):
            for entry in self._composition.of(register, owner):
                if entry.container:
                    found.setdefault(str(entry.container.id), entry.container)
        return list(found.values())


def sites_of_process(process: View) -> list[Any]:
    """The sites of a process's steps, each once, in order."""
    return list(dict.fromkeys(step.site for step in process.steps if step.site))


def of_living_origin(materials: Sequence[View]) -> list[View]:
    """The materials of human or animal origin."""
    return [one for one in materials if any(origin.value in LIVING_ORIGINS for origin in one.origin)]


def of_other_origin(materials: Sequence[View]) -> list[View]:
    """The materials whose origin is stated and neither human nor animal."""
    living = of_living_origin(materials)
    return [one for one in materials if one.origin and one not in living]
