"""What templates and narratives may call besides reading facts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from impd.composing.composition import Composition, Place
from impd.composing.drawing import Drawings
from impd.composing.matrix import (
    BATCHES_ACROSS,
    Matrix,
    TurnedMatrix,
    batch_matrix,
    stability_matrices,
    turned_batch_matrices,
)
from impd.composing.placing import Placing, is_product
from impd.composing.procedures import Procedures
from impd.composing.referring import owners_here
from impd.composing.registers import Registers, of_living_origin, of_other_origin, sites_of_process
from impd.composing.view import FactView, ListView, MissingView, View
from impd.dossier import MedicinalProduct
from impd.dossier.facts import Facts
from impd.dossier.number import parse_number, print_number
from impd.dossier.path import Step, parse_path, value_at
from impd.dossier.quantity import join_unit
from impd.dossier.shape import Field, fields_of
from impd.dossier.unit import print_unit
from impd.errors import UsageFault


class Functions:
    """The functions of one section; ``place`` is moved from section to section."""

    def __init__(self, composition: Composition, place: Place, narrative: Callable[[Place], str]) -> None:
        self._composition = composition
        self._narrative = narrative
        self._drawings = Drawings(composition)
        self._registers = Registers(composition)
        self._placing = Placing(composition)
        self._procedures = Procedures(composition, self._placing)
        self.place = place

    def table(self) -> dict[str, Callable[..., Any]]:
        """The functions by the name templates use."""
        return {
            "narrative": self.narrative,
            "of": self._composition.of,
            "ref": self.ref,
            "fact": self.fact,
            "result": self.result,
            "with_unit": with_unit,
            "fit_across": fit_across,
            "batch_matrix": self.batch_matrix,
            "turned_batch_matrices": self.turned_batch_matrices,
            "any_stated": any_stated,
            "stability_matrices": self.stability_matrices,
            "specification_of": self._registers.specification_of,
            "process_flow": self._drawings.process_flow,
            "batch_genealogy": self._drawings.batch_genealogy,
            "is_stated": is_stated,
            "key": key,
            "name_of": name_of,
            "phrase": phrase,
            "capital": capital,
            "vectors_of": self._composition.forms_of,
            "unit_name": unit_name,
            "missing": self.missing,
            "methods_of": self._procedures.of,
            "methods_described_with": self._procedures.described_with,
            "methods_validated_with": self._procedures.validated_with,
            "place_of_method": self._procedures.place_of,
            "procedure_name": self._registers.procedure_name,
            "shown": self._placing.shown,
            "is_first": self._placing.is_first,
            "sites_of": self._placing.sites_of,
            "excipients_of": self._placing.excipients_of,
            "diluents": self._placing.diluents,
            "device_materials": self._placing.device_materials,
            "process_materials": self._placing.process_materials,
            "section_or_text": self.section_or_text,
            "all_process_materials": self._placing.all_process_materials,
            "chapter_owner": self.chapter_owner,
            "owners_here": self.owners_here,
            "is_home_of": self._placing.is_home_of,
            "devices_of": self._placing.devices_of,
            "chapter_of": self.chapter_of,
            "processes_in_use": self._registers.processes_in_use,
            "other_containers": self.other_containers,
            "sites_of_process": sites_of_process,
            "of_living_origin": of_living_origin,
            "of_other_origin": of_other_origin,
            "in_words": self.in_words,
            "test_name": self._registers.test_name,
            "batches_tested": batches_tested,
            "batch_label": self._registers.batch_label,
            "has_shelf_life_limits": has_shelf_life_limits,
            "source_name": source_name,
            "current_processes": self._registers.current_processes,
            "cell_banks": self._registers.cell_banks,
            "seeds_and_plasmid_banks": self._registers.seeds_and_plasmid_banks,
            "containers_of": self._registers.containers_of,
            "is_editing_reagent": is_editing_reagent,
            "is_drug_product": is_product,
        }

    def quotable(self) -> dict[str, Callable[..., Any]]:
        """The functions that an author's text may call."""
        return {"fact": self.fact, "result": self.result, "ref": self.ref}

    def narrative(self) -> Markup:
        """The author's text for this section, or nothing."""
        return Markup(self._narrative(self.place))

    def ref(self, section: str) -> Markup:
        """A cross-reference to a section by its id, or to a table or figure by its identifier."""
        return Markup('<ref to="{}"/>').format(self._composition.target(str(section), self.place))

    def section_or_text(self, fact: FactView) -> Any:
        """A cross-reference where the fact names a section of this document, else the fact."""
        if str(fact) not in self._composition.sections_named():
            return fact
        target = self._composition.target(str(fact), self.place)
        return Markup('<ref to="{}" p="{}"/>').format(target, fact.path)

    def owners_here(self, owner: View, *registers: str) -> list[View]:
        """Whose entries this section prints: its owner's, and those of owners whose own section refers to it."""
        return owners_here(self._composition, self.place, owner, registers)

    def chapter_owner(self) -> View | None:
        """The substance, product, vector or device that this section is printed for."""
        return self.place.instances[-1].view if self.place.instances else None

    def chapter_of(self, component: Any) -> Markup:
        """A cross-reference to the section that describes a component, or nothing."""
        place = self._placing.chapter_of(component)
        return Markup('<ref to="{}"/>').format(place) if place else Markup("")

    def other_containers(self) -> list[View]:
        """The containers that no section on a container closure system lists for its own."""
        return self._registers.other_containers(self._placing.owners("S.2.3.d.v.6", "S.6", "P.7"))

    def in_words(self, fact: Any) -> Any:
        """A fact that may be a code, such as that of a country, printed by its words."""
        words = self._composition.words
        return fact.printed_as(words.get(str(fact), str(fact))) if isinstance(fact, FactView) else fact

    def fact(self, path: str) -> Any:
        """A fact by its path below the product, e.g. ``quality.drug_products[DP].shelf_life``."""
        view: Any = self._composition.product_view()
        model: type[Facts] | None = MedicinalProduct
        for step in parse_path(path):
            known = fields_of(model) if model else {}
            if step.name not in known:
                near = difflib.get_close_matches(step.name, known, 1)
                raise UsageFault(f'no field "{step.name}" in {path}', f'Did you mean "{near[0]}"?' if near else "")
            view = _item(view, step) if step.key else getattr(view, step.name)
            model = _group_of(view, known[step.name])
        return view

    def result(self, section: str, batch: str, test: str) -> Any:
        """A batch result with its unit. ``section`` says where the reader finds it and must exist."""
        self._composition.target(section, self.place)
        found = self.fact(f"quality.batches[{batch}].results[{test}]")
        return with_unit(found.result, found.unit)

    def missing(self, what: str, owner: View) -> MissingView:
        """A gap mark for what an owner lacks altogether."""
        name = re.sub(r"\W+", "_", what)
        return MissingView(f"{path_of_view(owner)}.{name}", what)

    def batch_matrix(self, owner: View, batches: ListView, limit: str = "release_limit") -> Matrix | None:
        """The results of batches that fit across a page: tests down, batches across."""
        return batch_matrix(list(batches), self._registers.specification_of(owner), limit)

    def turned_batch_matrices(
        self, owner: View, batches: ListView, limit: str = "release_limit"
    ) -> Iterator[TurnedMatrix]:
        """The results of more batches than fit across: batches down, tests across, in as many tables as that takes."""
        return turned_batch_matrices(list(batches), self._registers.specification_of(owner), limit)

    def stability_matrices(self, owner: View, study: View, batch: str) -> Iterator[Matrix]:
        """Tests by time points for one batch of a study."""
        return stability_matrices(study, batch, self._registers.specification_of(owner))


def _group_of(view: Any, field: Field) -> type[Facts] | None:
    """The kind of group that a view holds, or would hold if it were stated; None for a plain fact and a list."""
    match view:
        case View():
            return type(view._facts)
        case MissingView():
            return field.group
        case _:
            return None


def _item(view: Any, step: Step) -> Any:
    """One entry of a list, by its key. Raises UsageFault if there is none."""
    if not isinstance(view, View):
        raise UsageFault(f'no entry "{",".join(step.key)}" in {step.name}')
    wanted = value_at(view._facts, str(step))
    held = getattr(view._facts, step.name)
    return next(one for one, value in zip(getattr(view, step.name), held, strict=True) if value is wanted)


def with_unit(value: Any, unit: Any) -> Any:
    """A numeric fact printed with its unit; words and missing facts stay as they are."""
    if not isinstance(value, FactView) or not isinstance(unit, FactView):
        return value
    text = str(getattr(value.value, "text", value.value))
    if parse_number(text) is None:
        return value
    return value.printed_as(join_unit(print_number(text), str(unit.value)))


def fit_across(batches: ListView) -> bool:
    """Whether a table has room for a column for each of these batches."""
    return len(batches) <= BATCHES_ACROSS


def any_stated(entries: ListView, name: str) -> bool:
    """Whether any of the entries states that fact."""
    return any(is_stated(getattr(entry, name)) for entry in entries)


def key(entry: View) -> str:
    """The bare id of an entry, for identifiers of tables and figures."""
    return str(entry.id)


def name_of(fact: Any) -> str:
    """The bare text of a fact, for attributes such as a figure's file name."""
    return str(fact)


def phrase(*parts: Any) -> Markup:
    """Words and facts joined into one line that still knows its facts, for captions."""
    return Markup("").join(parts)


def capital(fact: Any) -> Any:
    """A coded term with a capital letter, as at the start of a table cell; anything else as it is."""
    if isinstance(fact, ListView) and fact:
        return phrase(capital(fact[0]), *(part for item in fact[1:] for part in (", ", item)))
    if not isinstance(fact, FactView) or not fact.is_coded or not fact.text[1:2].islower():
        return fact
    return fact.printed_as(fact.text[0].upper() + fact.text[1:])


def unit_name(unit: Any) -> str:
    """A unit of time as printed, e.g. months."""
    return print_unit(str(unit.value)) if isinstance(unit, FactView) else ""


def batches_tested(study: View) -> list[str]:
    """The ids of the batches with results in a stability study, in the order of the results."""
    return list(dict.fromkeys(str(result.batch) for result in study.results))


def has_shelf_life_limits(specification: View) -> bool:
    """Whether any test has a limit of its own for the end of shelf life."""
    return any(is_stated(test.shelf_life_limit) for test in specification.tests)


def source_name(source: View) -> Any:
    """What a batch was made from: another batch by its number, anything else by its name."""
    register = path_of_view(source).rsplit(".", 1)[-1]
    return (source.number or source.id) if register.startswith("batches[") else source


def is_editing_reagent(entry: View) -> bool:
    """Whether a starting material is a nuclease, guide or template rather than a vector."""
    return ".editing_reagents[" in path_of_view(entry)


def path_of_view(view: Any) -> str:
    """The path of a group or fact."""
    return str(view._path if isinstance(view, View) else view.path)


def is_stated(value: Any) -> bool:
    """Whether a fact was given, also when it says no."""
    return value is not None and not isinstance(value, MissingView) and (not isinstance(value, ListView) or bool(value))
