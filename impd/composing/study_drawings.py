"""Figures of the safety and efficacy part, drawn from facts: heat map, risk matrix, dose steps, timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from impd.composing.composition import Composition
from impd.composing.drawing import Drawings
from impd.composing.fact_functions import with_unit
from impd.composing.view import View
from impd.dossier.number import parse_number
from impd.dossier.unit import print_unit
from impd.figures.dose_escalation import EscalationStep, describe_dose_escalation, draw_dose_escalation
from impd.figures.heat_map import HeatCell, describe_heat_map, draw_heat_map
from impd.figures.risk_matrix import RiskCell, describe_risk_matrix, draw_risk_matrix
from impd.figures.study_timeline import TimelineRow, describe_study_timeline, draw_study_timeline

_FEWEST_VALUES = 4
"""A heat map of fewer values says less than its table."""


class StudyDrawings:
    """Draws the figures of one product's safety and efficacy part, and says in words what they show."""

    def __init__(self, composition: Composition, drawings: Drawings) -> None:
        self._composition = composition
        self._keep = drawings.keep

    def table(self) -> dict[str, Callable[..., Any]]:
        """The drawings and their descriptions by the name templates use."""
        return {
            "heat_map": self.heat_map,
            "heat_map_words": lambda study: describe_heat_map(*_heat(study)),
            "risk_matrix": lambda: self._keep("risk-matrix", draw_risk_matrix(self._risks())),
            "risk_matrix_words": lambda: describe_risk_matrix(self._risks()),
            "dose_escalation": lambda: self._keep("escalation", draw_dose_escalation(self._steps())),
            "dose_escalation_words": lambda: describe_dose_escalation(self._steps()),
            "study_timeline": lambda: self._keep("timeline", draw_study_timeline(self._times())),
            "study_timeline_words": lambda: describe_study_timeline(self._times()),
        }

    def heat_map(self, study: View) -> list[str]:
        """The names of the heat maps of a study's distribution; none for few values or for several units."""
        cells, unit = _heat(study)
        units = {str(one.unit) for one in study.distribution if one.unit}
        if len(units) > 1 or sum(cell.value is not None for cell in cells) < _FEWEST_VALUES:
            return []
        return self._keep(f"heat-map-{study.id}", draw_heat_map(cells, unit))

    def _steps(self) -> list[EscalationStep]:
        steps = list(self._composition.product_view().clinical.dose.steps)
        return [_step(one) for one in steps] if len(steps) > 1 else []

    def _risks(self) -> list[RiskCell]:
        risks = self._composition.product_view().risks
        return [RiskCell(str(one.factor), one.kind.text, self._signs(one)) for one in risks if one.kind and one.factor]

    def _signs(self, risk: View) -> str:
        """What covers the relation of a factor to a risk, by where its evidence stands; free words cover nothing."""
        if risk.relevant is not None and risk.relevant == False:  # noqa: E712 - a view, not a truth value
            return "–"
        kinds = {self._covered_by(str(one)) for one in risk.evidence}
        if risk.clinical_control:
            kinds.add("◇")
        return "".join(sign for sign in "●○◇□" if sign in kinds) or "!"

    def _covered_by(self, evidence: str) -> str:
        register = self._composition.entry_words(evidence).partition(" ")[0]
        if register == "reference":
            return "□"
        if register:
            return "●" if register == "study" else "◇"
        if self._composition.has(evidence):
            return "●" if evidence.startswith("2.2") else "◇"
        return "○" if self._composition.elsewhere(evidence) else ""

    def _times(self) -> list[TimelineRow]:
        product = self._composition.product_view()
        studies = [_time("Non-clinical studies", one.number or one.id, one.started, one.ended)
                   for one in product.non_clinical.studies if one.started]  # fmt: skip
        trials = [_time("Clinical trials", one.code or one.id, one.started, one.ended or one.data_cut_off, one.status)
                  for one in product.clinical.trials if one.started]  # fmt: skip
        return [*studies, *trials, *self._versions()] if studies or trials else []

    def _versions(self) -> Iterator[TimelineRow]:
        """The versions of the process, each from its first batch to its last."""
        quality = self._composition.product_view().quality
        for process in quality.processes:
            made = [str(one.manufactured) for one in quality.batches.where(process=str(process.id)) if one.manufactured]
            if made and process.version:
                label = f"{process.subject}, process {process.version}"
                yield TimelineRow("Versions of the process", label, min(made), max(made), "")


def _heat(study: View) -> tuple[list[HeatCell], str]:
    cells = [_heat_cell(study, one) for one in study.distribution]
    units = [print_unit(str(one.unit.value)) for one in study.distribution if one.unit]
    return cells, units[0] if units else ""


def _heat_cell(study: View, result: View) -> HeatCell:
    time = str(with_unit(result.time, study.time_unit)) if result.time is not None and str(result.time) else ""
    text = str(result.result or result.positive or "–")
    number = parse_number(str(result.result.value)) if result.result else None
    plain = number is not None and number.high is None and not number.censor
    value: Decimal | None = number.low if number is not None and plain else None
    return HeatCell(str(result.tissue), ", ".join(filter(None, (str(result.group), time))), value, text)


def _step(step: View) -> EscalationStep:
    between = f"between subjects {step.interval_between_subjects}" if step.interval_between_subjects else ""
    sentinel = f"sentinel: {step.sentinel}" if step.sentinel else ""
    subjects = "" if not str(step.subjects) else f"{step.subjects} {'subject' if step.subjects == 1 else 'subjects'}"
    interval = str(step.interval_to_next_step) if step.interval_to_next_step else ""
    notes = tuple(filter(None, (sentinel, between)))
    return EscalationStep(str(step.name or step.id), str(step.dose), subjects, notes, interval)


def _time(group: str, label: Any, start: Any, end: Any, note: Any = "") -> TimelineRow:
    return TimelineRow(group, str(label), str(start), str(end), str(note))
