"""Whether each kind of non-clinical study that the matrix expects of a product is reported, or its absence justified.

There are two checks of each kind: ``study_of_…`` for what the matrix expects with some confidence, and ``case_for_…``
for what depends on the case, which a person judges.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from impd.checking.conditions.non_clinical import study_column_of
from impd.checking.expectation import is_placeholder
from impd.checking.lookups.studies import studies_on
from impd.checking.observation import Observation, falls_short, for_review, holds, no_concern, untold
from impd.checking.registry import check, check_of_table
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.vocabulary import StudyType
from impd.rules.study_types import Expectation, StudyTypeEntry, read_study_types

_WORDS = {
    "E": "it is expected before this trial",
    "J": "its absence has to be justified",
    "C": "it depends on the case",
    "L": "it may follow before confirmatory trials or marketing",
    "N": "it is not applicable in its standard form",
}
_NO_SOURCE = "no source states an expectation"
_NO_REASON = "it is only said to be left out"


@dataclass(frozen=True, slots=True)
class StudyCell:
    """A cell of the matrix for one product: what is expected, and what the dossier holds on it.

    ``reported`` names studies, ``reason`` is where a reason for absence stands; ``unjustified``: an omission is stated
    without one.
    """

    entry: StudyTypeEntry
    expected: Expectation
    path: str
    reported: str
    reason: str
    unjustified: bool

    @property
    def firm(self) -> bool:
        """Whether study or justification is expected, and the matrix is sure enough of that."""
        return self.expected.letter in ("E", "J") and self.expected.confidence != "low"

    @property
    def open(self) -> bool:
        """Whether a person has to judge: case by case, or an expectation of low confidence."""
        doubtful = self.expected.letter in ("E", "J") and not self.firm
        return doubtful or (self.expected.letter == "C" and self.expected.confidence != "low")

    @property
    def words(self) -> str:
        """What is expected, with its condition."""
        if self.expected.letter == "C" and not self.open:
            return _NO_SOURCE
        condition = f" ({self.expected.condition})" if self.expected.condition else ""
        return f"{_WORDS[self.expected.letter]}{condition}"


def study_cell(subject: Subject, code: str) -> StudyCell | None:
    """The cell of a product for one kind of study; None where the matrix has no column for the product."""
    known, types = subject.of_product, read_study_types()
    if known.study_column is None:
        return None
    entry, stage = types.types[code], subject.application.trial.stage
    omission = next((one for one in subject.product.non_clinical.omissions if one.type == code), None)
    justified = bool(omission and omission.justification and not is_placeholder(omission.justification))
    path = build_path(known.path, f"non_clinical.omissions[{code}]")
    return StudyCell(
        entry=entry,
        expected=types.expectation(code, known.study_column, stage),
        path=f"{path}.justification",
        reported=", ".join(_reported(subject, code)),
        reason=path if justified else _section_reason(subject, entry.section),
        unjustified=omission is not None and not justified,
    )


def _reported(subject: Subject, code: str) -> list[str]:
    """The studies of a kind that were at least begun."""
    return [one.id for one in studies_on(subject.product, code) if one.report_status != "planned"]


def _section_reason(subject: Subject, section: str) -> str:
    """Where the sponsor says why the whole section of a kind of study is left out; empty where nowhere."""
    for one in subject.product.non_clinical.sections:
        if one.section == section and (one.not_applicable or one.see_instead):
            return build_path(subject.of_product.path, f"non_clinical.sections[{section}]")
    return ""


def expected_study(subject: Subject, code: str) -> Iterator[Observation]:
    """A kind of study that the matrix expects is reported, or its absence is justified."""
    cell = study_cell(subject, code)
    if cell is None:
        yield _without_column(subject)
    elif cell.firm or (not cell.open and cell.words == _NO_SOURCE):
        yield from _owed(cell)
    elif cell.expected.letter == "L" and subject.application.trial.stage is None:
        yield untold("trial.stage", "the stage of the trial is not stated")
    else:
        yield no_concern(cell.path, f"{cell.entry.name}: {cell.words}")


def _owed(cell: StudyCell) -> Iterator[Observation]:
    if cell.reported or cell.reason:
        yield holds(cell.path, cell.reported or cell.reason)
    elif cell.firm or cell.unjustified:
        why = _NO_REASON if cell.unjustified else cell.words
        wanted = "; ".join(filter(None, (cell.words, cell.expected.citation_text)) if cell.firm else ("a reason",))
        yield falls_short(cell.path, "neither study nor reason", wanted, study=cell.entry.name, why=why)
    else:
        yield no_concern(cell.path, f"{cell.entry.name}: {cell.words}")


def study_to_consider(subject: Subject, code: str) -> Iterator[Observation]:
    """A kind of study that is needed in some cases only: a person judges where neither study nor reason is stated."""
    cell = study_cell(subject, code)
    if cell is None:
        yield _without_column(subject)
    elif not cell.open:
        yield no_concern(cell.path, f"{cell.entry.name}: {cell.words}")
    elif cell.reported:
        yield no_concern(cell.path, f"{cell.entry.name} is studied in {cell.reported}")
    elif cell.reason:
        yield no_concern(cell.path, f"{cell.entry.name}: its absence is justified at {cell.reason}")
    elif cell.unjustified:
        yield falls_short(cell.path, "no reason", "a reason", study=cell.entry.name, why=_NO_REASON)
    else:
        yield for_review(cell.path, "neither study nor reason", study=cell.entry.name, why=cell.words)


@check
def study_column_is_told(subject: Subject) -> Iterator[Observation]:
    """The facts tell the kind of product that the matrix of expected studies goes by."""
    answer = study_column_of(subject)
    if answer.holds:
        yield holds(answer.path, answer.because)
    elif answer.holds is None:
        yield falls_short(answer.path, answer.because, "the kind of cells, or the family of the vector")
    else:
        yield no_concern(answer.path, answer.because)


def _without_column(subject: Subject) -> Observation:
    answer = study_column_of(subject)
    return (untold if answer.holds is None else no_concern)(answer.path, answer.because)


for _code in get_args(StudyType):
    check_of_table(f"study_of_{_code}", expected_study, _code)
    check_of_table(f"case_for_{_code}", study_to_consider, _code)
