"""Which changes to a complete dossier its gap report shows."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from impd.building.answering import answers_for
from impd.building.check import marks_in
from impd.building.composing_all import Composing, made_of
from impd.checking.checker import LISTED, evaluators
from impd.checking.evaluation import Evaluation, Evaluator
from impd.checking.known import Known
from impd.checking.wording import finding_of
from impd.composing.compose import Request, compose
from impd.composing.section_tree import read_section_tree
from impd.document import walk_sections
from impd.dossier import ClinicalTrialApplication
from impd.dossier.document_subject import of_product
from impd.rules.packs import read_pack
from tests.mutation.fact_kind import is_annotation
from tests.mutation.mutations import THINNED, Mutation
from tests.mutation.reading import Read, evaluated, field_at

_REQUIRED = ("required", "conditional")
Said: TypeAlias = tuple[tuple[str, ...], ...]
"""What the report says by one rule: its outcomes and findings."""


@dataclass(frozen=True)
class _Reader:
    """A section that reads a fact: of which product and document, and whether the tree requires it."""

    product: str
    document: str
    section: str
    required: bool


@dataclass(frozen=True)
class _Answer:
    """A rule with what it said of the complete dossier, the fields it read, and how long it took."""

    evaluator: Evaluator
    said: Said
    reads: frozenset[Read]
    seconds: float


class Checked:
    """A complete dossier with what each rule says of it, and the sections that read each fact."""

    def __init__(self, application: ClinicalTrialApplication) -> None:
        self.application = application

    @cached_property
    def answers(self) -> list[_Answer]:
        """Every rule on the complete dossier, the quickest first."""
        found = []
        for evaluator in evaluators(read_pack()):
            started = time.perf_counter()
            seen, reads = evaluated(evaluator, self.application)
            found.append(_Answer(evaluator, _said(seen), reads, time.perf_counter() - started))
        return sorted(found, key=lambda one: one.seconds)

    @cached_property
    def readers(self) -> dict[str, list[_Reader]]:
        """The sections that read each fact."""
        found: defaultdict[str, list[_Reader]] = defaultdict(list)
        groups = {one.code: answers_for(one).groups for one in self.application.products}
        for document in made_of(self.application, Composing()).documents:
            code = document.properties.product_code
            group = groups[code][document.kind]
            nodes = read_section_tree(document.kind).walk()
            required = {node.id for node in nodes if node.obligation[group] in _REQUIRED}
            for section in walk_sections(document.sections):
                node = section.identifier.partition("~")[0]
                read = _Reader(code, document.kind, section.identifier, node in required)
                for path in section.consumed:
                    found[path].append(read)
        return found

    def class_of(self, mutation: Mutation) -> str:
        """required: a section that the tree requires of the product reads the fact; annotation; or other."""
        if is_annotation(mutation.path):
            return "annotation"
        return "required" if any(one.required for one in self._readers_of(mutation)) else "other"

    def _readers_of(self, mutation: Mutation) -> list[_Reader]:
        """The sections that read the fact; of a list, those that read its first item."""
        return self.readers.get(mutation.path, []) or self.readers.get(f"{mutation.path}[0]", [])

    def catches(self, mutation: Mutation) -> str:
        """By what the report shows the change: a rule, a mark, or that the reader refuses it; empty if it does not."""
        changed = mutation.of(self.application)
        if changed is None:
            return "refused"
        known, field = Known(changed, tuple), field_at(mutation.path)
        for one in self.answers:
            if field in one.reads and _said(one.evaluator.evaluate(known, frozenset())) != one.said:
                return one.evaluator.rule.id
        missing = mutation.kind in ("dropped", THINNED)
        marked = missing and any(self._marked(changed, one) for one in self._readers_of(mutation))
        return "marked" if marked else ""

    def _marked(self, changed: ClinicalTrialApplication, read: _Reader) -> bool:
        """Whether the section that reads the fact now marks something as missing."""
        product = next((one for one in changed.products if one.code == read.product), None)
        if product is None:
            return True
        section = read.section.partition("~")[0]
        request = Request(sections=(section,), document=read.document)
        made = compose(of_product(changed, product), answers_for(product), request)
        return any(marks_in([(product.code, made)]))


def _said(evaluations: Iterable[Evaluation]) -> Said:
    said: list[tuple[str, ...]] = []
    for one in evaluations:
        said.append((one.subject.path, str(one.outcome)))
        for seen in one.observations:
            if seen.outcome in LISTED:
                finding = finding_of(one, seen, _nowhere)
                said.append((finding.fingerprint, finding.message, finding.found))
    return tuple(said)


def _nowhere(path: str) -> None:
    """No fact has a place in a file here."""
