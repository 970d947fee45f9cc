"""Which changes to a complete dossier its gap report shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from impd.building.answering import answers_for
from impd.building.build import Order, compose_all
from impd.building.check import marks_in
from impd.checking.checker import check
from impd.checking.known import Known
from impd.composing.compose import Request, compose
from impd.composing.section_tree import read_section_tree
from impd.document import walk_sections
from impd.dossier import ClinicalTrialApplication
from impd.rules.packs import read_pack
from tests.mutation.mutations import Mutation

_REQUIRED = ("required", "conditional")


def _nowhere(path: str) -> None:
    """No fact has a place in a file here."""


@dataclass(frozen=True)
class _Read:
    """A section that reads a fact: of which product and document, and whether the tree requires it."""

    product: str
    document: str
    section: str
    required: bool


class Checked:
    """A complete dossier with its report, and the sections that read each fact."""

    def __init__(self, application: ClinicalTrialApplication) -> None:
        self.application = application
        self.pack = read_pack()
        self.findings = self._findings(application)

    def _findings(self, application: ClinicalTrialApplication) -> frozenset[tuple[str, str, str]]:
        """What the rules say, sections left aside."""
        found, rules = check(Known(application, tuple), self.pack, _nowhere)
        outcomes = {(one.id, str(one.counts), "") for one in rules}
        return frozenset({(one.fingerprint, one.message, one.found) for one in found} | outcomes)

    @cached_property
    def readers(self) -> dict[str, list[_Read]]:
        """The sections that read each fact."""
        found: defaultdict[str, list[_Read]] = defaultdict(list)
        for product, document in compose_all(self.application, Order(), lambda _: None):
            group = answers_for(product).groups[document.kind]
            nodes = read_section_tree(document.kind).walk()
            required = {node.id for node in nodes if node.obligation[group] in _REQUIRED}
            for section in walk_sections(document.sections):
                node = section.identifier.partition("~")[0]
                read = _Read(product.code, document.kind, section.identifier, node in required)
                for path in section.consumed:
                    found[path].append(read)
        return found

    def is_required(self, path: str) -> bool:
        """Whether a section that the tree requires of this kind of product reads the fact."""
        return any(one.required for one in self.readers.get(path, ()))

    def catches(self, mutation: Mutation) -> bool:
        """Whether the report of the changed dossier is another one, or the reader refuses it."""
        changed = mutation.of(self.application)
        if changed is None:
            return True
        return self._findings(changed) != self.findings or any(
            self._marked(changed, one) for one in self.readers.get(mutation.path, ())
        )

    def _marked(self, changed: ClinicalTrialApplication, read: _Read) -> bool:
        """Whether the section that reads the fact now marks something as missing."""
        product = next((one for one in changed.products if one.code == read.product), None)
        if product is None:
            return True
        section = read.section.partition("~")[0]
        request = Request(sections=(section,), document=read.document)
        made = compose(changed, product, answers_for(product), request)
        return any(marks_in([(product.code, made)]))
