"""Which non-clinical studies a section prints, which of them are expected, and what stands for those not done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from impd.composing.composition import Composition, Place
from impd.composing.fact_functions import is_stated
from impd.composing.matrix import BATCHES_ACROSS
from impd.composing.study_matrix import (
    exposure_overview,
    finding_tables,
    findings_of_the_whole,
    kinetic_tables,
    tissue_tables,
)
from impd.composing.view import ListView, MissingView, View
from impd.rules.study_types import Expectation, StudyTypeEntry, read_study_types


@dataclass(frozen=True, slots=True)
class ExpectedStudy:
    """A type of study, what is expected of it for this class and stage, and what the dossier holds on it.

    ``kind`` is the code; ``expectation`` None where the class has no column; ``needed`` says that its absence has to be
    marked.
    """

    kind: str
    name: str
    section: str
    expectation: Expectation | None
    studies: tuple[View, ...]
    omission: View | None

    @property
    def title(self) -> str:
        """Its name as at the start of a cell."""
        return _capital(self.name)

    @property
    def letter(self) -> str:
        """E, J, C, L or N; empty where nothing is known."""
        return self.expectation.letter if self.expectation else ""

    @property
    def missing(self) -> bool:
        """Whether study or justification of its absence is expected, and the dossier has neither."""
        return self.letter in ("E", "J") and not self.studies and self.omission is None


class Studies:
    """Selections from the non-clinical studies of one product, for templates."""

    def __init__(self, composition: Composition, here: Callable[[], Place]) -> None:
        self._composition = composition
        self._here = here
        self._types = read_study_types()

    def table(self) -> dict[str, Callable[..., Any]]:
        """The selections by the name templates use."""
        return {
            "studies_here": self.here,
            "studies_also_here": self.also_here,
            "studies_below": self.below,
            "expected_here": self.expected_here,
            "not_expected_here": self.not_expected_here,
            "expected_studies": self.expected,
            "study_home": self.home,
            "study_column": self.column,
            "pivotal_studies": self.pivotal,
            "type_names": self.type_names,
            "belongs_to": self.belongs_to,
            "missing_study": self.missing_study,
            "missing_text": self.missing_text,
            "glp_studies": self.glp_studies,
            "glp_expected": self.glp_expected,
            "glp_citation": lambda: self._types.glp_citation,
            "facility_under_glp": self.facility_under_glp,
            "tested_batches": self.tested_batches,
            "expectation_words": expectation_words,
            "has_glp_details": has_glp_details,
            "is_outside_glp": is_outside_glp,
            "finding_tables": finding_tables,
            "findings_of_the_whole": findings_of_the_whole,
            "kinetic_tables": kinetic_tables,
            "exposure_overview": exposure_overview,
            "tissue_tables": tissue_tables,
        }

    @property
    def _studies(self) -> list[View]:
        return list(self._composition.product_view().non_clinical.studies)

    def column(self) -> str:
        """The column of the study types that the class of product has, or nothing."""
        return self._composition.answers.study_column or ""

    def here(self) -> list[View]:
        """The studies that this section describes: those whose first type belongs to it."""
        return [one for one in self._studies if self._home(one) == self._here().node.id]

    def also_here(self) -> list[View]:
        """The studies described elsewhere that also have a type of this section."""
        section = self._here().node.id
        return [
            one
            for one in self._studies
            if self._home(one) != section and section in {self._section(kind) for kind in one.types}
        ]

    def below(self, chapter: str) -> list[View]:
        """The studies described in the sections of a chapter, e.g. ``2.2.3``, in the order of its sections."""
        found = [one for one in self._studies if self._home(one).startswith(f"{chapter}.")]
        return sorted(found, key=self._home)

    def pivotal(self) -> list[View]:
        """The studies whose role is pivotal for safety."""
        return [one for one in self._studies if one.role == "pivotal_safety"]

    def missing_study(self, expected: ExpectedStudy) -> MissingView:
        """A gap mark for a type of study that is neither reported nor justified; it names where to justify."""
        path = f"{self._composition.product_path}.non_clinical.omissions[{expected.kind}].justification"
        return MissingView(path, f"{expected.name}: study, or justification of its absence")

    def missing_text(self, what: str) -> MissingView:
        """A gap mark for the author's text of this section; it names the text that is to be written."""
        return MissingView(f"{self._composition.product_path}.narratives[{self._here().identifier}].text", what)

    def belongs_to(self, study: View, section: str) -> bool:
        """Whether a study has a type that stands in a section, and this document has that section."""
        return self._composition.has(section) and section in {self._section(kind) for kind in study.types}

    def glp_studies(self) -> list[View]:
        """The studies whose GLP status matters or is stated: those on safety, and those with a record."""
        safety = ("pivotal_safety", "supportive_safety")
        return [one for one in self._studies if one.glp or any(one.role == role for role in safety)]

    def glp_expected(self, study: View) -> str:
        """Whether GLP is expected of the main type of a study, for an advanced therapy or another medicine."""
        types = study._facts.types  # type: ignore[attr-defined]
        kind = "medicine" if self._composition.group in ("chemical", "biological") else "atmp"
        return _GLP_EXPECTED[self._types.types[types[0]].glp[kind]] if types else ""

    def facility_under_glp(self, facility: View) -> bool:
        """Whether any study that claims GLP was done there."""
        there = [one for one in self._studies if one.facility == facility]
        return any(one.glp.status == claim for one in there for claim in _CLAIMS)

    def tested_batches(self) -> list[tuple[View, ListView]]:
        """The batches used in studies with the clinical batches of the same material, by material."""
        batches = self._composition.product_view().quality.batches
        used = {str(one.test_article.batch.id) for one in self._studies if isinstance(one.test_article.batch, View)}
        owners = {one.subject: one.subject for one in batches if str(one.id) in used and isinstance(one.subject, View)}
        return [(owner, self._beside(batches.where(subject=str(owner.id)), used)) for owner in owners]

    def _beside(self, batches: ListView, used: set[str]) -> ListView:
        kept = [one for one in batches if str(one.id) in used or any(use == "clinical" for use in one.uses)]
        first = sorted(kept, key=lambda one: str(one.id) not in used)[:BATCHES_ACROSS]
        return ListView(first, batches.path, "batches")

    def home(self, study: View) -> Markup:
        """A cross-reference to the section that describes a study, or nothing where its type is not stated."""
        section = self._home(study)
        if not section or not self._composition.has(section):
            return Markup("")
        return Markup('<ref to="{}"/>').format(self._composition.target(section, self._here()))

    def type_names(self, study: View) -> Any:
        """The types of a study, each by its name."""
        names = [self._types.types[kind.value].name for kind in study.types]
        first = [_capital(name) if place == 0 else name for place, name in enumerate(names)]
        return Markup("; ").join(kind.printed_as(name) for kind, name in zip(study.types, first, strict=True))

    def expected_here(self) -> list[ExpectedStudy]:
        """The types of this section that are expected, or of which the sponsor says why there is no study."""
        return [self._expected(one) for one in self._types.in_section(self._here().node.id)]

    def not_expected_here(self) -> str:
        """On what it rests that no type of study of this section is expected; empty where one is, or may be."""
        expected = self.expected_here()
        if any(one.letter != "N" or one.studies or one.omission for one in expected):
            return ""
        cited = [one.expectation.citation_text for one in expected if one.expectation and one.expectation.citation_text]
        return "; ".join(dict.fromkeys(part for text in cited for part in text.split("; ")))

    def expected(self) -> list[ExpectedStudy]:
        """All types of study, in the order of the sections."""
        return [self._expected(one) for one in self._types.types.values()]

    def _expected(self, entry: StudyTypeEntry) -> ExpectedStudy:
        column, stage = self._composition.answers.study_column, self._composition.application.trial.stage
        found = self._types.expectation(entry.code, column, stage) if column else None
        studies = tuple(one for one in self._studies if entry.code in {kind.value for kind in one.types})
        return ExpectedStudy(entry.code, entry.name, entry.section, found, studies, self._omission(entry.code))

    def _omission(self, kind: str) -> View | None:
        omissions: Iterator[View] = iter(self._composition.product_view().non_clinical.omissions)
        return next((one for one in omissions if one._facts.type == kind), None)  # type: ignore[attr-defined]

    def _home(self, study: View) -> str:
        types = study._facts.types  # type: ignore[attr-defined]
        return self._types.types[types[0]].section if types else ""

    def _section(self, kind: Any) -> str:
        return self._types.types[kind.value].section


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


_EXPECTED = {
    "E": "expected before this trial",
    "J": "study, or justification of its absence",
    "C": "case by case",
    "L": "may follow later",
    "N": "not applicable in standard form",
}
_GLP_EXPECTED = {"expected": "expected", "integrated": "as part of another study", "not_expected": "not expected"}
_CLAIMS = ("glp_full", "glp_with_exceptions", "glp_for_phases")
_DETAILS = (
    "justification", "reliability", "deviations", "oversight", "archive", "study_director", "report_signed",
    "prospective_protocol", "site_visit_acceptable", "principal_investigators",
)  # fmt: skip


def expectation_words(expected: ExpectedStudy) -> str:
    """What is expected, with its condition."""
    if expected.expectation is None:
        return ""
    condition = expected.expectation.condition
    return _EXPECTED[expected.letter] + (f" ({condition})" if condition else "")


def is_outside_glp(study: View) -> bool:
    """Whether a pivotal study claims no GLP, or GLP for some phases only, so that the reason has to be given."""
    claimed = any(study.glp.status == claim for claim in ("glp_full", "glp_with_exceptions"))
    return bool(study.role == "pivotal_safety" and is_stated(study.glp.status) and not claimed)


def has_glp_details(study: View) -> bool:
    """Whether the GLP record says more than the table of all studies holds."""
    return any(is_stated(getattr(study.glp, name)) for name in _DETAILS)
