"""Steps and lineages that the tests of figures draw, and what can be read from a drawing."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

from impd.figures.batch_genealogy import GenealogyNode
from impd.figures.drawing import PAGE_HEIGHT, PAGE_WIDTH, Drawing, Rectangle
from impd.figures.process_flow import FlowStep

SVG = "{http://www.w3.org/2000/svg}"


def flow(count: int) -> list[FlowStep]:
    """A process of so many steps, some with many materials or controls and some with none."""
    return [
        FlowStep(
            name=f"Step name {at} & wash",
            inputs=tuple(f"material {at}.{each} with a name that needs a second line" for each in range(at * 3 % 7)),
            parameters=tuple(f"Temperature {each}: 36 to 38 °C" for each in range(at % 4)),
            controls=tuple(f"Viability {each}: ≥ 70 %" for each in range(at * 5 % 9)),
            output=f"Intermediate {at}" if at % 3 else "",
            marks=(f"Hold: < {at} h",) * (at % 2),
        )
        for at in range(1, count + 1)
    ]


def family(patients: int) -> tuple[list[GenealogyNode], list[tuple[str, str]]]:
    """One donor, substance and product batch a patient, with three vector batches from one chain of cell banks."""
    nodes = [GenealogyNode("MCB", "bank M", "Cell bank"), GenealogyNode("WCB", "bank W", "Cell bank")]
    edges = [("MCB", "WCB"), *(("WCB", f"V{each}") for each in range(3))]
    kinds = {"D": "Donor", "V": "Vector batch", "S": "Substance batch", "P": "Product batch"}
    for kind, group in kinds.items():
        count = 3 if kind == "V" else patients
        nodes += [GenealogyNode(f"{kind}{at}", f"{group} no. {at}", group) for at in range(count)]
    for at in range(patients):
        edges += [(f"D{at}", f"S{at}"), (f"V{at % 3}", f"S{at}"), (f"S{at}", f"P{at}")]
    return nodes, edges


def words(drawings: tuple[Drawing, ...]) -> str:
    """All text of the drawings in one line, as a reader of the file finds it."""
    texts = [each.text or "" for one in drawings for each in ElementTree.fromstring(one.svg).iter(f"{SVG}text")]
    return " ".join(texts)


def overlapping(frames: list[Rectangle]) -> list[tuple[Rectangle, Rectangle]]:
    return [(one, other) for one, other in combinations(frames, 2) if one.overlaps(other)]


def outside(frames: list[Rectangle], height: float) -> list[Rectangle]:
    """What runs off the drawing."""
    return [each for each in frames if each.x < 0 or each.y < 0 or each.right > PAGE_WIDTH or each.bottom > height]


def within_page(drawings: tuple[Drawing, ...]) -> bool:
    return all(0 < each.width <= PAGE_WIDTH and 0 < each.height <= PAGE_HEIGHT for each in drawings)
