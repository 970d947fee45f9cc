"""The steps and holds of a process as times to add up, each with its fact path or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from impd.calculation.cumulative_time_span import TimeSpan, longest_span
from impd.dossier.medicinal_product import MedicinalProduct
from impd.dossier.path import Step as PathStep
from impd.dossier.path import build_path
from impd.dossier.quality.manufacture import Process, Step


@dataclass(frozen=True, slots=True)
class TimePart:
    """One step or hold: what it is, where its time is stated, and its longest time; ``reason`` where it has none."""

    name: str
    path: str
    longest: TimeSpan | None
    reason: str = ""


def time_part(name: str, path: str, given: TimeSpan | str) -> TimePart:
    """A part with its time, or with the reason why it has none."""
    return TimePart(name, path, given) if isinstance(given, TimeSpan) else TimePart(name, path, None, f"{name} {given}")


def process_parts(product: MedicinalProduct, process: Process) -> tuple[TimePart, ...]:
    """The duration and the holds of each step in order. A step that states neither is open."""
    root = build_path(PathStep("products", (product.code,)), "quality", PathStep("processes", (process.id,)))
    return tuple(part for step in process.steps for part in _step_parts(root, step))


def collection_parts(product: MedicinalProduct) -> tuple[TimePart, ...]:
    """The transport of the donation to the manufacturer: the longest of all donors, none where there is no donor."""
    root, found = build_path(PathStep("products", (product.code,)), "quality"), list[TimePart]()
    for donor in product.quality.donors:
        path = build_path(root, PathStep("donors", (donor.id,)), "transport_maximum_time")
        part = time_part(f"the transport of {donor.id}", path, longest_span(donor.transport_maximum_time))
        if part.longest is None:
            return (part,)
        found.append(part)
    return tuple(part for part in found if all(_no_longer(other, part) for other in found))[:1] or tuple(found)


def current_process(product: MedicinalProduct, subject: str) -> Process | str:
    """The process that makes the clinical batches of a subject, or why it is not known which one does."""
    processes = [process for process in product.quality.processes if process.subject == subject]
    current = [process for process in processes if process.current]
    if len(current) == 1:
        return current[0]
    if len(processes) == 1 and processes[0].current is None:
        return processes[0]
    return (
        f"no process of {subject} is stated"
        if not processes
        else f"it is not stated which process of {subject} is current"
    )


def _step_parts(root: str, step: Step) -> Iterator[TimePart]:
    path, name = build_path(root, PathStep("steps", (step.id,))), f"step {step.id}"
    if step.duration:
        yield time_part(f"the duration of {name}", build_path(path, "duration"), longest_span(step.duration))
    for at, hold in enumerate(step.holds):
        where = build_path(path, PathStep("holds", (str(at),)), "maximum_time")
        what = f"the hold of {name}" + (f" ({hold.material})" if hold.material else "")
        yield time_part(what, where, longest_span(hold.maximum_time))
    if not (step.duration or step.holds):
        yield TimePart(f"the time of {name}", path, None, f"neither duration nor hold of {name} is stated")


def _no_longer(part: TimePart, other: TimePart) -> bool:
    return bool(part.longest and other.longest and part.longest.is_within(other.longest))
