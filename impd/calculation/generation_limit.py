"""Population doublings or passages at harvest against the limit that the bank or the process is qualified to.

Words are read only where they state a number plainly ("19 population doublings beyond the working cell bank",
"Passage 6"); two numbers are compared only where they count the same from the same start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import Step, build_path
from impd.dossier.quality.control import Batch
from impd.dossier.quality.manufacture import Process
from impd.dossier.quality.materials import Bank

GenerationVerdict: TypeAlias = Literal["within", "beyond", "cannot tell"]
CITATION = "ICH Q5D: the limit of in vitro cell age, from end-of-production cells at or beyond it"
_NUMBER = r"(?P<number>\d{1,6}(?:\.\d{1,6})?)"
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "population doublings",
            rf"(?:at most )?{_NUMBER} (?:population )?doublings?(?: beyond (?:the )?(?P<start>[\w -]+))?",
        ),
        ("population doubling level", rf"population doubling level {_NUMBER}(?: at [\w -]+)?"),
        ("passage", rf"passage {_NUMBER}(?: at [\w -]+)?"),
    )
)
_NOTE = re.compile(r"\([^()]*\)")
_CLAUSES = re.compile(r"[;,]| and ")
_TESTS = re.compile(r"(?:cumulative )?population doubling(?:s|(?P<level> level))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Generation:
    """How old cells are: what is counted (population doublings, passage), how many, and from where if stated."""

    kind: str
    number: Decimal
    start: str = ""

    def __str__(self) -> str:
        if self.kind == "population doublings":
            return f"{self.number} population doublings" + (f" beyond the {self.start}" if self.start else "")
        return f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class _Stated:
    """Numbers with the entry that states them and their fact path."""

    name: str
    path: str
    generations: tuple[Generation, ...]


@dataclass(frozen=True, slots=True)
class GenerationFinding:
    """What is reached and the limit for it, by fact path, whether it is within, and a sentence with the reason."""

    reached: str
    limit: str
    verdict: GenerationVerdict
    sentence: str


def stated_generations(words: str | None) -> tuple[Generation, ...]:
    """The numbers of passages and doublings that words state plainly; what stands in brackets is not read."""
    found: list[Generation] = []
    for clause in _CLAUSES.split(_NOTE.sub("", words or "")):
        for kind, pattern in _PATTERNS:
            if match := pattern.fullmatch(clause.strip()):
                start = (match.groupdict().get("start") or "").strip().lower()
                found.append(Generation(kind, Decimal(match["number"]), start))
    return tuple(found)


def generation_findings(product: MedicinalProduct) -> tuple[GenerationFinding, ...]:
    """Each process against the banks that its batches are made from, and each batch result against its process.

    Nothing where neither states a number; ``cannot tell`` where only one of them does, or they count differently.
    """
    return tuple(found for process in product.quality.processes for found in _of_process(product, process))


def _of_process(product: MedicinalProduct, process: Process) -> Iterator[GenerationFinding]:
    batches = [batch for batch in product.quality.batches if batch.process == process.id]
    origins = {origin for batch in batches for origin in batch.made_from}
    most = _limit(product, process)
    for bank in product.quality.banks:
        if bank.id in origins and (bank.maximum_generation or process.maximum_generation):
            yield from _compared(most, _limit(product, bank))
    for batch in batches:
        for reached in _results(product, batch):
            yield from _compared(reached, most)


def _limit(product: MedicinalProduct, stating: Process | Bank) -> _Stated:
    register = "processes" if isinstance(stating, Process) else "banks"
    name = f"{'process' if isinstance(stating, Process) else 'bank'} {stating.id}"
    path = build_path(Step("products", (product.code,)), "quality", Step(register, (stating.id,)), "maximum_generation")
    return _Stated(name, path, stated_generations(stating.maximum_generation))


def _results(product: MedicinalProduct, batch: Batch) -> Iterator[_Stated]:
    """The results of a batch that are population doublings by the name of their test."""
    names = {test.id: test.name for one in product.quality.specifications for test in one.tests}
    path = build_path(Step("products", (product.code,)), "quality", Step("batches", (batch.id,)))
    for result in batch.results:
        match, number = _TESTS.fullmatch(names.get(result.test) or result.test), result.number
        if match and number and number.high is None and number.censor in ("", "<", "≤"):
            kind = "population doubling level" if match["level"] else "population doublings"
            where = build_path(path, Step("results", (result.test,)), "result")
            yield _Stated(f"batch {batch.id}", where, (Generation(kind, number.low),))


def _compared(reached: _Stated, limit: _Stated) -> Iterator[GenerationFinding]:
    """A finding for each number that both state in the same way, else one that says what keeps them apart."""
    pairs = [
        (one, most)
        for one in reached.generations
        for most in limit.generations
        if (one.kind, one.start) == (most.kind, most.start)
    ]
    for one, most in pairs:
        verdict: GenerationVerdict = "within" if one.number <= most.number else "beyond"
        sentence = f"{one} ({reached.name}): {verdict} the limit of {most} ({limit.name})."
        yield GenerationFinding(reached.path, limit.path, verdict, sentence)
    if not pairs:
        yield GenerationFinding(reached.path, limit.path, "cannot tell", _apart(reached, limit))


def _apart(reached: _Stated, limit: _Stated) -> str:
    bare = [stated.name for stated in (reached, limit) if not stated.generations]
    start = f"Cannot tell whether {reached.name} keeps to the limit of {limit.name}"
    if bare:
        return (
            f"{start}: {' and '.join(bare)} {'states' if len(bare) == 1 else 'state'} no plain number of generations."
        )
    one, other = (", ".join(map(str, stated.generations)) for stated in (reached, limit))
    return f"{start}: {one} against {other} count differently."
