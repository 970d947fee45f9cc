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
from impd.dossier.quantity import join_unit
from impd.errors import UsageFault


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
        for step in _steps(path):
            view = _enter(view, step, path)
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


def is_stated(value: Any) -> bool:
    """Whether a fact was given, also when it says no."""
    return value is not None and not isinstance(value, MissingView) and (not isinstance(value, ListView) or bool(value))


def _steps(path: str) -> list[str]:
    """Names and ``[keys`` of a path; a key may hold dots."""
    steps, step, depth = [], "", 0
    for sign in path:
        if sign == "[" and depth == 0:
            steps.append(step)
            step, depth = "", 1
        elif sign == "]":
            steps.append(f"[{step}")
            step, depth = "", 0
        elif sign == "." and depth == 0:
            steps.append(step)
            step = ""
        else:
            step += sign
    return [one for one in (*steps, step) if one]


def _enter(view: Any, step: str, path: str) -> Any:
    try:
        if not step.startswith("["):
            return getattr(view, step)
        return next(item for item in view if _key_of(item) == step[1:])
    except (AttributeError, StopIteration):
        raise UsageFault(f'there is no fact "{path}"', "Check the ids and names in it.") from None


def _key_of(item: Any) -> str:
    path = item._path if isinstance(item, View) else item.path
    return str(path).rsplit("[", 1)[-1].rstrip("]")

