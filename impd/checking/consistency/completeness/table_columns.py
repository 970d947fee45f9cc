"""The lists of a dossier as tables: the rows that a reader looks at together, and the columns they fill."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from impd.dossier.facts import Facts
from impd.dossier.path import build_path, item_key
from impd.dossier.shape import fields_of
from impd.resources import folder
from impd.rules.yaml_lines import read_yaml

Row = tuple[str, Facts]
"""The fact path of an entry, and the entry."""

_FREE = re.compile(r"(?:^|_)(?:remark|comment)$")
_OPTIONAL = frozenset(
    {"parent", "see_instead", "not_applicable", "interval_to_next_step", "map_figure", "figure", "structure_figure",
     "file", "detail", "place", "number", "code", "responsibilities"}
)  # fmt: skip
_ANSWERED = {
    "Bank": {"containers", "generation", "stability"},
    "Batch": {"expiry", "released"},
    "BioanalyticalMethod": {"quantitation_limit"},
    "Characterisation": {"batches"},
    "DoseCandidate": {"level", "scaling_species", "study"},
    "DoseGroup": {"article", "concentration", "donors", "dose", "volume"},
    "DoseStep": {"sentinel"},
    "EffectLevel": {"basis", "dose", "not_stated"},
    "ExposureMargin": {"level"},
    "HandlingStep": {"limit"},
    "Impurity": {"observed", "tests"},
    "Interpretation": {"clinical_monitoring", "reversibility"},
    "NonClinicalStudy": {"age", "conclusion", "ended", "first_dose", "methods", "model", "regimen", "report_date",
        "system"},
    "OtherExperience": {"subjects"},
    "Process": {"reprocessing", "start_of_process"},
    "Risk": {"clinical_control", "mitigation", "rating", "residual"},
    "RiskMeasure": {"risk"},
    "SpecificationTest": {"release_limit", "shelf_life_limit", "unit"},
    "StabilityStudy": {"container", "orientation"},
    "StudyOmission": {"clinical_mitigation", "compensated_by", "risk"},
    "TestFacility": {"address", "certificate", "last_inspection"},
    "ValidationElement": {"result", "runs"},
}  # fmt: skip
"""Facts by kind of row that other rules ask for by what the row states, or that a row may well lack."""
_KIND = {
    "Material": "category", "AnalyticalProcedure": "status", "Batch": "subject", "Impurity": "type",
    "NonClinicalStudy": "test_system", "RegisteredDocument": "kind", "StabilityStudy": "subject", "Bank": "tier",
    "StudyFinding": "finding", "KineticValue": "parameter", "TissueResult": "tissue", "AdverseEvent": "group",
    "ReferenceStandard": "kind", "TrialSummary": "status", "Risk": "relevant", "SpecificationTest": "timing",
    "TestArticle": "kind", "Specification": "subject", "StabilityResult": "test", "Result": "test",
    "DocumentStatement": "document", "SectionStatement": "section", "AgentRow": "group",
}  # fmt: skip
"""By which fact the rows of a kind are of one kind too, so that they are also compared among themselves."""
_WITHIN = frozenset({"Risk", "NonClinicalStudy", "TrialSummary", "TestArticle", "StabilityStudy", "RegisteredDocument"})
"""Kinds of rows that are compared only with rows of the same kind."""
_JOINED = frozenset({"Parameter", "InProcessControl", "Input", "Hold", "Result", "ControlledTest", "DoseGroup",
                     "ContainerPart", "GeneticElement", "ValidationParameter", "DonorTest", "Authorisation",
                     "AdviceQuestion", "TestSite", "GlpException", "EffectLevel", "Interpretation"})  # fmt: skip
"""Rows that stand in several lists of one kind of holder, which are read as one table too."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a list. ``register`` is the list of the product or application that they stand in or below.

    ``one_kind``: they are about the same: results of one test, batches of one material.
    """

    register: str
    rows: tuple[Row, ...]
    one_kind: bool = False

    @property
    def model(self) -> type[Facts]:
        """The kind of its rows."""
        return type(self.rows[0][1])

    def columns(self) -> list[str]:
        """The facts that each row may state: no groups, no keys, no free remarks."""
        return [
            name
            for name, field in fields_of(self.model).items()
            if field.group is None and not field.key and not field.identifier
            and not _FREE.search(name) and name not in _OPTIONAL
            and (name != "unit" or self.one_kind) and name not in _ANSWERED.get(self.model.__name__, set())
        ]  # fmt: skip


def tables(root: Facts, path: str) -> Iterator[Table]:
    """Every list below a group; the rows of one kind within it; and the rows that several holders share."""
    joined: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for register, rows in _lists(root, path, ""):
        yield from _with_kinds(register, rows)
        if rows and type(rows[0][1]).__name__ in _JOINED:
            joined[register, type(rows[0][1]).__name__] += rows
    for (register, _), rows in joined.items():
        yield from _with_kinds(register, rows)


def _with_kinds(register: str, rows: list[Row]) -> Iterator[Table]:
    if not rows:
        return
    model = type(rows[0][1]).__name__
    if model not in _WITHIN:
        yield Table(register, tuple(rows))
    kind = _KIND.get(model)
    if kind is None:
        return
    groups: defaultdict[Hashable, list[Row]] = defaultdict(list)
    for path, row in rows:
        groups[getattr(row, kind)].append((path, row))
    if len(groups) > 1 or model in _WITHIN:
        yield from (Table(register, tuple(group), True) for group in groups.values())


def _lists(group: Facts, path: str, register: str) -> Iterator[tuple[str, list[Row]]]:
    for name, field in fields_of(type(group)).items():
        if field.group is None:
            continue
        value = getattr(group, name)
        if not field.many:
            if value is not None:
                own = "" if name in ("quality", "non_clinical", "clinical") else name
                yield from _lists(value, build_path(path, name), register or own)
            continue
        rows = [(build_path(path, f"{name}[{item_key(one, index)}]"), one) for index, one in enumerate(value)]
        yield register or name, rows
        for place, row in rows:
            yield from _lists(row, place, register or name)


@cache
def _sections() -> Mapping[str, str | Mapping[str, str]]:
    value, _ = read_yaml(folder("schemas") / "eu_ctr" / "register_sections.yaml")
    return dict(value)


def section_of(register: str, of_substance: bool) -> str:
    """The section that findings on a register belong to; empty where none is named."""
    section = _sections().get(register, "")
    if isinstance(section, str):
        return section
    return section["substance" if of_substance else "other"]
