"""What templates and narratives may call besides reading facts."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup, escape

from impd.composing.assessment import Assessment
from impd.composing.calculated_tables import CalculatedTables
from impd.composing.composition import Composition, Place
from impd.composing.drawing import Drawings
from impd.composing.fact_functions import FACT_FUNCTIONS, path_of_view, with_unit
from impd.composing.matrix import (
    Matrix,
    TurnedMatrix,
    batch_matrix,
    stability_matrices,
    turned_batch_matrices,
)
from impd.composing.placing import Placing
from impd.composing.procedures import Procedures
from impd.composing.referring import owners_here
from impd.composing.registers import Registers
from impd.composing.studies import Studies
from impd.composing.study_drawings import StudyDrawings
from impd.composing.view import FactView, ListView, MissingView, View
from impd.dossier import MedicinalProduct
from impd.dossier.facts import Facts
from impd.dossier.path import Step, parse_path, value_at
from impd.dossier.shape import Field, fields_of
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
        self._studies = Studies(composition, lambda: self.place)
        self._assessment = Assessment(composition)
        self.place = place

    def table(self) -> dict[str, Callable[..., Any]]:
        """The functions by the name templates use."""
        return {
            **FACT_FUNCTIONS,
            **self._registers.table(),
            **self._placing.table(),
            **self._procedures.table(),
            **self._studies.table(),
            **self._assessment.table(),
            **self._drawings.table(),
            **StudyDrawings(self._composition, self._drawings).table(),
            **CalculatedTables(self._composition, self._drawings).table(),
            "narrative": self.narrative,
            "of": self._composition.of,
            "vectors_of": self._composition.forms_of,
            "ref": self.ref,
            "fact": self.fact,
            "result": self.result,
            "missing": self.missing,
            "in_words": self.in_words,
            "section_or_text": self.section_or_text,
            "chapter_owner": self.chapter_owner,
            "owners_here": self.owners_here,
            "chapter_of": self.chapter_of,
            "other_containers": self.other_containers,
            "batch_matrix": self.batch_matrix,
            "turned_batch_matrices": self.turned_batch_matrices,
            "stability_matrices": self.stability_matrices,
        }

    def quotable(self) -> dict[str, Callable[..., Any]]:
        """The functions that an author's text may call."""
        return {"fact": self.fact, "result": self.result, "ref": self.ref}

    def narrative(self) -> Markup:
        """The author's text for this section, or nothing."""
        return Markup(self._narrative(self.place))

    def ref(self, section: str) -> Markup:
        """A cross-reference to a section by its id; to one of another document of the product, its number in words."""
        elsewhere = "" if self._composition.has(str(section)) else self._composition.elsewhere(str(section))
        if elsewhere:
            return escape(elsewhere)
        return Markup('<ref to="{}"/>').format(self._composition.target(str(section), self.place))

    def section_or_text(self, fact: FactView) -> Any:
        """What a fact refers to: a section of this or another document, an entry by name; else the fact as it is."""
        name = str(fact)
        if name in self._composition.sections_named():
            return Markup('<ref to="{}" p="{}"/>').format(self._composition.target(name, self.place), fact.path)
        words = self._composition.elsewhere(name) or self._composition.entry_words(name)
        return fact.printed_as(words) if words else fact

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
