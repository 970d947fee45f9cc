"""Results that break the numeric limit they are held against, in the direction that breaks it."""

from __future__ import annotations

from decimal import Decimal

from impd.calculation.stability_evaluation import joined_specification
from impd.dossier import ClinicalTrialApplication, MedicinalProduct
from impd.dossier.facts import Facts
from impd.dossier.number import parse_number
from impd.dossier.path import parse_path, value_at
from impd.dossier.quality.control import Batch, Specification
from impd.dossier.quality.materials import ControlledTest
from impd.dossier.quality.stability import StabilityStudy
from impd.dossier.quantity import AcceptanceCriterion

_BY = Decimal(1000)


class Criteria:
    """The limits that the results of an application are held against."""

    def __init__(self, application: ClinicalTrialApplication) -> None:
        self._application = application
        self._known: dict[tuple[str, str | None], Specification | None] = {}

    def violated_at(self, path: str) -> str | None:
        """A number that breaks the limit of the result at a path; None where there is no numeric limit or result."""
        steps = [str(step) for step in parse_path(path)]
        above = [value_at(self._application, ".".join(steps[:count])) for count in range(1, len(steps))]
        limit = self._limit(above)
        number = parse_number(str(value_at(self._application, path)))
        return None if limit is None or number is None else _breaking(limit)

    def _limit(self, above: list[Facts]) -> AcceptanceCriterion | None:
        if isinstance(above[-1], ControlledTest):
            return above[-1].limit
        product = next((one for one in above if isinstance(one, MedicinalProduct)), None)
        holder = above[-2] if len(above) > 1 else None
        if product is None or not isinstance(holder, Batch | StabilityStudy):
            return None
        key = (product.code, holder.subject)
        if key not in self._known:
            self._known[key] = joined_specification(product, holder.subject)
        tests = self._known[key].tests if self._known[key] else ()
        line = next((one for one in tests if one.id == getattr(above[-1], "test", None)), None)
        if line is None:
            return None
        both = (line.release_limit, line.shelf_life_limit)
        return next(filter(None, both if isinstance(holder, Batch) else reversed(both)), None)


def _breaking(limit: AcceptanceCriterion) -> str | None:
    number = limit.number
    if number is None or limit.kind in ("qualitative", "report"):
        return None
    if limit.kind in ("at least", "more than"):
        return f"{number.low / _BY:f}" if number.low > 0 else None
    return f"{((number.high or number.low) + 1) * _BY:f}"
