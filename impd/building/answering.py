"""What calculation finds for one product, handed to composing as values."""

from __future__ import annotations

from itertools import chain

from impd.building.clinical_answers import clinical_values
from impd.building.dose_answers import dose_rows, dose_values
from impd.building.quality_answers import quality_rows, quality_values
from impd.building.stability_answers import stability_rows, stability_values
from impd.building.trend_answers import trend_rows
from impd.calculation.applicability import PREDICATES, section_groups
from impd.calculation.stability_evaluation import attribute_evaluations
from impd.calculation.study_column import study_column
from impd.composing.answers import Answers
from impd.dossier import MedicinalProduct

_VALUES = (quality_values, dose_values, clinical_values)
_ROWS = (quality_rows, dose_rows, trend_rows)


def answers_for(product: MedicinalProduct) -> Answers:
    """The kind of each document of a product, the conditions of its sections, and the values that follow from facts."""
    evaluated = attribute_evaluations(product)
    return Answers(
        groups=section_groups(product),
        applies={name: predicate(product) for name, predicate in PREDICATES.items()},
        study_column=study_column(product),
        calculated=dict(chain(*(values(product) for values in _VALUES), stability_values(product, evaluated))),
        rows=dict(chain(*(rows(product) for rows in _ROWS), stability_rows(product, evaluated))),
    )
