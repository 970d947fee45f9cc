"""How long repeated-dose toxicity studies have to be for a duration of dosing in man (ICH M3(R2), section 5.1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

import yaml

from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import Quantity
from impd.resources import folder, well_formed
from impd.rules.acts import cited

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class SupportedDuration:
    """The shortest rodent and non-rodent studies that support the dosing, with notes; or the reason why not known.

    ``non_rodent_in_the_union`` is set where the European Union accepts a shorter one.
    """

    rodent: Quantity | None = None
    non_rodent: Quantity | None = None
    non_rodent_in_the_union: Quantity | None = None
    notes: tuple[str, ...] = ()
    reason: str = ""
    citation: str = ""


def supported_duration(dosing: Quantity | None) -> SupportedDuration:
    """What the longest dosing of one subject in a trial, in days to years, asks of the studies of a small molecule.

    Six months are 26 weeks where dosing is stated in weeks or days.
    """
    if dosing is None:
        return SupportedDuration(reason="the longest duration of dosing is not stated")
    number = dosing.number
    if number.high is not None or number.censor or number.low <= 0:
        return SupportedDuration(reason=f"the longest duration of dosing is not one number above zero ({dosing})")
    days, months = (_in(unit, number.low, dosing.unit) for unit in ("d", "mo"))
    if days is None and months is None:
        return SupportedDuration(reason=f"the longest duration of dosing is in {dosing.unit}, which is no time")
    if months is not None and months < 1:
        return SupportedDuration(reason=f"{dosing}: state a duration below one month in days or weeks")
    table = _table()
    row = next(row for row in table["rows"] if _holds(row, days, months))
    return SupportedDuration(
        rodent=_study(row["rodent"], dosing),
        non_rodent=_study(row["non_rodent"], dosing),
        non_rodent_in_the_union=_study(row.get("non_rodent_in_the_union"), dosing),
        notes=tuple(table["notes"][letter] for letter in row["notes"]),
        citation=str(cited(**table["cites"])),
    )


def _in(unit: str, value: Decimal, stated: str) -> Decimal | None:
    factor = conversion_factor(stated, unit)
    return None if factor is None else EXACT.multiply(value, factor)


def _holds(row: dict[str, Any], days: Decimal | None, months: Decimal | None) -> bool:
    """Whether dosing is no longer than the row allows. A month is longer than two weeks; the last row holds for all."""
    if "up_to" not in row:
        return True
    if days is not None:
        return days <= Decimal(row["days"])
    limit = Quantity.model_validate(row["up_to"])
    most = _in("mo", limit.number.low, limit.unit)
    return most is not None and months is not None and months <= most


def _study(stated: str | None, dosing: Quantity) -> Quantity | None:
    if stated is None:
        return None
    return dosing if stated == _TRIAL else Quantity.model_validate(stated)


@lru_cache(maxsize=1)
def _table() -> Any:
    """The table ``schemas/eu_ctr/treatment_duration.yaml``. Raises TemplateFault when it cannot be read."""
    file = folder("schemas") / "eu_ctr" / "treatment_duration.yaml"
    with well_formed(file, "the table"):
        return yaml.load(file.read_text(encoding="utf-8"), _LOADER)
