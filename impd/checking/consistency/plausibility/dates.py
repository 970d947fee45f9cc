"""Dates that lie before all memory of the dossier, or after the day on which it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from impd.checking.consistency.completeness.table_columns import section_of
from impd.checking.observation import Observation, falls_short, holds, no_concern
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import parse_path, walk_facts

_DONE = frozenset(
    {"manufactured", "filled", "tested", "released", "started", "ended", "first_dose", "report_date", "report_signed",
     "last_audit", "last_inspection", "last_performed", "data_cut_off", "registered", "submitted", "approved", "date"}
)  # fmt: skip
_AROUND = frozenset({"products", "quality", "non_clinical", "clinical"})
_AHEAD = frozenset({"expiry", "valid_until"})
_YEARS = 30


@check
def dates_lie_in_the_time_of_the_dossier(subject: Subject) -> Iterator[Observation]:
    """No date of a product lies thirty years before its newest, and no act that was done after the dossier."""
    dated = list(_dates(subject.of_product.facts))
    newest = max((value for _, name, value in dated if name not in _AHEAD), default="")
    written = max(_written(subject), default="")
    yield from _judged(subject, dated, _usual(dated) or newest, written)


@check
def documents_are_of_their_time(subject: Subject) -> Iterator[Observation]:
    """No document or procedure of the application is dated thirty years before the newest."""
    application = subject.application
    facts: list[tuple[str, object]] = []
    for one in application.documents:
        facts += walk_facts(one, f"documents[{one.id}]")
    for state in application.member_states:
        facts += walk_facts(state, f"member_states[{state.country}]")
    if application.trial:
        facts += walk_facts(application.trial, "trial")
    dated = list(_dates(facts))
    newest = max((value for _, _, value in dated), default="")
    yield from _judged(subject, dated, newest, "")


def _dates(facts: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str, str]]:
    """The path, field and value of each fact that is a date."""
    for path, value in facts:
        name = path.rpartition(".")[2]
        if (name in _DONE or name in _AHEAD) and isinstance(value, str):
            yield path, name, value


def _usual(dated: list[tuple[str, str, str]]) -> str:
    return max((value for _, name, value in dated if name not in _AHEAD), default="")


def _written(subject: Subject) -> Iterator[str]:
    """The dates on which the parts of the dossier and its documents were written."""
    product = subject.product
    for control in (product.document, product.safety_efficacy_document):
        if control and control.date:
            yield control.date
    yield from (one.date for one in subject.application.documents if one.date)


def _judged(subject: Subject, dated: list[tuple[str, str, str]], newest: str, written: str) -> Iterator[Observation]:
    earliest = f"{int(newest[:4]) - _YEARS}{newest[4:]}" if newest else ""
    for path, name, value in dated:
        section = section_of(_register(path), False)
        if earliest and value[:4] < earliest[:4]:
            yield falls_short(path, value, f"{_YEARS} years or less before {newest}").in_section(section)
        elif written and name in _DONE and value[: len(written)] > written[: len(value)]:
            yield falls_short(path, value, f"no later than the dossier ({written})").in_section(section)
        else:
            yield holds(path, value)
    if not dated:
        yield no_concern(subject.path, "no date is stated")


def _register(path: str) -> str:
    """The list of the product that a fact stands below."""
    return next((step.name for step in parse_path(path) if step.name not in _AROUND), "")
