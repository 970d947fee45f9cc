"""Runs the cases of rules: a sample, a change to it, one rule."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from impd.building.check import marks_of, staged
from impd.checking.checker import evaluators
from impd.checking.evaluation import Evaluation
from impd.checking.known import Known
from impd.checking.wording import finding_of
from impd.dossier import ClinicalTrialApplication
from impd.dossier.changing import with_fact, with_item, without_fact
from impd.gaps import Finding, Outcome
from impd.gaps.outcome import ORDER
from impd.importing.folder import read_folder
from impd.resources import folder
from impd.rules.language import CaseEntry, DossierChange
from impd.rules.pack_file import read_cases
from impd.rules.packs import read_pack
from tests.rules.inspected_files import inspected

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
CLASSES = ROOT / "tests" / "data" / "classes"


@cache
def sample(name: str) -> ClinicalTrialApplication:
    """A sample, or one of the small dossiers of each class, by the name of its folder."""
    place = SAMPLES / name if (SAMPLES / name).is_dir() else CLASSES / name
    return read_folder(place).application


@cache
def pack():
    """The usual pack."""
    return read_pack()


@cache
def evaluator(rule: str):
    """One rule ready to run."""
    return evaluators(pack(), [rule])[0]


def all_cases() -> list[tuple[CaseEntry, str]]:
    """Every case of every pack that is shipped, with its place."""
    return [case for place in sorted(folder("schemas").glob("*/pack.yaml")) for case in read_cases(place.parent)]


def changed(application: ClinicalTrialApplication, change: DossierChange) -> ClinicalTrialApplication:
    """The application with one change made."""
    if change.drop:
        return without_fact(application, change.drop)
    if change.add:
        return with_item(application, change.add, change.to)
    return with_fact(application, change.set, change.to)


def nowhere(path: str) -> None:
    """No fact has a place in a file here."""


def run(case: CaseEntry) -> tuple[Outcome, list[Finding], list[Evaluation]]:
    """The worst outcome of the rule of a case, its findings, and its evaluations."""
    application = sample(case.sample)
    for change in case.change:
        application = changed(application, change)
    application = staged(application, case.stage or "")
    known = Known(application, lambda: tuple(marks_of(application)), lambda: inspected(application))
    evaluated = list(evaluator(case.rule).evaluate(known, frozenset()))
    findings = [finding_of(one, seen, nowhere) for one in evaluated for seen in one.observations
                if seen.outcome in (Outcome.GAP, Outcome.TO_REVIEW, Outcome.CANNOT_TELL)]  # fmt: skip
    return min((one.outcome for one in evaluated), key=ORDER.index), findings, evaluated
