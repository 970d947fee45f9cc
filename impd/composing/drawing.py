"""Figures drawn from facts: process flow charts and batch genealogies, as images of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from impd.composing.composition import Composition
from impd.composing.view import View
from impd.document import Image
from impd.figures.batch_genealogy import GenealogyNode, draw_batch_genealogy
from impd.figures.drawing import Drawing
from impd.figures.process_flow import FlowStep, draw_process_flow

_GROUPS = {"donors": "Donor", "banks": "Bank", "plasmids": "Plasmid", "vectors": "Vector", "batches": "Batch"}


class Drawings:
    """Draws figures for a composition and keeps them under the names templates print."""

    def __init__(self, composition: Composition) -> None:
        self._composition = composition

    def table(self) -> dict[str, Callable[..., list[str]]]:
        """The drawings by the name templates use."""
        return {"process_flow": self.process_flow, "batch_genealogy": self.batch_genealogy}

    def process_flow(self, process: View) -> list[str]:
        """The names of the flow charts of a process, in order."""
        steps = [_flow_step(step) for step in process.steps]
        return self.keep(f"flow-{process.id}", draw_process_flow(steps)) if steps else []

    def batch_genealogy(self, batches: Iterable[View]) -> list[str]:
        """The names of the drawings that show what each batch was made from."""
        nodes: dict[str, GenealogyNode] = {}
        edges: list[tuple[str, str]] = []
        for batch in batches:
            _trace(batch, nodes, edges)
        if not edges:
            return []
        name = f"genealogy-{len(self._composition.drawings)}"
        return self.keep(name, draw_batch_genealogy(list(nodes.values()), edges))

    def keep(self, name: str, drawings: Iterable[Drawing]) -> list[str]:
        """Keeps drawings for this document, and returns their names."""
        names = []
        for number, drawing in enumerate(drawings, start=1):
            names.append(f"{name}-{number}")
            image = Image("image/svg+xml", drawing.svg, drawing.width, drawing.height)
            self._composition.drawings[names[-1]] = image
        return names


def _flow_step(step: View) -> FlowStep:
    holds = [_hold(hold) for hold in step.holds if hold.maximum_time]
    return FlowStep(
        name=str(step.name or step.id),
        inputs=tuple(str(one.item) for one in step.inputs),
        parameters=(),
        controls=tuple(str(control.name or control.id) for control in step.controls),
        output=str(step.output or ""),
        marks=tuple([str(step.duration)] if step.duration else []) + tuple(holds),
    )


def _hold(hold: View) -> str:
    """The longest hold: a bare time is a maximum; what is stated as a limit keeps its own sign."""
    time = str(hold.maximum_time)
    return f"hold {time}" if time.startswith(("≤", "<")) else f"hold ≤ {time}"


def _trace(batch: View, nodes: dict[str, GenealogyNode], edges: list[tuple[str, str]]) -> None:
    identifier = str(batch.id)
    if identifier in nodes:
        return
    nodes[identifier] = GenealogyNode(identifier, _label(batch), _group(batch))
    if not _is_batch(batch):
        return
    for source in batch.made_from:
        _trace(source, nodes, edges)
        edges.append((str(source.id), identifier))


def _is_batch(view: View) -> bool:
    return "made_from" in type(view._facts).model_fields


def _label(view: View) -> str:
    return str(view.number or view.id) if _is_batch(view) else str(view.name or view.id)


def _group(view: View) -> str:
    if _is_batch(view):
        return str(view.subject)
    return _GROUPS.get(view._path.rsplit(".", 1)[-1].split("[")[0], "Material")
