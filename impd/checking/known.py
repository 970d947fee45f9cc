"""What is known of an application: entries by id, and what calculation says, each worked out once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar

from impd.calculation.acceptance_of_batches import JudgedResult, judge_batch, judge_study
from impd.calculation.applicability import quality_group, section_groups
from impd.calculation.stability_evaluation import (
    AttributeEvaluation,
    ClaimEvaluation,
    attribute_evaluations,
    claim_evaluations,
    joined_specification,
)
from impd.calculation.study_column import study_column
from impd.checking.filed import FiledFile
from impd.checking.lookups.site_uses import site_uses
from impd.checking.names import called
from impd.dossier.application import ClinicalTrialApplication
from impd.dossier.facts import Entry
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import build_path, item_key, walk_facts
from impd.dossier.quality.control import Batch, Specification
from impd.dossier.quality.manufacture import Process, Site
from impd.dossier.registers import registers

Kind = TypeVar("Kind", bound=Entry)
Value = TypeVar("Value")
More = ParamSpec("More")

Inspect: TypeAlias = Callable[[], Mapping[str, FiledFile] | None]
"""Gives the files of the register by the id of the document; None where none lies in a folder."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact that a section of a document marks as missing; ``whole``: the section has nothing at all.

    ``chapter`` is number, title and id of the section around it; of the widest one, where that has nothing at all.
    """

    document: str
    product: str
    section: str
    number: str
    title: str
    path: str
    text: str
    whole: bool
    chapter: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a register, with its path."""

    register: str
    entry: Entry
    path: str


class Answers:
    """What was worked out already, by what was asked."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}

    def answer(self, asked: Hashable, work: Callable[[], Value]) -> Value:
        """The answer to what is asked; its work is done once."""
        if asked not in self._answers:
            self._answers[asked] = work()
        found: Value = self._answers[asked]
        return found


class KnownProduct(Answers):
    """Lookups and calculations on one product."""

    def __init__(self, product: MedicinalProduct) -> None:
        super().__init__()
        self.product = product
        self.path = f"products[{item_key(product, 0)}]"
        self._specifications: dict[str | None, Specification | None] = {}

    @cached_property
    def facts(self) -> tuple[tuple[str, Any], ...]:
        """Every fact of the product that is stated, with its path."""
        return tuple((build_path(self.path, place), value) for place, value in walk_facts(self.product))

    @cached_property
    def entries(self) -> Mapping[str, Named]:
        """All entries of all registers by id; ids are unique in a product."""
        return {named.entry.id: named for named in self._every()}

    def _every(self) -> Iterator[Named]:
        for register in registers().values():
            holder = getattr(self.product, register.part) if register.part else self.product
            for index, entry in enumerate(getattr(holder, register.name)):
                below = f"{register.name}[{item_key(entry, index)}]"
                yield Named(register.name, entry, build_path(self.path, register.part, below))

    def register(self, name: str) -> Mapping[str, Named]:
        """The entries of one register by id."""
        return self._registers.get(name, {})

    @cached_property
    def _registers(self) -> Mapping[str, Mapping[str, Named]]:
        found: dict[str, dict[str, Named]] = {}
        for named in self.entries.values():
            found.setdefault(named.register, {})[named.entry.id] = named
        return found

    def path_of(self, identifier: str) -> str:
        """The path of an entry; of the product where there is no such entry."""
        return self.entries[identifier].path if identifier in self.entries else self.path

    def entry(self, kind: type[Kind], identifier: str | None) -> Kind | None:
        """The entry of that kind and id; None where there is none."""
        named = self.entries.get(identifier or "")
        return named.entry if named and isinstance(named.entry, kind) else None

    def called(self, identifier: object) -> str:
        """An entry as a reader calls it, by its id; what is no id as it stands."""
        named = self.entries.get(str(identifier))
        return str(identifier) if named is None else called(named.entry)

    def site(self, identifier: str | None) -> Site | None:
        """A site by id."""
        return self.entry(Site, identifier)

    def batch(self, identifier: str | None) -> Batch | None:
        """A batch by id."""
        return self.entry(Batch, identifier)

    def process(self, identifier: str | None) -> Process | None:
        """A process by id."""
        return self.entry(Process, identifier)

    def specification_of(self, subject: str | None) -> Specification | None:
        """All specifications of a substance, product or material as one."""
        if subject not in self._specifications:
            self._specifications[subject] = joined_specification(self.product, subject)
        return self._specifications[subject]

    @cached_property
    def judged_batches(self) -> Mapping[str, tuple[JudgedResult, ...]]:
        """Each result of each batch against its specification, by batch."""
        methods = self.product.quality.methods
        batches = self.product.quality.batches
        return {one.id: judge_batch(one, self.specification_of(one.subject), methods) for one in batches}

    @cached_property
    def judged_studies(self) -> Mapping[str, tuple[JudgedResult, ...]]:
        """Each result of each stability study against its specification, by study."""
        methods = self.product.quality.methods
        studies = self.product.quality.stability_studies
        return {one.id: judge_study(one, self.specification_of(one.subject), methods) for one in studies}

    @cached_property
    def evaluated(self) -> tuple[AttributeEvaluation, ...]:
        """The stability studies evaluated by attribute and condition (ICH Q1E)."""
        return tuple(attribute_evaluations(self.product))

    @cached_property
    def claims(self) -> Mapping[str, ClaimEvaluation]:
        """The claimed periods held against their long-term studies, by the id of the claim."""
        return {one.claim.id: one for one in claim_evaluations(self.product, self.evaluated)}

    @cached_property
    def site_uses(self) -> Mapping[str, list[str]]:
        """The fact paths that name each site, by its id."""
        return site_uses(self.product, self.path)

    @cached_property
    def group(self) -> str | None:
        """The column of the quality section tree: chemical, gene_therapy, modified_cells, placebo, …"""
        return quality_group(self.product)

    @cached_property
    def groups(self) -> Mapping[str, str | None]:
        """The column of each document's section tree."""
        return section_groups(self.product)

    @cached_property
    def study_column(self) -> str | None:
        """The column of the study types: aav, modified_immune_cells, …"""
        return study_column(self.product)


def once(lookup: Callable[Concatenate[KnownProduct, More], Value]) -> Callable[Concatenate[KnownProduct, More], Value]:
    """A lookup on a product whose answers are kept with what is known of the product."""

    @wraps(lookup)
    def answer(known: KnownProduct, /, *more: More.args, **named: More.kwargs) -> Value:
        return known.answer((lookup, more, *named.items()), partial(lookup, known, *more, **named))

    return answer


class Known(Answers):
    """An application and what can be looked up in it.

    ``compose`` gives what composing its documents marks as missing, ``inspect`` the files of its register by document;
    both are asked only by the rules that need them.
    """

    def __init__(
        self,
        application: ClinicalTrialApplication,
        compose: Callable[[], tuple[Mark, ...]] | None = None,
        inspect: Inspect | None = None,
    ) -> None:
        super().__init__()
        self.application = application
        self._compose = compose
        self._inspect = inspect
        self._products: dict[str, KnownProduct] = {}

    @cached_property
    def marks(self) -> tuple[Mark, ...] | None:
        """What the documents mark as missing; None where they are not composed."""
        return self._compose() if self._compose else None

    @property
    def is_of_folder(self) -> bool:
        """Whether the dossier was read from a folder, in which files may lie."""
        return self._inspect is not None

    @cached_property
    def files(self) -> Mapping[str, FiledFile] | None:
        """The files that the register names, by the id of the document; None where none lies in a folder."""
        return self._inspect() if self._inspect else None

    @cached_property
    def facts(self) -> tuple[tuple[str, Any], ...]:
        """Every fact of the application that is stated outside its products, with its path."""
        return tuple(walk_facts(self.application.model_copy(update={"products": ()})))

    def of(self, product: MedicinalProduct) -> KnownProduct:
        """Lookups and calculations on a product."""
        found = self._products.get(product.code)
        if found is None:
            found = self._products[product.code] = KnownProduct(product)
        return found
