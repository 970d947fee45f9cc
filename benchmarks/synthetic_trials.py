"""The clinical data and the risks of a synthetic dossier: trials, adverse events with denominators, dose, margins."""

from __future__ import annotations

import random
from typing import Any

from synthetic_words import sentence

# trials, preferred terms, risks
SIZES = {"S": (2, 40, 15), "M": (6, 160, 50), "L": (16, 600, 160)}
GROUPS = (("AG-PBO", "Placebo", 40), ("AG-LOW", "5 mg", 40), ("AG-MID", "10 mg", 80), ("AG-HIGH", "20 mg", 80))
ORGAN_CLASSES = ("Blood", "Cardiac", "Eye", "Gastrointestinal", "General", "Hepatobiliary", "Immune system",
                 "Infections", "Investigations", "Metabolism", "Musculoskeletal", "Nervous system", "Psychiatric",
                 "Renal", "Respiratory", "Skin", "Vascular")  # fmt: skip
RISKS = ("toxicity", "unwanted_immune_response", "treatment_failure", "procedure_harm", "delayed_effect")
EVENTS = ("any_event", "related_event", "severe_event", "serious_event", "discontinuation", "death")
TEXTS = ("2.3.1.2", "2.3.2.6", "2.3.3.1", "2.3.3.2", "2.3.4", "2.4.2", "2.4.3", "2.4.4", "2.4.6")


class SyntheticTrials:
    """The clinical registers, the rows of their tables, the risks and the texts, in the making."""

    def __init__(self, size: str) -> None:
        self.trials, self.terms, self.risk_count = SIZES[size]
        self.random = random.Random(f"impd trials {size}")
        self.clinical: dict[str, Any] = {"first_in_human": "no", "coding_dictionary": "MedDRA 28.0"}
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.risks: list[dict[str, Any]] = []

    def make(self) -> None:
        """Fill the registers and tables."""
        ids = [f"CT-{n:03d}" for n in range(1, self.trials + 1)]
        self.clinical["trials"] = [self._trial(one) for one in ids]
        self.rows["analysis_groups"] = [
            (one, name, "|".join(ids), count * self.trials, "Safety set") for one, name, count in GROUPS
        ]
        self.rows["exposure"] = [
            (trial, name, count, "12 weeks") for trial in ids for group, name, count in GROUPS if group != "AG-PBO"
        ]
        self.rows["event_overview"] = [
            (kind, group, self._count(count, 0.6)) for kind in EVENTS for group, _, count in GROUPS
        ]
        self.rows["adverse_events"] = [
            (f"{ORGAN_CLASSES[n % len(ORGAN_CLASSES)]} disorders", f"Preferred term {n + 1}", group,
             self._count(count, 0.2), self.random.randint(0, 1), self.random.randint(0, 1))
            for n in range(self.terms) for group, _, count in GROUPS
        ]  # fmt: skip
        self.rows["efficacy"] = [
            (f"Endpoint {n + 1}", group, "week 12", count * self.trials, self._count(count, 0.7))
            for n in range(4 * self.trials) for group, _, count in GROUPS
        ]  # fmt: skip
        self.rows["kinetics"] = [
            (group, "Substance 1", parameter, f"{self.random.uniform(10, 900):.1f}", unit)
            for group, _, _ in GROUPS[1:] for parameter, unit in (("AUC0-24", "h.ng/mL"), ("Cmax", "ng/mL"))
        ]  # fmt: skip
        self.clinical["dose"] = self._dose()
        self.clinical["risk_and_benefit"] = self._assessment()
        self.risks = [self._risk(n) for n in range(self.risk_count)]

    def texts(self) -> dict[str, str]:
        """The author's texts by section."""
        return {section: "\n\n".join(self._words(60) for _ in range(3)) for section in TEXTS}

    def _count(self, subjects: int, share: float) -> int:
        return self.random.randint(0, int(subjects * self.trials * share))

    def _trial(self, trial: str) -> dict[str, Any]:
        return {"id": trial, "title": self._words(9), "role": "supportive_trial", "phase": "II",
                "design": self._words(8), "population": self._words(8), "countries": ["DE", "FR"],
                "investigational_product": "Tablet", "doses": ["5 mg", "10 mg", "20 mg"], "route": "Oral",
                "planned": 240, "enrolled": 240, "exposed": 200, "status": "completed", "started": "2024-01-15",
                "ended": "2025-06-30", "legal_regime": "clinical_trials_regulation",
                "registrations": [{"registry": "CTIS", "number": f"2024-5{trial[-3:]}00-00-00"}],
                "registered_before_start": "yes", "good_clinical_practice": self._words(10),
                "results": "\n".join(self._words(40) for _ in range(2))}  # fmt: skip

    def _dose(self) -> dict[str, Any]:
        margins = [
            {"id": f"MAR-{n}", "kind": "safety_margin", "basis": "area_under_the_curve", "study": "NC-000",
             "level": "no_observed_adverse_effect_level", "animal": f"{1000 * n} h.ng/mL",
             "human_dose": "maximum_dose", "human": "450 h.ng/mL"}
            for n in range(1, 9)
        ]  # fmt: skip
        return {"starting_dose": "5 mg", "maximum_dose": "20 mg", "dosing_duration": "28 d",
                "rationale": self._words(50), "margins": margins,
                "steps": [{"id": f"DL-{n}", "name": f"Step {n}", "dose": f"{5 * n} mg", "subjects": 8}
                          for n in range(1, 5)]}  # fmt: skip

    def _assessment(self) -> dict[str, Any]:
        return {"benefits": [{"id": f"BEN-{n}", "benefit": self._words(8), "known": "yes", "basis": self._words(14)}
                             for n in range(1, 6)],
                "measures": [{"id": f"ME-{n}", "risk": f"R-{n}", "measure": self._words(14), "timing": "Each visit"}
                             for n in range(1, self.risk_count)],
                "uncertainties": self._words(40), "conclusion": self._words(40)}  # fmt: skip

    def _risk(self, number: int) -> dict[str, Any]:
        factor = f"Factor {number // len(RISKS) + 1}"
        return {"id": f"R-{number}", "kind": RISKS[number % len(RISKS)], "risk": self._words(5), "factor": factor,
                "rationale": self._words(20), "mitigation": self._words(14), "clinical_control": self._words(8),
                "residual": "low", "evidence": ["NC-000", "P.5.1"]}  # fmt: skip

    def _words(self, count: int) -> str:
        return sentence(self.random, count)


COLUMNS = {
    "analysis_groups": ("id", "name", "trials", "subjects", "description"),
    "exposure": ("trial", "dose", "subjects", "duration"),
    "event_overview": ("kind", "group", "subjects"),
    "adverse_events": ("system_organ_class", "preferred_term", "group", "subjects", "severe", "serious"),
    "efficacy": ("endpoint", "group", "time_point", "analysed", "responders"),
    "kinetics": ("group", "analyte", "parameter", "value", "unit"),
}
