"""A drawing (SVG) as a picture (PNG), for Word files read where drawings are not shown."""

from __future__ import annotations

import resvg_py
from lxml import etree

from impd.document import Image
from impd.errors import InputFault, Problem
from impd.resources import folder

# Word itself shows the drawing; the picture is for readers that do not.
DOTS_PER_MILLIMETRE = 150 / 25.4
_FONT = "Liberation Sans"


def png_of_svg(drawing: Image, width_mm: float, name: str) -> bytes:
    """The drawing on white, readable in print, in the bundled fonts.

    Raises InputFault, with ``name`` as its place, if the drawing is broken or asks for files outside itself.
    """
    _refuse_files(drawing.data, name)
    fonts = str(folder("templates") / "style" / "fonts")
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=drawing.data.decode("utf-8"),
                background="white",
                dpi=96,  # so that lengths in points have a size
                width=round(width_mm * DOTS_PER_MILLIMETRE),
                skip_system_fonts=True,
                font_dirs=[fonts],
                font_family=_FONT,
                sans_serif_family=_FONT,
                serif_family=_FONT,
                monospace_family=_FONT,
            )
        )
    except ValueError as fault:
        raise _broken(name, f"the drawing cannot be drawn: {fault}") from None


def _refuse_files(data: bytes, name: str) -> None:
    """What is drawn may be inside the drawing only."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as fault:
        raise _broken(name, f"the drawing is no readable SVG: {fault.msg}") from None
    for element in root.iter(etree.Element):
        for attribute, value in element.attrib.items():
            if etree.QName(attribute).localname == "href" and not str(value).strip().startswith(("#", "data:")):
                raise _broken(name, f"the drawing asks for {str(value)[:80]}; nothing was read")


def _broken(name: str, message: str) -> InputFault:
    return InputFault([Problem(name, 0, message, "Save it as plain SVG with its pictures inside")])
