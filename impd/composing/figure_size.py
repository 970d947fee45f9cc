"""How large a figure is in itself: its shape decides how it stands on the page."""

from __future__ import annotations

import re
import struct

from lxml import etree

from impd.errors import InputFault, Problem

_LARGEST = 1e6
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "pc": 12.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][-+]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*")


def figure_size(media_type: str, data: bytes, file: str) -> tuple[float, float]:
    """Width and height: pixels of a PNG, view box units or points of an SVG. Raises InputFault where it has none."""
    width, height = _png_size(data) if media_type == "image/png" else _svg_size(data)
    if not all(0 < side < _LARGEST for side in (width, height)):
        remedy = "Export it again; an SVG needs a viewBox, or width and height in mm, cm, in, pt or px"
        raise InputFault([Problem(file, 0, "the figure has no width and height", remedy)])
    return width, height


def _png_size(data: bytes) -> tuple[float, float]:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return 0.0, 0.0
    width, height = struct.unpack(">II", data[16:24])
    return float(width), float(height)


def _svg_size(data: bytes) -> tuple[float, float]:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        box = [float(one) for one in root.get("viewBox", "").replace(",", " ").split()]
    except (etree.XMLSyntaxError, ValueError):
        return 0.0, 0.0
    if len(box) == 4:
        return box[2], box[3]
    return _points(root.get("width", "")), _points(root.get("height", ""))


def _points(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    return float(match[1]) * _POINTS[match[2] or ""] if match else 0.0
