"""Values that follow from facts, counts with their denominators, and where Annex I and the CTD stand, for templates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from impd.composing.composition import Composition, Place
from impd.composing.fact_functions import path_of_view
from impd.composing.view import FactView, ListView, MissingView, View


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """A section of the document beside the numbers of Annex I and the CTD with the same subject."""

    section: Markup
    title: str
    annex_i: str
    ctd: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """One event or outcome in each group: ``entry`` is its first line, ``cells`` one line, or None, a group."""

    entry: View
    cells: tuple[View | None, ...]


class Assessment:
    """What the clinical part and the assessment print besides single facts."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition

    def table(self) -> dict[str, Callable[..., Any]]:
        """The functions by the name templates use."""
        return {
            "calculated": self.calculated,
            "crosswalk": self.crosswalk,
            "brochure_entry": self.brochure_entry,
            "groups_counted": self.groups_counted,
            "count_rows": self.count_rows,
            "patient_trials": self.patient_trials,
            "healthy_volunteer_trials": self.healthy_volunteer_trials,
            "quality_risks": self.quality_risks,
            "with_share": self.with_share,
            "paper_due": paper_due,
            "is_entry": is_entry,
        }

    def calculated(self, fact: Any, name: str) -> Markup:
        """A value that follows from a fact, by name; nothing where it could not be calculated."""
        path = path_of_view(fact)
        printed = f"{path}.{name.replace(' ', '_')}"
        found = self._composition.calculated(path, name, printed)
        return Markup('<f p="{}">{}</f>').format(printed, found.text) if found else Markup("")

    def with_share(self, count: Any) -> Any:
        """A count of subjects with its percentage of the group, where the group's size is stated."""
        if not isinstance(count, FactView):
            return count
        found = self._composition.calculated(count.path, "share", count.path)
        return count.printed_as(found.text) if found else count

    def patient_trials(self) -> list[View]:
        """The trials that were not in healthy volunteers and have, or should have, results."""
        trials = self._composition.product_view().clinical.trials
        return [one for one in trials if not one.healthy_volunteers and _has_outcome(one)]

    def healthy_volunteer_trials(self) -> list[View]:
        """The trials in healthy volunteers that have, or should have, results."""
        trials = self._composition.product_view().clinical.trials
        return [one for one in trials if one.healthy_volunteers and _has_outcome(one)]

    def quality_risks(self) -> list[View]:
        """The risks whose evidence stands in the quality part or nowhere; all of them where no other part has any."""
        risks = self._composition.product_view().risks
        if not any(one.has("2.4.2") for one in self._composition.siblings):
            return list(risks)
        return [one for one in risks if not one.evidence or any(map(self._is_quality, one.evidence))]

    def _is_quality(self, evidence: FactView) -> bool:
        name = str(evidence)
        elsewhere = self._composition.elsewhere(name) or self._composition.entry_words(name)
        return self._composition.has(name) or not elsewhere

    def crosswalk(self) -> Iterator[CrosswalkRow]:
        """Each section of this document that Annex I or the CTD has too, in order, without those that may be absent."""
        for place in self._composition.places.values():
            if (place.node.ctd or place.node.annex_i) and self._is_printed(place):
                section = Markup('<ref to="{}"/>').format(place.identifier)
                title = place.node.titles.get(self._composition.group, place.node.title)
                yield CrosswalkRow(section, title, ", ".join(map(str, place.node.annex_i)), ", ".join(place.node.ctd))

    def _is_printed(self, place: Place) -> bool:
        """Whether a section is printed whatever the facts are."""
        obligation = place.node.obligation[self._composition.group]
        fails = self._composition.answers.applies.get(place.node.when) is False
        left_out = obligation == "conditional" and fails and not place.node.reason
        return obligation not in ("optional", "expected") and not left_out

    def brochure_entry(self, section: str) -> Any:
        """Where the investigator's brochure holds a section, or a gap mark."""
        entries = self._composition.product_view().basis.brochure.sections
        for entry in entries.where(section=section) if isinstance(entries, ListView) else ():
            return entry.brochure_section
        return MissingView(str(entries.path), f"section of the investigator's brochure that holds section {section}")

    def groups_counted(self, entries: Any) -> list[View]:
        """The analysis groups that entries name, in the order of the register."""
        named = {str(one.group.id) for one in entries if isinstance(one.group, View)}
        return [one for one in self._composition.product_view().clinical.analysis_groups if str(one.id) in named]

    def count_rows(self, entries: Any, groups: list[View], *names: str) -> list[CountRow]:
        """The entries as lines, told apart by the named facts, with one cell for each group."""
        lines: dict[tuple[str, ...], dict[str, View]] = {}
        for one in entries:
            line = lines.setdefault(tuple(str(getattr(one, name)) for name in names), {})
            line[str(one.group.id)] = one
        order = [str(group.id) for group in groups]
        return [CountRow(next(iter(line.values())), tuple(line.get(one) for one in order)) for line in lines.values()]


_WITH_PAPER = (
    "scientific_advice", "protocol_assistance", "joint_scientific_consultation", "parallel_fda_advice",
    "national_advice", "simultaneous_national_advice", "pre_application_advice", "paediatric_investigation_plan",
)  # fmt: skip


def _has_outcome(trial: View) -> bool:
    """Whether a trial has results or a report, or is over and owes them."""
    over = any(trial.status == one for one in ("completed", "terminated", "on_hold"))
    return bool(trial.results or trial.report or trial.literature) or over


def paper_due(procedure: FactView) -> bool:
    """Whether a paper on the procedure belongs in the application (Regulation (EU) No 536/2014, Annex I, 55, 56)."""
    return any(procedure == one for one in _WITH_PAPER)


def is_entry(value: Any) -> bool:
    """Whether a value is a group of facts rather than one fact."""
    return isinstance(value, View)
