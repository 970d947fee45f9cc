"""The tests that each kind of product owes at release, by the panels of ``schemas/eu_ctr/release_panels.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from impd.checking.known import KnownProduct
from impd.checking.lookups.specification_lines import (
    Line,
    all_lines,
    is_drug_product,
    is_made,
    is_vector,
    product_lines,
    specifications_path,
)
from impd.checking.observation import Observation, falls_short, holds
from impd.checking.registry import check, check_of_table
from impd.checking.subject import Subject
from impd.resources import folder, well_formed
from impd.rules.yaml_lines import read_yaml

PANELS = (
    "aav", "adenovirus", "in_vivo_lentivirus", "oncolytic_virus", "plasmid", "messenger_rna", "in_vivo_editing",
    "modified_immune_cells", "modified_stem_cells", "edited_cells", "cells", "tissue", "combined_product", "chemical",
    "biological",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owed:
    """One attribute that must be tested: its name, the categories that count for it, and where else it may stand."""

    name: str
    categories: frozenset[str]
    vector: bool = False
    product_only: bool = False
    in_process: str = ""


@lru_cache(maxsize=1)
def panels() -> dict[str, tuple[Owed, ...]]:
    """The panels by name. Raises TemplateFault when the table is unreadable."""
    file = folder("schemas") / "eu_ctr" / "release_panels.yaml"
    value, _ = read_yaml(file)
    with well_formed(file, "the table"):
        return {name: tuple(_owed(row) for row in rows) for name, rows in value["panels"].items()}


def _owed(row: dict[str, Any]) -> Owed:
    return Owed(
        row["test"],
        frozenset(row["any"]),
        bool(row.get("vector")),
        bool(row.get("product_only")),
        row.get("in_process", ""),
    )


def _covers_panel(subject: Subject, panel: str) -> Iterator[Observation]:
    """The specifications of substance and product hold every test of a panel."""
    known, owed = subject.of_product, panels()[panel]
    if all_lines(known):
        yield from (_tested(known, one) for one in owed)
    else:
        names = "; ".join(one.name for one in owed)
        yield falls_short(specifications_path(known), "no specification", names, test=names)


for _panel in PANELS:
    check_of_table(f"{_panel}_panel_is_covered", _covers_panel, _panel,
                   told=f"The specifications hold every test of the panel {_panel}.")  # fmt: skip


def _tested(known: KnownProduct, owed: Owed) -> Observation:
    """Whether one attribute is tested in a specification, or during manufacture where that is as good."""
    found = next((line for line in all_lines(known) if _counts(known, line, owed)), None)
    if found is not None:
        return holds(found.path, found.name)
    control = _control(known, owed.in_process) if owed.in_process else ""
    if control:
        return holds(known.path, control)
    return falls_short(specifications_path(known), "no such test", owed.name, what=owed.name, test=owed.name)


def _counts(known: KnownProduct, line: Line, owed: Owed) -> bool:
    of = line.specification.subject
    if line.test.category not in owed.categories:
        return False
    if owed.product_only:
        return is_drug_product(known, of)
    return is_made(known, of) or (owed.vector and is_vector(known, of))


def _control(known: KnownProduct, pattern: str) -> str:
    """The in-process control whose name fits a pattern, of a process that makes the substance or product."""
    for process in known.product.quality.processes:
        if is_made(known, process.subject):
            for step in process.steps:
                for control in step.controls:
                    if control.name and re.search(pattern, control.name, re.IGNORECASE):
                        return control.name
    return ""


@check
def sterility_is_tested(subject: Subject) -> Iterator[Observation]:
    """The specification of the product holds a test for sterility."""
    yield _in_product(subject.of_product, "sterility", ("sterility",))


@check
def endotoxin_is_tested(subject: Subject) -> Iterator[Observation]:
    """The specification of the product holds a test for bacterial endotoxins."""
    yield _in_product(subject.of_product, "bacterial endotoxins", ("endotoxin",))


@check
def mycoplasma_is_tested(subject: Subject) -> Iterator[Observation]:
    """Mycoplasmas are tested in the product, the substance or during their manufacture."""
    yield _tested(subject.of_product, Owed("mycoplasmas", frozenset({"mycoplasma"}), in_process="mycoplasma"))


@check
def potency_is_tested(subject: Subject) -> Iterator[Observation]:
    """A specification of the substance or product holds a test of potency: for editing in vivo, of the edits too."""
    edits = subject.product.product_class == "gtmp_in_vivo_editing"
    yield _tested(
        subject.of_product, Owed("potency", frozenset({"potency", "on_target_editing"} if edits else {"potency"}))
    )


@check
def mechanical_properties_are_tested(subject: Subject) -> Iterator[Observation]:
    """The specification of a combined product holds a test of its dimensions or mechanical properties."""
    yield _in_product(subject.of_product, "dimensions or mechanical properties", ("mechanical",))


@check
def microbial_quality_is_tested(subject: Subject) -> Iterator[Observation]:
    """The specification of a product that is not sterile holds microbiological limits, or it is said why not."""
    known = subject.of_product
    seen = _in_product(known, "microbiological quality", ("microbial_quality", "bioburden", "sterility"))
    reason = next((one for one in known.product.quality.drug_products if one.microbiological_attributes), None)
    if seen.found == "no such test" and reason is not None:
        seen = holds(f"{known.path_of(reason.id)}.microbiological_attributes")
    yield seen


@check
def dosage_form_is_tested(subject: Subject) -> Iterator[Observation]:
    """The specification of tablets and capsules holds uniformity of dosage units, and dissolution or disintegration."""
    known = subject.of_product
    yield _in_product(known, "uniformity of dosage units", ("uniformity",))
    yield _in_product(known, "dissolution or disintegration", ("dissolution", "disintegration"))


def _in_product(known: KnownProduct, name: str, categories: Iterable[str]) -> Observation:
    """Whether the specification of the product holds a test; that of the substance, where there is no other."""
    wanted = frozenset(categories)
    found = next((line for line in product_lines(known) if line.test.category in wanted), None)
    if found is not None:
        return holds(found.path, found.name)
    return falls_short(specifications_path(known), "no such test", name, what=name, test=name)
