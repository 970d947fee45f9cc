"""Whether a document beside the IMPD is due: the conditions of the rule pack, asked of what the document is of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impd.checking import conditions as _conditions  # noqa: F401  registers the conditions in code
from impd.checking.condition import Conditions
from impd.checking.known import Known
from impd.checking.registry import load_plugins
from impd.checking.subject import Subject, subjects
from impd.composing.section_tree import SectionTree
from impd.dossier import ClinicalTrialApplication
from impd.dossier.document_subject import DocumentSubject
from impd.errors import TemplateFault
from impd.rules.language import AnyOf, When
from impd.rules.rule import RulePack

_PATTERNS = {
    "application": "application",
    "product": "products[*]",
    "member_state": "member_states[*]",
    "site": "trial.sites[*]",
}


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a document is due (None: a fact is missing, at ``path``), and why."""

    holds: bool | None
    because: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class NotMade:
    """A document that was asked for and not made: of what, why, and the fact that is missing, if one is."""

    document: str
    subject: str
    because: str
    missing: str = ""


class Dueness:
    """Asks the conditions of one rule pack about one application."""

    def __init__(self, application: ClinicalTrialApplication, pack: RulePack) -> None:
        load_plugins()
        self._conditions = Conditions(pack.conditions)
        self._known = Known(application)
        self._subjects: dict[str, Subject] = {}

    def of(self, tree: SectionTree, subject: DocumentSubject) -> Due:
        """Whether a document is due of a subject: all conditions of its tree must hold. Raises TemplateFault."""
        asked = [self._ask(_when(one), tree, subject) for one in tree.when]
        for wanted in (False, None):
            for one in asked:
                if one.holds is wanted:
                    return one
        return Due(True, "; ".join(dict.fromkeys(one.because for one in asked)))

    def applies(self, tree: SectionTree, subject: DocumentSubject) -> dict[str, bool | None]:
        """The answers to the conditions that sections of a tree name."""
        named = {node.when for node in tree.walk() if node.when}
        return {name: self._ask(name, tree, subject).holds for name in sorted(named)}

    def _ask(self, name: When, tree: SectionTree, subject: DocumentSubject) -> Due:
        for one in (name,) if isinstance(name, str) else name.any:
            if not self._conditions.known(one):
                message = f'the section tree of {tree.document} names the condition "{one}", which does not exist'
                raise TemplateFault(message, "Name one of conditions.yaml.")
        answer = self._conditions.ask(name, self._subject(subject))
        says = self._conditions.says(name)
        if answer.holds is None:
            return Due(None, f"whether {says} is open", answer.path)
        if answer.holds:
            return Due(True, answer.because or says, answer.path)
        return Due(False, f"only where {says}" + (f" ({answer.because})" if answer.because else ""), answer.path)

    def _subject(self, subject: DocumentSubject) -> Subject:
        if subject.path not in self._subjects:
            self._subjects |= {one.path: one for one in self._alike(subject)}
        return self._subjects[subject.path]

    def _alike(self, subject: DocumentSubject) -> Iterator[Subject]:
        return subjects(_PATTERNS[subject.kind], self._known)


def _when(stated: str | dict[str, list[str]]) -> When:
    return stated if isinstance(stated, str) else AnyOf(any=tuple(stated["any"]))
