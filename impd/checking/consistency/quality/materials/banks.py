"""Banks: whether there are the banks a product needs, how they are tested and stored, and how far cells may grow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from impd.calculation.generation_limit import Generation, generation_findings, stated_generations
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.manufacture import Process
from impd.dossier.quality.materials import Bank

_SEQUENCING = r"high[- ]throughput|\bHTS\b|\bNGS\b|next[- ]generation|metagenomic"
_IDENTITY = r"identi|\bSTR\b|DNA[- ](?:profile|fingerprint)|isoen|isozyme|barcod|species|genotyp|sequence|phenotype"
_STERILITY = r"steril|bioburden|bacteria|fung|microbial|purity"
_IN_VITRO = rf"in[- ]vitro|adventitious|{_SEQUENCING}|indicator cell lines"
_IN_VIVO = rf"in[- ]vivo|suckling|embryonated|antibody production|\b[MHR]AP\b|{_SEQUENCING}"
_OF_SPECIES = (
    rf"bovine|porcine|murine|mouse|hamster|simian|human (?:\w+ )?virus|virus(?:es)? panel|\bHIV|\bCMV|\bEBV|"
    rf"antibody production|{_SEQUENCING}"
)
_RETROVIRUS = r"retrovir|reverse transcriptase|\bP?E?RT\b|electron microscop|\bTEM\b|S\+ ?L|XC plaque"
_MASTER_PANEL = {
    "identity": _IDENTITY,
    "viability": "viab|recovery after thaw",
    "sterility or purity": _STERILITY,
    "mycoplasma": "mycoplasm",
    "adventitious viruses in vitro": _IN_VITRO,
    "adventitious viruses in vivo": _IN_VIVO,
    "viruses of the species": _OF_SPECIES,
    "retroviruses": _RETROVIRUS,
}
"""After ICH Q5A(R2) and Q5D; sequencing may stand for the tests in vivo and for panels."""
_WORKING_PANEL = {"identity": _IDENTITY, "sterility or purity": _STERILITY, "mycoplasma": "mycoplasm",
                  "adventitious viruses in vitro": _IN_VITRO}  # fmt: skip
_SEED_PANEL = {"identity": _IDENTITY, "sterility or purity": _STERILITY, "mycoplasma": "mycoplasm",
               "adventitious viruses": f"{_IN_VITRO}|{_OF_SPECIES}"}  # fmt: skip
_SEEDED = ("adenovirus", "herpesvirus", "poxvirus")
_APART = re.compile(
    r"two (?:sites|locations|places|tanks at)|second (?:site|location)|back-?up|only|single|one (?:site|location)", re.I
)


@check
def banks_are_laid_down(subject: Subject) -> Iterator[Observation]:
    """A master or working cell bank, and a seed of each virus that multiplies in the producer cells."""
    quality, path = subject.product.quality, build_path(subject.path, "quality.banks")
    cells = [one.id for one in quality.banks if one.tier in ("master_cell_bank", "working_cell_bank")]
    yield _given(path, cells, "a master cell bank")
    seeds = [one.id for one in quality.banks if one.tier in ("master_virus_seed", "working_virus_seed")]
    for vector in quality.vectors:
        if vector.family in _SEEDED:
            yield _given(path, seeds, f"a seed of the virus {called(vector)}")


def _given(path: str, banks: list[str], lacking: str) -> Observation:
    if banks:
        return holds(path, banks[0])
    return falls_short(path, "not stated", lacking, what=lacking, lacking=lacking)


@check
def master_cell_bank_is_tested(subject: Subject) -> Iterator[Observation]:
    """Identity, viability, purity, mycoplasma, adventitious viruses, viruses of the species, retroviruses."""
    yield from _panel(subject, _MASTER_PANEL)


@check
def working_cell_bank_is_tested(subject: Subject) -> Iterator[Observation]:
    """Identity, purity, mycoplasma and adventitious viruses in vitro."""
    yield from _panel(subject, _WORKING_PANEL)


@check
def virus_seed_is_tested(subject: Subject) -> Iterator[Observation]:
    """Identity, purity, mycoplasma and adventitious viruses."""
    yield from _panel(subject, _SEED_PANEL)


def _panel(subject: Subject, panel: Mapping[str, str]) -> Iterator[Observation]:
    bank = subject.entry(Bank)
    words = [f"{one.test} {one.method or ''}" for one in bank.tests]
    path = subject.at("tests")
    if not words:
        yield falls_short(path, "no test", "; ".join(panel), lacking=", ".join(panel))
        return
    for attribute, pattern in panel.items():
        found = next((one for one in words if re.search(pattern, one, re.IGNORECASE)), None)
        if found:
            yield holds(path, found)
        else:
            yield falls_short(path, "no test", attribute, what=attribute, lacking=attribute)


@check
def generations_are_within_limit(subject: Subject) -> Iterator[Observation]:
    """Passages and doublings of current processes and their batches stay within what bank and process allow."""
    processes = subject.product.quality.processes
    earlier = tuple(f"{_process_path(subject, one)}." for one in processes if one.current is False)
    for found in generation_findings(subject.product):
        if found.reached.startswith(earlier) or found.limit.startswith(earlier):
            yield no_concern(found.reached, "the process is no longer used")
        elif found.verdict == "within":
            yield holds(found.reached, found.sentence)
        elif found.verdict == "beyond":
            yield falls_short(found.reached, what=found.limit, sentence=found.sentence)
        else:
            yield untold(found.reached, found.sentence)


@check
def production_stays_below_tested_age(subject: Subject) -> Iterator[Observation]:
    """The limit of a current process does not go beyond the age of the end-of-production cells that were tested."""
    quality = subject.product.quality
    kept = [one for one in quality.banks if one.tier == "end_of_production"]
    tested = [(one, stated_generations(_first(one.generation))) for one in kept]
    for process in quality.processes:
        if process.current is False or not process.maximum_generation:
            continue
        for limit in stated_generations(process.maximum_generation):
            yield from _against(f"{_process_path(subject, process)}.maximum_generation", limit, tested)


def _against(path: str, limit: Generation, tested: list[tuple[Bank, tuple[Generation, ...]]]) -> Iterator[Observation]:
    """A limit against the ages of tested cells that count in the same way."""
    for bank, ages in tested:
        for age in ages:
            if (age.kind, age.start) != (limit.kind, limit.start):
                continue
            if limit.number <= age.number:
                yield holds(path, limit)
            else:
                yield falls_short(path, limit, age, what=bank.id, bank=called(bank))


def _first(words: str | None) -> str:
    """The statement before a semicolon, such as "15 × 10⁶ cells per vial" behind it."""
    return (words or "").partition(";")[0]


def _process_path(subject: Subject, process: Process) -> str:
    return build_path(subject.path, f"quality.processes[{item_key(process, 0)}]")


@check
def bank_is_kept_at_two_places(subject: Subject) -> Iterator[Observation]:
    """A master bank, or the banks made from it, are stored at two sites, or the storage says why at one."""
    bank = subject.entry(Bank)
    made = [one for one in subject.product.quality.banks if one.parent == bank.id]
    sites = sorted({site for one in (bank, *made) for site in one.storage_sites})
    path = subject.at("storage_sites")
    if len(sites) > 1 or _APART.search(bank.storage or ""):
        yield holds(path, ", ".join(sites))
    else:
        yield falls_short(path, " and ".join(sites) or "not stated", "two sites, or the reason for one")
