"""Changes to one fact: dropped, its date moved, its unit swapped, its reference renamed, a result pushed out.

Of a list of plain facts (roles of a site, batches of a study) the list is dropped, or thinned by one item.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pydantic import ValidationError

from impd.dossier import ClinicalTrialApplication
from impd.dossier.changing import with_fact, without_fact
from impd.dossier.integrity import find_faults
from impd.dossier.path import supplied_facts, value_at
from impd.dossier.quantity import Quantity
from impd.dossier.shape import Field
from impd.errors import UsageFault
from tests.mutation.outside import Criteria

THINNED = "thinned"
_SWAPPED = {"mg": "g", "g": "mg", "mL": "L", "L": "mL", "d": "mo", "mo": "d", "h": "d", "%": "1", "ug": "mg", "kg": "g",
            "wk": "d", "min": "h", "mg/mL": "g/mL", "mg/kg": "g/kg"}  # fmt: skip
_DATES = frozenset(
    {"date", "manufactured", "released", "expiry", "started", "tested", "filled", "ended", "first_dose", "report_date",
     "report_signed", "last_audit", "last_inspection", "valid_until", "data_cut_off", "registered", "last_performed",
     "submitted", "approved"}
)  # fmt: skip
_YEARS = 40


@dataclass(frozen=True)
class Mutation:
    """One change to the fact at a path; ``kind`` is dropped, thinned, moved, swapped, renamed or outside."""

    path: str
    kind: str
    value: object = None

    def of(self, application: ClinicalTrialApplication) -> ClinicalTrialApplication | None:
        """The dossier with the change; None where a reader would refuse it, which is finding it too."""
        try:
            if self.kind in ("dropped", THINNED):
                changed = without_fact(application, self.path)
            else:
                changed = with_fact(application, self.path, self.value)
        except ValidationError:
            return None
        return None if find_faults(changed) else changed


def mutations(application: ClinicalTrialApplication) -> Iterator[Mutation]:
    """All changes to all facts that were supplied, in the order of the model."""
    criteria = Criteria(application)
    for path, field in supplied_facts(application):
        yield from _left_out(application, path, field)
        yield from _corrupted(application, path, field, criteria)


def _left_out(application: ClinicalTrialApplication, path: str, field: Field) -> Iterator[Mutation]:
    """A fact dropped; of a list, the whole of it once, and each item where there are several."""
    if field.key:
        return
    if not field.many:
        yield Mutation(path, "dropped")
        return
    whole, _, index = path.rpartition("[")
    if index == "0]":
        yield Mutation(whole, "dropped")
    if len(value_at(application, whole)) > 1:
        yield Mutation(path, THINNED)


def _corrupted(
    application: ClinicalTrialApplication, path: str, field: Field, criteria: Criteria
) -> Iterator[Mutation]:
    try:
        value = value_at(application, path)
    except UsageFault:
        return
    if isinstance(value, Quantity):
        if value.unit in _SWAPPED:
            yield Mutation(path, "swapped", f"{value.value} {_SWAPPED[value.unit]}")
    elif field.registers:
        yield Mutation(path, "renamed", "no-such-entry")
    elif isinstance(value, str):
        yield from chain(_moved(path, value, field), _swapped(path, value, field))
        outside = criteria.violated_at(path) if field.name == "result" else None
        if outside is not None:
            yield Mutation(path, "outside", outside)


def _moved(path: str, value: str, field: Field) -> Iterator[Mutation]:
    """A date moved back by forty years."""
    if field.name in _DATES and _is_date(value):
        yield Mutation(path, "moved", f"{int(value[:4]) - _YEARS}{value[4:]}")


def _swapped(path: str, value: str, field: Field) -> Iterator[Mutation]:
    """The unit of a number, by another of its kind, so that the number says something else."""
    if field.name.endswith("unit") and value in _SWAPPED:
        yield Mutation(path, "swapped", _SWAPPED[value])


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
