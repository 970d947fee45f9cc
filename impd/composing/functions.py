"""What templates and narratives may call besides reading facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from impd.composing.composition import Composition, Place
from impd.composing.drawing import Drawings
from impd.composing.matrix import Matrix, batch_matrices, stability_matrices
from impd.composing.view import FactView, ListView, MissingView, View
from impd.dossier.number import parse_number
from impd.dossier.path import parse_path, value_at
from impd.dossier.quantity import join_unit


class Functions:
    """The functions of one section; ``place`` is moved from section to section."""

    def __init__(self, composition: Composition, place: Place, narrative: Callable[[Place], str]) -> None:
        self._composition = composition
        self._narrative = narrative
        self._drawings = Drawings(composition)
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
            "batch_matrices": self.batch_matrices,
            "stability_matrices": self.stability_matrices,
            "specification_of": self.specification_of,
            "process_flow": self._drawings.process_flow,
            "batch_genealogy": self._drawings.batch_genealogy,
            "is_stated": is_stated,
            "key": key,
        }

    def narrative(self) -> Markup:
        """The author's text for this section, or nothing."""
        return Markup(self._narrative(self.place))

    def ref(self, section: str) -> Markup:
        """A cross-reference to a section by its id, or to a table or figure by its identifier."""
        return Markup('<ref to="{}"/>').format(self._composition.target(str(section), self.place))

    def fact(self, path: str) -> Any:
        """A fact by its path below the product, e.g. ``quality.drug_products[DP].shelf_life``."""
        view: Any = self._composition.product_view()
        value_at(self._composition.product, path)
        for step in parse_path(path):
            view = getattr(view, step.name)
            if step.key:
                end = str(step).removeprefix(step.name)
                view = next(item for item in view if path_of_view(item).endswith(end))
        return view

    def result(self, section: str, batch: str, test: str) -> Any:
        """A batch result with its unit. ``section`` says where the reader finds it and must exist."""
        self._composition.target(section, self.place)
        found = self.fact(f"quality.batches[{batch}].results[{test}]")
        return with_unit(found.result, found.unit)

    def specification_of(self, owner: View) -> list[View]:
        """The tests of all specifications of an owner, in order."""
        return [test for one in self._composition.of("specifications", owner) for test in one.tests]

    def batch_matrices(self, owner: View, batches: ListView, limit: str = "release_limit") -> Iterator[Matrix]:
        """Tests by batches for an owner, as many tables as fit across pages."""
        return batch_matrices(list(batches), self.specification_of(owner), limit)

    def stability_matrices(self, owner: View, study: View, batch: str) -> Iterator[Matrix]:
        """Tests by time points for one batch of a study."""
        return stability_matrices(study, batch, self.specification_of(owner))


def with_unit(value: Any, unit: Any) -> Any:
    """A numeric fact printed with its unit; words and missing facts stay as they are."""
    if not isinstance(value, FactView) or not isinstance(unit, FactView):
        return value
    text = str(getattr(value.value, "text", value.value))
    if parse_number(text) is None:
        return value
    return value.printed_as(join_unit(value.text, str(unit.value)))


def key(entry: View) -> str:
    """The bare id of an entry, for identifiers of tables and figures."""
    return str(entry.id)


def path_of_view(view: Any) -> str:
    """The path of a group or fact."""
    return str(view._path if isinstance(view, View) else view.path)


def is_stated(value: Any) -> bool:
    """Whether a fact was given, also when it says no."""
    return value is not None and not isinstance(value, MissingView) and (not isinstance(value, ListView) or bool(value))
