"""Steps of a manufacturing process: named, controlled, held within limits, plausible; sizes and reprocessing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from impd.calculation.reported_interval import Interval
from impd.calculation.unit_conversion import conversion_factor
from impd.checking.comparison import plain
from impd.checking.lookups.processes_in_use import in_part, name_of_process, section_of
from impd.checking.lookups.specification_lines import (
    Line,
    interval_of,
    limit_of,
    lines_of,
    product_lines,
)
from impd.checking.names import called
from impd.checking.observation import Observation, falls_short, holds, no_concern, untold
from impd.checking.registry import check
from impd.checking.subject import Subject
from impd.dossier.number import parse_number
from impd.dossier.path import build_path, item_key
from impd.dossier.quality.control import Batch
from impd.dossier.quality.manufacture import Hold, InProcessControl, Parameter, Process, Step
from impd.dossier.quantity import Quantity

_GROWING = ("cell_count", "content", "dose")
"""Attributes that rise or fall along the process as they should."""
_STAGE = re.compile(r"\s+(?:at harvest|at release|before filling|of the (?:bulk|pool|product|harvest))$", re.IGNORECASE)


@check
def steps_are_named_once(subject: Subject) -> Iterator[Observation]:
    """The steps of a process are stated, each by a name of its own, so that chart and text can agree."""
    process = subject.entry(Process)
    if not process.steps:
        seen = falls_short(subject.at("steps"), "no steps", "steps in their order", of=name_of_process(process))
        yield in_part(subject, "description", seen)
        return
    times = Counter(plain(step.name) for step in process.steps if step.name)
    for index, step in enumerate(process.steps):
        path = subject.at(f"steps[{item_key(step, index)}].name")
        if step.name is None:
            seen = falls_short(path, f"step {step.id} without a name", "a name", of=name_of_process(process))
        elif times[plain(step.name)] > 1:
            seen = falls_short(path, f"the name {step.name} more than once", "one name for each step",
                               of=name_of_process(process))  # fmt: skip
        else:
            seen = holds(path, step.name)
        yield in_part(subject, "description", seen)


@check
def step_is_controlled(subject: Subject) -> Iterator[Observation]:
    """A step states parameters or in-process controls."""
    step = subject.entry(Step)
    stated = len(step.parameters) + len(step.controls)
    if stated:
        yield holds(subject.path, stated)
    else:
        seen = falls_short(subject.path, "none", "parameters or controls", step=called(step))
        yield in_part(subject, "controls", seen)


@check
def hold_is_supported(subject: Subject) -> Iterator[Observation]:
    """A hold states its condition, its longest time, and the data behind it or what is planned."""
    hold, step = subject.entry(Hold), subject.parent
    if not isinstance(step, Step):
        return
    words = {"condition": "storage condition", "maximum_time": "longest time", "supporting_data": "supporting data"}
    for field, label in words.items():
        value = getattr(hold, field)
        if value is not None:
            yield holds(subject.at(field), value)
        else:
            seen = falls_short(subject.at(field), "not stated", label, missing=label, step=called(step),
                               material=hold.material or "a material without name")  # fmt: skip
            yield in_part(subject, "controls", seen)


@check
def controls_are_no_looser_than_release(subject: Subject) -> Iterator[Observation]:
    """A control during manufacture allows no more than the release limit of the same attribute."""
    process, known = subject.entry(Process), subject.of_product
    specifications = [one for one in known.product.quality.specifications if one.subject == process.subject]
    own = [line for one in specifications for line in lines_of(known, one)]
    lines = [line for line in own or product_lines(known) if line.test.category not in _GROWING]
    for place, step in enumerate(process.steps):
        for index, control in enumerate(step.controls):
            below = f"steps[{item_key(step, place)}].controls[{item_key(control, index)}].limit"
            for line in lines:
                seen = _against_release(subject.at(below), control, line)
                if seen is not None:
                    yield in_part(subject, "controls", seen)


def _against_release(path: str, control: InProcessControl, line: Line) -> Observation | None:
    """The comparison; None where the two are not of one attribute or state no numbers of one unit."""
    if control.method and line.test.method and control.method != line.test.method:
        return None
    if not control.name or plain(_STAGE.sub("", control.name)) != plain(_STAGE.sub("", line.name)):
        return None
    limit = limit_of(line.test)
    mine, its = interval_of(control.limit, control.unit), interval_of(limit, line.test.unit)
    factor = _factor(control.unit, line.test.unit)
    if mine is None or its is None or factor is None:
        return None
    if not _is_looser(mine.scaled(factor), its):
        return holds(path, control.limit)
    return falls_short(path, control.limit, limit, what=line.path, control=control.name, test=line.name)


def _factor(one: str | None, other: str | None) -> Decimal | None:
    if one is None or other is None:
        return None
    return conversion_factor(one, other)


def _is_looser(control: Interval, release: Interval) -> bool:
    """Whether the control goes beyond the release limit on a side that both limit."""
    below = control.low is not None and release.low is not None and control.low < release.low
    above = control.high is not None and release.high is not None and control.high > release.high
    return below or above


@check
def batch_size_is_in_range(subject: Subject) -> Iterator[Observation]:
    """A clinical batch is as large as the process is described for."""
    batch, known = subject.entry(Batch), subject.of_product
    if "clinical" not in batch.uses:
        if batch.uses:
            yield no_concern(subject.at("uses"), "it is no clinical batch")
        return
    process = known.process(batch.process)
    if process is not None and process.current is False:
        yield no_concern(subject.at("process"), "it was made by a past process")
        return
    if process is None or batch.size is None:
        missing = "process" if batch.size is not None else "size"
        yield untold(subject.at(missing), f"the {missing} of the batch is not stated")
        return
    kind = section_of(known, process.subject, "description")
    yield _size(subject.at("size"), batch.size, process, known.path_of(process.id)).in_section(kind)


def _size(path: str, size: Quantity, process: Process, place: str) -> Observation:
    smallest, largest = process.batch_size_minimum, process.batch_size_maximum
    if smallest is None and largest is None:
        return untold(f"{place}.batch_size_minimum", "the range of batch sizes of the process is not stated")
    for limit, above in ((smallest, False), (largest, True)):
        if limit is None:
            continue
        factor = conversion_factor(size.unit, limit.unit)
        if factor is None:
            return untold(path, f"the size is in {size.unit}, the range in {limit.unit}")
        low, high = size.number.low * factor, (size.number.high or size.number.low) * factor
        if (above and high > limit.number.low) or (not above and low < limit.number.low):
            return falls_short(path, size, f"{smallest or 'any'} to {largest or 'any'}", of=name_of_process(process))
    return holds(path, size)


@check
def process_figures_are_plausible(subject: Subject) -> Iterator[Observation]:
    """A yield in per cent is between 0 and 100, ranges ascend, times are above zero."""
    process = subject.entry(Process)
    if process.yield_range is not None:
        limit = 100 if process.yield_range.unit.startswith("%") else None
        yield _plausible(subject, "yield_range", process.yield_range, limit)
    for index, step in enumerate(process.steps):
        below = f"steps[{item_key(step, index)}]"
        if step.duration is not None:
            yield _plausible(subject, f"{below}.duration", step.duration, None)
        for place, one in enumerate(step.parameters):
            number = parse_number(one.value or "")
            if number is not None and number.high is not None:
                path = subject.at(f"{below}.parameters[{item_key(one, place)}].value")
                yield _ascends(subject, path, one, number.low <= number.high)


def _ascends(subject: Subject, path: str, one: Parameter, ascends: bool) -> Observation:
    if ascends:
        return holds(path, one.value)
    return in_part(subject, "description", falls_short(path, one.value, "a range that ascends", of=one.name))


def _plausible(subject: Subject, below: str, stated: Quantity, most: int | None) -> Observation:
    number, path = stated.number, build_path(subject.path, below)
    low, high = number.low, number.high if number.high is not None else number.low
    label = below.rpartition(".")[2].replace("_", " ")
    if low > high:
        seen = falls_short(path, stated, "a range that ascends", of=label)
    elif low < 0 or high <= 0 or (most is not None and high > most):
        seen = falls_short(path, stated, f"above 0 and at most {most}" if most else "above 0", of=label)
    else:
        return holds(path, stated)
    return in_part(subject, "description", seen)
