"""How far a shelf life may go beyond long-term data: the rules, which are data with their basis.

They stand in ``schemas/eu_ctr/shelf_life_extrapolation.yaml``: ICH Q1E, clinical trials of chemical and of biological
products, fresh and cryopreserved cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import yaml

from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.resources import folder, well_formed
from impd.rules.acts import cited

RuleName: TypeAlias = Literal["ich_q1e", "chemical", "biological", "fresh_cells", "cryopreserved_cells"]

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class ExtrapolationRule:
    """How far beyond its data a claim may go: ``times`` the period, at most so much more; and what that needs."""

    id: str
    name: str
    citation: str
    times: Decimal
    months_beyond: Decimal
    days_beyond: Decimal
    needs: tuple[str, ...]
    accelerated: Decimal | None
    after_significant_change: str
    conditions: tuple[str, ...]
    confidence: str
    seen: bool

    def longest(self, data: Decimal, unit: str) -> Decimal:
        """The longest claim on data that cover a period, both in one unit of time. Raises CannotCalculate."""
        months, days = conversion_factor("mo", unit), conversion_factor("d", unit)
        if months is None and days is None:
            raise CannotCalculate(f"the claim is in {unit}, which is no time")
        beyond = EXACT.multiply(self.months_beyond, months) if months else EXACT.multiply(self.days_beyond, days or 0)
        return min(EXACT.multiply(data, self.times), EXACT.add(data, beyond))

    @property
    def source(self) -> str:
        """The citation, with what is known of it where it was not read and may be wrong."""
        sure = self.seen or self.confidence == "high"
        return self.citation if sure else f"{self.citation}; confidence {self.confidence}, to check"


def extrapolation_rule(name: RuleName) -> ExtrapolationRule:
    """The rule of that name. Raises KeyError for another one, TemplateFault when the data cannot be read."""
    return extrapolation_rules()[name]


@lru_cache(maxsize=1)
def extrapolation_rules() -> Mapping[str, ExtrapolationRule]:
    """The rules by id, from ``schemas/eu_ctr/shelf_life_extrapolation.yaml``. Raises TemplateFault."""
    file = folder("schemas") / "eu_ctr" / "shelf_life_extrapolation.yaml"
    with well_formed(file, "the rules"):
        read = yaml.load(file.read_text(encoding="utf-8"), _LOADER)
        return {entry["id"]: _rule(entry) for entry in read["rules"]}


def _rule(entry: dict[str, Any]) -> ExtrapolationRule:
    return ExtrapolationRule(
        id=entry["id"],
        name=entry["name"],
        citation=str(cited(**entry["cites"])),
        times=Decimal(entry["times"]),
        months_beyond=Decimal(entry["most_beyond"]["months"]),
        days_beyond=Decimal(entry["most_beyond"]["days"]),
        needs=tuple(entry["needs"]),
        accelerated=Decimal(entry["accelerated"]) if "accelerated" in entry else None,
        after_significant_change=entry.get("after_significant_change", ""),
        conditions=tuple(entry["conditions"]),
        confidence=entry["basis"]["confidence"],
        seen=entry["basis"]["seen"] == "true",
    )
