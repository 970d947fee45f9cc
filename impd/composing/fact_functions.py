"""Functions on facts that templates call and that need to know nothing else: units, ids, words, what is stated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from impd.composing.matrix import BATCHES_ACROSS
from impd.composing.placing import is_product
from impd.composing.registers import of_living_origin, of_other_origin, sites_of_process
from impd.composing.view import FactView, ListView, MissingView, View
from impd.dossier.number import parse_number, print_number
from impd.dossier.quantity import join_unit
from impd.dossier.unit import print_unit


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


FACT_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "is_drug_product": is_product,
    **{
        function.__name__: function
        for function in (
            with_unit,
            fit_across,
            any_stated,
            key,
            name_of,
            phrase,
            capital,
            unit_name,
            batches_tested,
            has_shelf_life_limits,
            source_name,
            is_editing_reagent,
            is_stated,
            of_living_origin,
            of_other_origin,
            sites_of_process,
        )
    },
}
"""The functions by the name templates use."""
