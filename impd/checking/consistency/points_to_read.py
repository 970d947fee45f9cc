"""What a person must read, with the words of the dossier that are to be read."""

from __future__ import annotations

from collections.abc import Iterator

from impd.checking.conditions.quality.control import is_in_words
from impd.checking.lookups.specification_lines import product_lines, product_lines_on
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, for_review
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.quality.manufacture import AsepticSimulation, Process
from impd.dossier.quality.stability import StabilityClaim


@check
def potency_tests_are_read(subject: Subject) -> Iterator[Observation]:
    """The potency tests of the specification, by name."""
    found = product_lines_on(subject.of_product, "potency")
    if found:
        yield for_review(found[0].path, "; ".join(dict.fromkeys(called(one.test) for one in found)))


@check
def results_in_words_are_read(subject: Subject) -> Iterator[Observation]:
    """The tests whose results only a person can hold against their limits."""
    known = subject.of_product
    judged = (one for batch in known.judged_batches.values() for one in batch)
    tests = dict.fromkeys(one.test for one in judged if is_in_words(one))
    names = [called(line.test) for line in product_lines(known) if line.test.id in tests]
    if tests:
        yield for_review(subject.at("quality.batches"), "; ".join(dict.fromkeys(names or tests)))


@check
def extension_plan_is_read(subject: Subject) -> Iterator[Observation]:
    """The plan by which a period is to be extended."""
    plan = subject.entry(StabilityClaim).extension_plan
    if plan is not None:
        yield for_review(subject.at("extension_plan"), plan)


@check
def closed_steps_are_read(subject: Subject) -> Iterator[Observation]:
    """The steps of a process that are said to be closed."""
    steps = [one for one in subject.entry(Process).steps if one.system and one.system != "open"]
    if steps:
        yield for_review(subject.at("steps"), "; ".join(called(one) for one in steps))


@check
def cover_of_media_simulation_is_read(subject: Subject) -> Iterator[Observation]:
    """What the media simulation of a process covers."""
    simulation, process = subject.this, subject.parent
    if not isinstance(simulation, AsepticSimulation) or not isinstance(process, Process):
        return
    if simulation.covers is None:
        yield falls_short(subject.at("covers"), "nothing stated", "operations, interventions, duration and staff",
                          process=called(process))  # fmt: skip
    else:
        yield for_review(subject.at("covers"), simulation.covers, process=called(process))
