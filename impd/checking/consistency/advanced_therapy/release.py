"""Release of cells with short time: micro-organisms before use, and supply of a batch out of specification."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.specification_lines import AFTER_USE, is_made, made_lines
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path
from impd.dossier.quality.control import Specification

_MICROBES = re.compile(r"steril|gram|microb|no growth|bioburden|rapid|negative to date", re.IGNORECASE)
_NEVER = re.compile(
    r"not (?:be )?(?:released|supplied|used|foreseen)|no supply|never|is discarded|are discarded", re.IGNORECASE
)
_MAY = re.compile(r"\bmay be (?:supplied|used|given|released)|\bcan be (?:supplied|used|given)|is supplied", re.I)
_CONDITIONS = {
    "the request of the treating physician": r"request|investigator|physician",
    "the assessment of the risk": r"risk|assess|evaluat",
    "notice to the competent authority": r"authorit",
}


@check
def early_evidence_of_sterility_precedes_use(subject: Subject) -> Iterator[Observation]:
    """A microbiological test that is read before release stands beside the sterility test read after use."""
    known = subject.of_product
    early = [line for line in made_lines(known)
             if line.test.timing not in AFTER_USE and line.test.category in ("sterility", "bioburden")]  # fmt: skip
    if early:
        yield holds(early[0].path, early[0].name)
        return
    for process in subject.product.quality.processes:
        if not is_made(known, process.subject):
            continue
        for step in process.steps:
            for control in step.controls:
                if _MICROBES.search(f"{control.name or ''} {control.limit or ''}"):
                    yield holds(known.path_of(process.id), called(control))
                    return
    yield falls_short(build_path(known.path, "quality.specifications"), "not stated", "a test before release")


@check
def supply_out_of_specification_has_its_conditions(subject: Subject) -> Iterator[Observation]:
    """Where a batch out of specification may be supplied, the policy names who asks, who assesses, who is told."""
    known = subject.of_product
    policies = [one for one in subject.product.quality.specifications
                if one.out_of_specification_policy and is_made(known, one.subject)]  # fmt: skip
    if not policies:
        yield untold(build_path(known.path, "quality.specifications"), "no policy on such batches is stated")
    for one in policies:
        yield from _conditions(f"{known.path_of(one.id)}.out_of_specification_policy", one)


def _conditions(path: str, specification: Specification) -> Iterator[Observation]:
    text = specification.out_of_specification_policy or ""
    if _NEVER.search(text) and not _MAY.search(text):
        yield no_concern(path, "batches outside the specification are not supplied")
        return
    if re.search(r"described in the protocol|protocol section|as (?:in|stated in) the protocol", text, re.IGNORECASE):
        yield holds(path, "the protocol holds the conditions")
        return
    for name, words in _CONDITIONS.items():
        if re.search(words, text, re.IGNORECASE):
            yield holds(path, name)
        else:
            yield falls_short(path, "not stated", name, what=name)
