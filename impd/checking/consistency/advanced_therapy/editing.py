"""Genome editing: cells of the off-target analysis, halves of a nuclease pair."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from impd.checking.lookups.statements import TESTS, statements
from impd.checking.lookups.terms import OFF_TARGET, PAIRED_NUCLEASE
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path

_RELEVANT = re.compile(
    r"primary|CD34|T cells|hepatocyt|patient|donor|clinical (?:batch|cells|material)|edited cells|stem cells|"
    r"product cells|final product|human (?:cells|tissue)|subjects?\b", re.IGNORECASE
)  # fmt: skip
_PLACES = ("non_clinical.studies", "quality.characterisation", TESTS)


@check
def off_target_sites_are_verified_in_relevant_cells(subject: Subject) -> Iterator[Observation]:
    """The off-target analysis names clinical or primary cells that it was done in."""
    known = subject.of_product
    found = [one for place in _PLACES for one in statements(known, place) if OFF_TARGET.search(one.words)]
    path = build_path(known.path, "quality.characterisation")
    relevant = [one for one in found if _RELEVANT.search(one.words)]
    if not found:
        yield untold(path, "no off-target analysis is stated")
    elif relevant:
        yield holds(relevant[0].path, relevant[0].name)
    else:
        yield falls_short(found[0].path, ", ".join(dict.fromkeys(one.name for one in found)), "the cells used")


@check
def nuclease_pairs_are_complete(subject: Subject) -> Iterator[Observation]:
    """Of each nuclease that works as a pair two halves are described for each target gene."""
    path = build_path(subject.of_product.path, "quality.editing_reagents")
    pairs = [
        one for one in subject.product.quality.editing_reagents if one.system and PAIRED_NUCLEASE.search(one.system)
    ]
    halves = Counter(one.target_gene for one in pairs if one.kind in ("nuclease_mrna", "nuclease_protein"))
    if not halves or None in halves:
        yield untold(path, "the target gene of a nuclease is not stated")
        return
    for target, count in halves.items():
        if count >= 2:
            yield holds(path, f"{target}: {count}")
        else:
            names = ", ".join(called(one) for one in pairs if one.target_gene == target)
            yield falls_short(path, names, "two halves", what=str(target), target=target)
