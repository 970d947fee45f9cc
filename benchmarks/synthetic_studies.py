"""The non-clinical data of a synthetic dossier: studies with groups, findings, kinetics and distribution."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from synthetic_words import sentence

# studies, findings of each, tissues
SIZES = {"S": (10, 10, 10), "M": (34, 20, 16), "L": (120, 36, 24)}
GROUPS = (("Control", "0 mg/kg"), ("Low", "10 mg/kg"), ("Mid", "30 mg/kg"), ("High", "100 mg/kg"))
TISSUES = ("Liver", "Kidney", "Spleen", "Lung", "Heart", "Brain", "Testis", "Ovary", "Adrenal", "Thyroid", "Stomach",
           "Small intestine", "Large intestine", "Pancreas", "Bladder", "Skin", "Muscle", "Bone", "Bone marrow",
           "Thymus", "Lymph node", "Eye", "Plasma", "Blood")  # fmt: skip
CATEGORIES = ("clinical_signs", "body_weight", "food_consumption", "haematology", "coagulation", "clinical_chemistry",
              "urinalysis", "organ_weight", "gross_pathology", "histopathology")  # fmt: skip
TEXTS = ("2.2.0.3", "2.2.0.4", "2.2.1.1", "2.2.1.6", "2.2.2.1", "2.2.2.9", "2.2.3.1", "2.2.3.9", "2.2.4")


class Kind(NamedTuple):
    """A type of study, its role and test system, and which of kinetics and distribution it measures."""

    type: str
    role: str
    system: str
    measures: str = ""


KINDS = (
    Kind("repeat_dose_toxicity", "pivotal_safety", "animal", "kinetics"),
    Kind("distribution", "other_role", "animal", "distribution"),
    Kind("primary_pharmacology_in_vivo", "proof_of_concept", "animal"),
    Kind("primary_pharmacology_in_vitro", "proof_of_concept", "in_vitro"),
    Kind("safety_pharmacology", "pivotal_safety", "animal"),
    Kind("absorption", "other_role", "animal", "kinetics"),
    Kind("genotoxicity_in_vitro", "pivotal_safety", "in_vitro"),
    Kind("metabolism", "other_role", "in_vitro"),
    Kind("excretion", "other_role", "animal"),
    Kind("embryofoetal_development", "supportive_safety", "animal", "kinetics"),
)


class SyntheticStudies:
    """The non-clinical registers, the rows of their tables and the texts, in the making."""

    def __init__(self, size: str) -> None:
        self.studies, self.findings, self.tissues = SIZES[size]
        self.random = random.Random(f"impd studies {size}")
        self.registers: dict[str, list[dict[str, Any]]] = {"studies": []}
        self.rows: dict[str, list[tuple[Any, ...]]] = {
            name: [] for name in ("study_groups", "study_findings", "study_kinetics", "study_distribution")
        }

    def make(self) -> None:
        """Fill the registers and tables."""
        self.registers["test_facilities"] = [
            {"id": f"TF-{n}", "name": f"Test facility {n}", "country": "DE", "mutual_acceptance_of_data": "yes",
             "compliance_programme": "National programme", "monitoring_authority": "National authority",
             "last_inspection": "2025-02"}
            for n in range(1, 5)
        ]  # fmt: skip
        self.registers["species"] = [
            {"id": f"SP-{name}", "name": name, "target": self._words(20), "response": self._words(20),
             "limitations": self._words(20), "conclusion": self._words(12)}
            for name in ("Rat", "Dog")
        ]  # fmt: skip
        self.registers["bioanalytical_methods"] = [
            {"id": f"BM-{n}", "name": f"Method {n}", "analyte": "Substance 1", "matrix": "Plasma",
             "quantitation_limit": "1 ng/mL", "validation": self._words(10)}
            for n in range(1, 3)
        ]  # fmt: skip
        self.registers["omissions"] = [
            {"type": kind, "justification": self._words(30), "compensated_by": self._words(12)}
            for kind in ("carcinogenicity", "fertility", "genotoxicity_in_vivo", "juvenile_toxicity", "local_tolerance")
        ]
        self.registers["literature"] = [{"id": f"LIT-{n}", "citation": self._words(18)} for n in range(1, 31)]
        for number in range(self.studies):
            self._study(f"NC-{number:03d}", KINDS[number % len(KINDS)])

    def texts(self) -> dict[str, str]:
        """The author's texts by section."""
        return {section: "\n\n".join(self._words(60) for _ in range(3)) for section in TEXTS}

    def _study(self, study: str, kind: Kind) -> None:
        animal, pivotal = kind.system == "animal", kind.role == "pivotal_safety"
        species = self.random.choice(("Rat", "Dog"))
        entry: dict[str, Any] = {
            "id": study, "title": self._words(9), "types": [kind.type], "role": kind.role,
            "test_system": kind.system, "route": "Oral", "regimen": "Once daily", "endpoints": self._words(16),
            "dosing_duration": "28 d", "facility": f"TF-{self.random.randint(1, 4)}", "methods": ["BM-1"],
            "test_article": {"name": "Substance 1", "batch_number": f"T-{study}", "kind": "clinical_process",
                             "bridge": self._words(14)},
            "report_status": "final_report", "report_date": "2026-03-01", "result": self._words(25),
            "conclusion": self._words(14), "glp": _glp(pivotal),
        }  # fmt: skip
        entry |= {"time_unit": "h"} if kind.measures == "distribution" else {}
        entry |= {"species": species, "model": f"SP-{species}"} if animal else {"system": "Cells in culture"}
        entry["interpretation"] = [
            {"finding": self._words(4), "target_organ": "Liver", "adverse": "no", "reversibility": "Reversible",
             "rationale": self._words(16), "human_relevance": self._words(8), "clinical_monitoring": self._words(6)}
            for _ in range(2 if animal else 0)
        ]  # fmt: skip
        if pivotal and animal:
            entry["levels"] = [{"kind": "no_observed_adverse_effect_level", "dose": "30 mg/kg"}]
        self.registers["studies"].append(entry)
        self._results(study, kind, animal)

    def _results(self, study: str, kind: Kind, animal: bool) -> None:
        sexes = (10, 10) if animal else ("", "")
        self.rows["study_groups"] += [(study, name, dose, *sexes) for name, dose in GROUPS]
        self.rows["study_findings"] += [
            (study, CATEGORIES[n % len(CATEGORIES)], f"Parameter {n + 1}", name, f"{self.random.uniform(80, 120):.1f}",
             "%")
            for n in range(self.findings) for name, _ in GROUPS
        ]  # fmt: skip
        if kind.measures == "kinetics":
            self.rows["study_kinetics"] += [
                (study, name, parameter, occasion, sex, f"{self.random.uniform(100, 9000):.0f}", unit)
                for parameter, unit in (("AUC0-24", "h.ng/mL"), ("Cmax", "ng/mL"))
                for occasion in ("day 1", "day 28") for sex in ("male", "female") for name, _ in GROUPS[1:]
            ]  # fmt: skip
        if kind.measures == "distribution":
            self.rows["study_distribution"] += [
                (study, tissue, "High", time, f"{self.random.uniform(10, 900):.0f}", "ng/g")
                for tissue in TISSUES[: self.tissues] for time in (1, 4, 24, 168)
            ]  # fmt: skip

    def _words(self, count: int) -> str:
        return sentence(self.random, count)


def _glp(pivotal: bool) -> dict[str, Any]:
    if not pivotal:
        return {"status": "glp_not_applicable"}
    return {"status": "glp_full", "standards": ["Directive 2004/10/EC"], "study_director": "Study director",
            "study_director_statement": "yes", "quality_assurance_statement": "yes", "report_signed": "2026-03-01",
            "archive": "Archive of the facility"}  # fmt: skip


COLUMNS = {
    "study_groups": ("study", "name", "dose", "males", "females"),
    "study_findings": ("study", "category", "finding", "group", "result", "unit"),
    "study_kinetics": ("study", "group", "parameter", "occasion", "sex", "value", "unit"),
    "study_distribution": ("study", "tissue", "group", "time", "result", "unit"),
}
