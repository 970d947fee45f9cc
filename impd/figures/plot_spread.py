"""Points that would cover one another set side by side."""

from __future__ import annotations

from collections.abc import Sequence

from impd.figures.plot_marks import RADIUS
from impd.figures.svg import Point

_APART = 2.0 * RADIUS + 0.6


def spread(points: Sequence[Point], room: float) -> list[Point]:
    """The points, those at one place across the page and nearly one height moved apart by at most half the ``room``."""
    clusters: list[list[int]] = []
    for at in sorted(range(len(points)), key=lambda each: (points[each][0], points[each][1], each)):
        last = points[clusters[-1][-1]] if clusters else None
        if last and abs(last[0] - points[at][0]) < 0.01 and points[at][1] - last[1] < RADIUS:
            clusters[-1].append(at)
        else:
            clusters.append([at])
    moved = list(points)
    for cluster in clusters:
        step = min(_APART, room / len(cluster))
        for place, at in enumerate(sorted(cluster)):
            moved[at] = (points[at][0] + step * (place - (len(cluster) - 1) / 2), points[at][1])
    return moved
