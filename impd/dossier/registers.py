"""The registers of a product: lists of entries with ids, in the product itself and in its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from impd.dossier.facts import Facts
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.shape import Field, fields_of


@dataclass(frozen=True, slots=True)
class Register:
    """A list of entries that can be referred to. ``part`` is the field of the product it stands in, or empty."""

    part: str
    name: str
    model: type[Facts]

    @property
    def location(self) -> tuple[str, ...]:
        """Where it stands below the product."""
        return (self.part, self.name) if self.part else (self.name,)


@cache
def parts() -> dict[str, type[Facts]]:
    """The parts of a product that hold registers, by field name: quality, non_clinical, clinical."""
    fields = fields_of(MedicinalProduct).items()
    return {name: one.group for name, one in fields if one.group and not one.many and any(_entries(one.group))}


@cache
def registers() -> dict[str, Register]:
    """All registers of a product by name; a name occurs once over all parts."""
    own = [Register("", one.name, model) for one, model in _entries(MedicinalProduct)]
    nested = [Register(part, one.name, model) for part, group in parts().items() for one, model in _entries(group)]
    return {one.name: one for one in (*own, *nested)}


def _entries(group: type[Facts]) -> Iterator[tuple[Field, type[Facts]]]:
    """The fields of a group that hold entries with ids."""
    for field in fields_of(group).values():
        if field.many and field.group and field.group.key == ("id",):
            yield field, field.group
