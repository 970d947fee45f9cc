"""Adventitious agents: whether appendix A.2 covers what enters the process, and the process controls it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impd.checking.lookups.materials import RUMINANT, materials_from
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.stability import AgentRow
from impd.dossier.vocabulary import LIVING_ORIGINS, AgentGroup

_CLEARANCE = re.compile(r"clear|inactivat|remov|filtrat|irradiat|solvent/detergent|low pH|log ", re.IGNORECASE)
_HELPER = re.compile(r"baculovirus|helper[- ]?(?:virus|adenovirus)|rcv|adenovir|insect", re.IGNORECASE)
_BANK = re.compile(r"\bbanks?\b|\bMCB|\bWCB|seed", re.IGNORECASE)
_MICROBIAL = {"chemical", "gtmp_bacterial", "gtmp_in_vivo_non_viral", "gtmp_in_vivo_editing"}
_BOTH: tuple[AgentGroup, AgentGroup] = ("mycoplasma", "bacteria_and_fungi")


def _rows(subject: Subject, group: AgentGroup) -> list[AgentRow]:
    return [one for one in subject.product.quality.agents if one.group == group]


def _agents(subject: Subject) -> str:
    return f"{subject.of_product.path}.quality.agents"


@check
def agents_are_assessed(subject: Subject) -> Iterator[Observation]:
    """Material of human or animal origin, or cells, is assessed in A.2, or material by material."""
    living = materials_from(subject.product, LIVING_ORIGINS)
    if rows := subject.product.quality.agents:
        yield holds(_agents(subject), f"{len(rows)} rows")
        return
    open_ones = [one for one in living if one.tse is None and one.viral_safety is None]
    if living and not open_ones and not (subject.product.quality.banks or subject.product.quality.donors):
        yield holds(_agents(subject), "assessed for each material")
    elif not living and subject.product.product_class in _MICROBIAL:
        yield no_concern(_agents(subject), "no material of human or animal origin is registered")
    else:
        named = [called(one) for one in open_ones or living]
        what = f"{named[0]} is used" if named else "Banks or cells of donors are used"
        yield falls_short(_agents(subject), "not stated", "an assessment of adventitious agents", material=what)


@check
def viruses_are_assessed(subject: Subject) -> Iterator[Observation]:
    """A.2 has a row on viruses, and one for the banks where there are banks."""
    rows = _rows(subject, "virus")
    yield (
        holds(_agents(subject), f"{len(rows)} rows")
        if rows
        else falls_short(_agents(subject), "no row on viruses", "an assessment of viral safety")
    )
    if subject.product.quality.banks and rows:
        texts = " ".join(f"{one.material or ''} {one.control or ''} {one.tests or ''}" for one in rows)
        tested = any(one.tests for one in subject.product.quality.banks)
        yield (
            holds(_agents(subject), "banks")
            if tested or _BANK.search(texts)
            else falls_short(_agents(subject), "no row on banks", "the viral safety of the banks", "banks")
        )


@check
def viruses_are_cleared_or_not_with_reason(subject: Subject) -> Iterator[Observation]:
    """Clearance steps are stated, or a row on viruses says why there are none."""
    steps = subject.product.quality.clearance_steps
    words = [f"{one.control or ''} {one.conclusion or ''}" for one in _rows(subject, "virus")]
    path = f"{subject.of_product.path}.quality.clearance_steps"
    if steps:
        yield holds(path, f"{len(steps)} results")
    elif any(_CLEARANCE.search(one) for one in words):
        yield holds(_agents(subject), "said in words")
    else:
        yield falls_short(path, "not stated", "clearance steps, or the reason why there are none")


@check
def tse_has_a_row(subject: Subject) -> Iterator[Observation]:
    """Where ruminant material is used, A.2 has a row on TSE."""
    used = materials_from(subject.product, RUMINANT)
    if not used:
        return
    rows = _rows(subject, "tse")
    yield holds(_agents(subject), f"{len(rows)} rows") if rows else falls_short(
        _agents(subject), "no row on TSE", "a row that names the material and its certificate",
        material=called(used[0]),
    )  # fmt: skip


@check
def microbes_are_controlled(subject: Subject) -> Iterator[Observation]:
    """A.2 has rows on bacteria and fungi, and on mycoplasma."""
    for group in _BOTH:
        words = group.replace("_", " ")
        rows = _rows(subject, group)
        yield (
            holds(_agents(subject), words)
            if rows
            else falls_short(_agents(subject), f"no row on {words}", f"the control of {words}", group)
        )


@check
def antibiotic_does_not_mask_growth(subject: Subject) -> Iterator[Observation]:
    """Where an antibiotic is used, the sterility or mycoplasma procedure states its interference with the sample."""
    quality = subject.product.quality
    wanted = {test.method for one in quality.specifications for test in one.tests
              if test.category in ("sterility", "mycoplasma", "bioburden")}  # fmt: skip
    for method in quality.methods:
        if method.id in wanted and method.matrix_interference:
            yield holds(f"{subject.of_product.path_of(method.id)}.matrix_interference", method.matrix_interference)
            return
    rows = " ".join(f"{one.control or ''} {one.tests or ''} {one.conclusion or ''}"
                    for group in _BOTH for one in _rows(subject, group))  # fmt: skip
    if re.search(r"antibiotic|gentamicin|penicillin|streptomycin", rows, re.IGNORECASE):
        yield holds(_agents(subject), "said in words")
    else:
        yield falls_short(f"{subject.of_product.path}.quality.methods", "not stated",
                          "that the antibiotic does not hide growth")  # fmt: skip


@check
def helper_virus_is_tested(subject: Subject) -> Iterator[Observation]:
    """Where a helper virus or baculovirus is used, its residue is tested or named as an impurity."""
    quality = subject.product.quality
    tests = [called(test) for one in quality.specifications for test in one.tests]
    names = tests + [called(one) for one in quality.impurities]
    if not names:
        yield untold(f"{subject.of_product.path}.quality.specifications", "no specification is stated")
        return
    found = next((one for one in names if _HELPER.search(one)), "")
    path = f"{subject.of_product.path}.quality.specifications"
    yield holds(path, found) if found else falls_short(path, "no test", "a test for residual helper virus")
