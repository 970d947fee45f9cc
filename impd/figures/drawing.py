"""A finished drawing and the rectangles it is laid out with, all in points."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_WIDTH = 440.0
PAGE_HEIGHT = 640.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A standalone SVG (UTF-8) with its size in points, never larger than PAGE_WIDTH by PAGE_HEIGHT."""

    svg: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An upright rectangle; ``y`` grows downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> float:
        """The horizontal middle."""
        return self.x + self.width / 2

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return self.y + self.height / 2

    def overlaps(self, other: Rectangle) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )
