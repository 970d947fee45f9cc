"""Endotoxin per kilogram and hour against the ceiling of the route (Ph. Eur. 5.1.10)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from impd.calculation.acceptance import judge
from impd.calculation.amounts import Amount, amount, content, times
from impd.calculation.calculated_figure import CalculatedFigure, figure, trimmed
from impd.calculation.judgement import Judgement, cannot_be_judged
from impd.calculation.stated_value import CannotCalculate
from impd.calculation.unit_conversion import EXACT, conversion_factor
from impd.dossier.quantity import AcceptanceCriterion, Quantity
from impd.resources import folder, well_formed
from impd.rules.acts import cited

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PER_HOUR = "[iU]/kg/h"
_RATE = "spread evenly over the stated time, also below one hour; 1 EU is 1 IU"
_SINGLE_HOUR = "counted within the single hour that brings most; 1 EU is 1 IU"
_TIME = "the time of administration"
_WHOLE = "counted for the whole dose; 1 EU is 1 IU"


@dataclass(frozen=True, slots=True)
class Administration:
    """How a dose is given: its volume or mass, the body weight, the time it takes, the route, each as stated."""

    dose: Quantity | None
    body_weight: Quantity | None
    duration: Quantity | None = None
    route: str | None = None


@dataclass(frozen=True, slots=True)
class EndotoxinExposure:
    """The endotoxin of a dose, the ceiling of its route, the content at which it would be reached, and the judgement.

    ``within_one_hour`` is the other way of counting for a dose given in less than an hour.
    """

    exposure: CalculatedFigure
    ceiling: Quantity | None
    allowed_content: CalculatedFigure
    judgement: Judgement
    within_one_hour: CalculatedFigure | None = None


def endotoxin_exposure(contained: Quantity | None, given: Administration) -> EndotoxinExposure:
    """Endotoxin per kilogram (and hour, by the ceiling of the route) for a content such as 0.5 [iU]/mL; or why not.

    0.5 [iU]/mL in 50 mL for 70 kg in 30 min: 0.714 IU/kg/h, against 5 intravenously.
    """
    ceiling = endotoxin_ceilings().get((given.route or "").casefold().removesuffix(" use"))
    try:
        if ceiling is None:
            raise CannotCalculate(_no_route(given.route))
        found = _in_international_units(content(contained, "the endotoxin content"))
        used = _used(found, given, per_hour=ceiling.unit == _PER_HOUR)
        exposure, allowed = _exposure(found, used), _allowed(found, used, ceiling)
        hour = _exposure(found, replace(used, single_hour=True))
    except CannotCalculate as reason:
        none = CalculatedFigure(reason=str(reason))
        return EndotoxinExposure(none, ceiling, none, cannot_be_judged(str(reason), citation=citation()))
    other = hour if hour.number != exposure.number else None
    return EndotoxinExposure(exposure, ceiling, allowed, _judgement(exposure, ceiling, other), other)


@lru_cache(maxsize=1)
def endotoxin_ceilings() -> Mapping[str, Quantity]:
    """The ceilings of ``schemas/eu_ctr/endotoxin_limits.yaml`` by route. Raises TemplateFault when unreadable."""
    with well_formed(_file(), "the table"):
        routes = _table()["routes"]
        return MappingProxyType({route: Quantity.model_validate(row["ceiling"]) for route, row in routes.items()})


def citation() -> str:
    """The source of the ceilings."""
    return str(cited(**_table()["cites"]))


@dataclass(frozen=True, slots=True)
class _Used:
    """Dose in the unit that the content is per, body weight in kg, and hours where they count."""

    dose: Amount
    body: Amount
    hours: Amount | None
    single_hour: bool = False

    @property
    def counted_hours(self) -> Amount | None:
        """The time that the endotoxin counts for: as stated, or the single hour that brings most."""
        short = self.hours is not None and self.hours.number < 1
        return Amount(Decimal(1), "h") if short and self.single_hour else self.hours


def _used(found: Amount, given: Administration, per_hour: bool) -> _Used:
    _, dose = times(found, amount(given.dose, "the dose"), "the endotoxin content", "the dose")
    body = amount(given.body_weight, "the body weight").in_unit("kg", "the body weight")
    if not per_hour:
        return _Used(dose, body, None)
    if given.duration is None:
        raise CannotCalculate("the time of administration is not stated; state 1 h for a single injection")
    return _Used(dose, body, amount(given.duration, _TIME).in_unit("h", _TIME))


def _exposure(found: Amount, used: _Used) -> CalculatedFigure:
    """The endotoxin of the dose per kilogram, and per hour where time counts."""
    total = times(found, used.dose, "the endotoxin content", "the dose")[0].in_unit("[iU]", "the endotoxin")
    each, steps = (
        EXACT.divide(total.number, used.body.number),
        f"{found} × {used.dose} = {total}; {total} / {used.body}",
    )
    hours = used.counted_hours
    if hours is None:
        return _cited(figure(trimmed(each), "[iU]/kg", steps, _WHOLE, total.bound))
    convention = _SINGLE_HOUR if used.single_hour else _RATE
    rate = trimmed(EXACT.divide(each, hours.number))
    return _cited(figure(rate, _PER_HOUR, f"{steps} / {hours}", convention, total.bound))


def _in_international_units(found: Amount) -> Amount:
    """The content with ``{EU}`` as ``[iU]``; ``[EU]`` is another unit, that of Ehrlich."""
    above, slash, below = found.unit.partition("/")
    if above == "[EU]":
        raise CannotCalculate("the endotoxin content is in [EU], the Ehrlich unit of UCUM. Write [iU]")
    return replace(found, unit=f"[iU]{slash}{below}") if above == "{EU}" else found


def _allowed(found: Amount, used: _Used, ceiling: Quantity) -> CalculatedFigure:
    """The content with which the dose would just reach the ceiling."""
    most, steps = EXACT.multiply(ceiling.number.low, used.body.number), f"{ceiling} × {used.body}"
    if used.hours is not None:
        most, steps = EXACT.multiply(most, used.hours.number), f"{steps} × {used.hours}"
    factor = conversion_factor("[iU]", found.unit.partition("/")[0]) or Decimal(1)
    number = EXACT.multiply(EXACT.divide(most, used.dose.number), factor)
    return _cited(figure(trimmed(number), found.unit, f"{steps} / {used.dose}"))


def _cited(found: CalculatedFigure) -> CalculatedFigure:
    return replace(found, citation=citation())


def _judgement(exposure: CalculatedFigure, ceiling: Quantity, other: CalculatedFigure | None) -> Judgement:
    criterion = AcceptanceCriterion(text=f"<= {ceiling.value}")
    verdict = judge(f"{exposure.bound}{exposure.number}", exposure.unit, criterion, ceiling.unit)
    said = f"{exposure.text} against at most {ceiling}"
    if other is not None:
        said += f"; {other.text} {_SINGLE_HOUR.partition(';')[0]}"
    return replace(verdict, reason=said, convention=exposure.convention, citation=citation())


def _no_route(route: str | None) -> str:
    if route is None:
        return "the route of administration is not stated"
    return f"there is no ceiling for the route {route} in {_file().name}"


@lru_cache(maxsize=1)
def _table() -> Any:
    with well_formed(_file(), "the table"):
        return yaml.load(_file().read_text(encoding="utf-8"), _LOADER)


def _file() -> Path:
    return folder("schemas") / "eu_ctr" / "endotoxin_limits.yaml"
