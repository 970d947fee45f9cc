"""An animal dose in mass per body weight, scaled to man by body surface (FDA guidance of July 2005, section V)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import yaml

from impd.calculation.unit_conversion import EXACT
from impd.dossier.vocabulary import ScalingSpecies
from impd.resources import folder, well_formed
from impd.rules.acts import cited

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class ReferenceBody:
    """A species of the table: weight in kg, body surface in m², Km in kg/m², and the weights in kg where Km holds."""

    weight: Decimal
    surface: Decimal
    km: Decimal
    lightest: Decimal
    heaviest: Decimal
    rounded_divisor: Decimal


@dataclass(frozen=True, slots=True)
class ScalingTable:
    """The scaling factors by species, those of man, and what they are cited from."""

    citation: str
    exponent: Decimal
    human: ReferenceBody
    species: Mapping[str, ReferenceBody]


@dataclass(frozen=True, slots=True)
class HumanEquivalentDose:
    """A dose scaled to man, in the unit of the animal dose.

    ``value`` follows ``convention``, which multiplies the dose by ``multiplier``. ``by_km`` and ``by_rounded_divisor``
    are what the other conventions give: the ratio of the Km, which does not hold outside the working range, and the
    divisor printed for hand calculation.
    """

    value: Decimal
    km_animal: Decimal
    km_human: Decimal
    convention: str
    multiplier: str
    within_working_range: bool
    by_km: Decimal
    by_rounded_divisor: Decimal
    rounded_divisor: Decimal


def human_equivalent_dose(
    dose: Decimal, species: ScalingSpecies, body_weight_kg: Decimal | None = None
) -> HumanEquivalentDose:
    """The dose in man, in the unit of ``dose`` (mass per body weight): by Km or, outside its range, by body weight.

    Without a body weight the reference weight of the species is meant. Raises ValueError for a negative dose, a weight
    not above zero or a species that is not in the table.
    """
    table = scaling_table()
    animal, human = table.species.get(species), table.human
    if animal is None or not dose >= 0 or not (body_weight_kg is None or body_weight_kg > 0):
        raise ValueError(f"dose {dose} in {species} of {body_weight_kg} kg cannot be scaled")
    value = by_km = EXACT.divide(EXACT.multiply(dose, animal.km), human.km)
    multiplier = f"{animal.km}/{human.km}"
    convention, within = f"Km {multiplier}", True
    if body_weight_kg is not None and not animal.lightest <= body_weight_kg <= animal.heaviest:
        ratio = EXACT.divide(body_weight_kg, human.weight)
        value, within = EXACT.multiply(dose, EXACT.power(ratio, table.exponent)), False
        multiplier = f"({body_weight_kg:f}/{human.weight})^{table.exponent}"
        limits = f"{animal.lightest} to {animal.heaviest} kg"
        convention = f"body weight {multiplier}, because Km holds from {limits} only"
    return HumanEquivalentDose(
        value=value,
        km_animal=animal.km,
        km_human=human.km,
        convention=convention,
        multiplier=multiplier,
        within_working_range=within,
        by_km=by_km,
        by_rounded_divisor=EXACT.divide(dose, animal.rounded_divisor),
        rounded_divisor=animal.rounded_divisor,
    )


@lru_cache(maxsize=1)
def scaling_table() -> ScalingTable:
    """The table ``schemas/eu_ctr/human_equivalent_dose.yaml``. Raises TemplateFault when it cannot be read."""
    file = folder("schemas") / "eu_ctr" / "human_equivalent_dose.yaml"
    with well_formed(file, "the table"):
        data = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        species = {name: _body(one) for name, one in data["species"].items()}
        human = _body(data["human"])
        return ScalingTable(str(cited(**data["cites"])), Decimal(data["exponent"]), human, MappingProxyType(species))


def _body(data: dict[str, Any]) -> ReferenceBody:
    """One row; the row of man, who is not scaled from, has neither range nor divisor: its own weight and 1."""
    weight = Decimal(data["reference_weight_kg"])
    lightest, heaviest = (Decimal(bound) for bound in data.get("working_range_kg", (weight, weight)))
    surface, km = Decimal(data["body_surface_m2"]), Decimal(data["km"])
    return ReferenceBody(weight, surface, km, lightest, heaviest, Decimal(data.get("rounded_divisor", 1)))
