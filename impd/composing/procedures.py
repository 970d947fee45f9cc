"""Which section describes an analytical procedure: each is described once, and referred to from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from impd.composing.composition import Composition
from impd.composing.placing import Placing
from impd.composing.view import View

_DESCRIBED_IN = ("S.2.3.d.v.4", "S.4.2", "P.5.2")
_VALIDATED_IN = ("S.2.3.d.v.4", "S.4.3", "P.5.3")
# What else may have a specification or a process of its own, and with it procedures.
_OTHER_REGISTERS = (
    "materials", "plasmids", "banks", "intermediates", "vectors", "editing_reagents", "drug_products", "substances",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Home:
    """Who a procedure is described with, and in which section where that is known."""

    owner: View
    section: str


class Procedures:
    """Gives each analytical procedure of a product its one home."""

    def __init__(self, composition: Composition, placing: Placing) -> None:
        self._composition = composition
        self._placing = placing
        self._found: dict[tuple[str, ...], dict[str, _Home]] = {}

    def table(self) -> dict[str, Callable[..., Any]]:
        """The selections by the name templates use."""
        return {
            "methods_of": self.of,
            "methods_described_with": self.described_with,
            "methods_validated_with": self.validated_with,
            "place_of_method": self.place_of,
        }

    def of(self, owner: View) -> list[View]:
        """The procedures of an owner's specifications and in-process controls, each once, in that order."""
        found: dict[str, View] = {}
        for one in self._named_by(owner):
            found.setdefault(str(one.id), one)
        return list(found.values())

    def described_with(self, owner: View) -> list[View]:
        """The procedures to describe with an owner: its own first, then on the last owner those nobody uses."""
        return self._at_home(owner, _DESCRIBED_IN)

    def validated_with(self, owner: View) -> list[View]:
        """The procedures whose validation to report with an owner."""
        return self._at_home(owner, _VALIDATED_IN)

    def place_of(self, method: View) -> Markup:
        """A cross-reference to the section that describes a procedure, or the name of what it is described with."""
        home = self._homes(_DESCRIBED_IN).get(str(method.id))
        if home is None:
            return Markup("")
        return Markup('<ref to="{}"/>').format(home.section) if home.section else Markup(home.owner.__html__())

    def _at_home(self, owner: View, sections: tuple[str, ...]) -> list[View]:
        homes = self._homes(sections)
        own = self.of(owner)
        others = [one for one in self._composition.product_view().quality.methods if one not in own]
        return [one for one in (*own, *others) if str(one.id) in homes and homes[str(one.id)].owner == owner]

    def _homes(self, sections: tuple[str, ...]) -> dict[str, _Home]:
        """The home of each procedure by its id: the first user, or for one nobody uses the last section of all."""
        if sections in self._found:
            return self._found[sections]
        found = self._found.setdefault(sections, {})
        places = [place for place in self._placing.places(*sections) if place.instances]
        chapters = [_Home(place.instances[-1].view, place.identifier) for place in places]
        for home in (*chapters, *(_Home(one, "") for one in self._others())):
            for method in self.of(home.owner):
                found.setdefault(str(method.id), home)
        products = [_Home(one, "") for one in self._composition.product_view().quality.drug_products]
        for last in chapters[-1:] or products[:1]:
            for method in self._composition.product_view().quality.methods:
                found.setdefault(str(method.id), last)
        return found

    def _others(self) -> Iterator[View]:
        quality = self._composition.product_view().quality
        for register in _OTHER_REGISTERS:
            yield from getattr(quality, register)

    def _named_by(self, owner: View) -> Iterator[View]:
        for specification in self._composition.of("specifications", owner):
            yield from (test.method for test in specification.tests if isinstance(test.method, View))
        for process in self._composition.of("processes", owner):
            for step in process.steps:
                yield from (one.method for one in step.controls if isinstance(one.method, View))
