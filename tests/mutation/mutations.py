"""Changes to one fact: dropped, its date moved, its unit swapped, its reference renamed, a result pushed out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import ValidationError

from impd.dossier import ClinicalTrialApplication
from impd.dossier.changing import with_fact, without_fact
from impd.dossier.integrity import find_faults
from impd.dossier.number import parse_number
from impd.dossier.path import supplied_facts, value_at
from impd.dossier.quantity import Quantity
from impd.dossier.shape import Field
from impd.errors import UsageFault

_SWAPPED = {"mg": "g", "g": "mg", "mL": "L", "L": "mL", "d": "mo", "mo": "d", "h": "d", "%": "1", "ug": "mg", "kg": "g"}


@dataclass(frozen=True)
class Mutation:
    """One change to the fact at a path; ``kind`` is dropped, moved, swapped, renamed or outside."""

    path: str
    kind: str
    value: object = None

    def of(self, application: ClinicalTrialApplication) -> ClinicalTrialApplication | None:
        """The dossier with the change; None where a reader would refuse it, which is finding it too."""
        try:
            if self.kind == "dropped":
                changed = without_fact(application, self.path)
            else:
                changed = with_fact(application, self.path, self.value)
        except ValidationError:
            return None
        return None if find_faults(changed) else changed


def mutations(application: ClinicalTrialApplication) -> Iterator[Mutation]:
    """All changes to all facts that were supplied, in the order of the model."""
    for path, field in supplied_facts(application):
        if not field.key:
            yield Mutation(path, "dropped")
        yield from _corrupted(application, path, field)


def _corrupted(application: ClinicalTrialApplication, path: str, field: Field) -> Iterator[Mutation]:
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
        yield from _text(path, value, field)


def _text(path: str, value: str, field: Field) -> Iterator[Mutation]:
    """A date moved by forty years, or a result pushed a thousand times up."""
    if field.name.endswith(("date", "manufactured", "released", "expiry", "started", "tested", "filled")):
        if _is_date(value):
            yield Mutation(path, "moved", f"{int(value[:4]) - 40}{value[4:]}")
    elif field.name == "result" and field.measured and (number := parse_number(value)) is not None:
        yield Mutation(path, "outside", f"{(number.low + 1) * Decimal(1000):f}")


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
