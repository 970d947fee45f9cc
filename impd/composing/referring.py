"""What a section prints on behalf of another one that only refers to it: "see section P.5.1" must not lose facts."""

from __future__ import annotations

from collections.abc import Iterator

from impd.composing.composition import Composition, Place, same_section
from impd.composing.view import View

# The sections on substance and product that hold the same registers.
_COUNTERPARTS = {
    "S.2.1": "P.3.1", "S.2.2": "P.3.3", "S.2.4": "P.3.4", "S.2.5": "P.3.5", "S.2.6": "P.2.3", "S.3.2": "P.5.5",
    "S.4.1": "P.5.1", "S.4.2": "P.5.2", "S.4.3": "P.5.3", "S.4.4": "P.5.4", "S.4.5": "P.5.6", "S.5": "P.6",
    "S.6": "P.7", "S.7": "P.8",
}  # fmt: skip


def owners_here(composition: Composition, place: Place, owner: View, registers: tuple[str, ...]) -> list[View]:
    """Whose entries a section prints: its own owner's, and those of owners whose section refers to it.

    A vector that is the active substance has its entries with the substance.

    With registers named, only owners with entries in one of them; the own owner when nobody has any.
    """
    found = [one for one in _referring(composition, place) if one != owner]
    owners = [form for one in (owner, *found) for form in (one, *composition.forms_of(one))]
    if not registers:
        return owners
    return [one for one in owners if any(composition.of(register, one) for register in registers)] or [owner]


def _referring(composition: Composition, place: Place) -> Iterator[View]:
    for statement in composition.product.quality.sections:
        if statement.see_instead:
            yield from _owners(composition, _source(statement.section, statement.see_instead, place.node.id))


def _source(section: str, target: str, here: str) -> str:
    """The section that refers to this one: the stated one, or its part that holds the same as this part."""
    if same_section(here, target):
        return section
    pairs = {**_COUNTERPARTS, **{product: substance for substance, product in _COUNTERPARTS.items()}}
    counterpart = pairs.get(here, "")
    within = here.startswith(f"{target}.") and counterpart.startswith(f"{section.split('~', maxsplit=1)[0]}.")
    return counterpart if within else ""


def _owners(composition: Composition, section: str) -> Iterator[View]:
    for place in composition.places.values():
        if section in (place.identifier, place.node.id) and place.instances:
            yield place.instances[-1].view
