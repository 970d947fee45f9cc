"""Fonts and pictures that the pages of a PDF use, and which fonts are not embedded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from impd.submission.stages import Seen

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def read_resources(pdf: pikepdf.Pdf) -> Seen:
    """How many fonts and pictures there are, and the names of the fonts that are not embedded."""
    fonts: dict[object, tuple[str, bool]] = {}
    pictures: set[object] = set()
    met: set[object] = set()
    for page in pdf.pages:
        for resources in _of_page(page):
            _collect(resources, fonts, pictures, met)
    missing = [name for name, embedded in fonts.values() if not embedded]
    return {"fonts": len(fonts), "fonts_not_embedded": missing, "images": len(pictures)}


def _of_page(page: pikepdf.Page) -> Iterator[Any]:
    """The resources of a page, and of the appearances of what is pinned to it."""
    yield page.resources if isinstance(page.resources, pikepdf.Dictionary) else None
    notes = page.obj.get("/Annots")
    for note in notes if isinstance(notes, pikepdf.Array) else ():
        looks = note.get("/AP") if isinstance(note, pikepdf.Dictionary) else None
        normal = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
        states = list(normal.values()) if isinstance(normal, pikepdf.Dictionary) else [normal]
        for stream in states:
            if isinstance(stream, pikepdf.Stream):
                yield stream.stream_dict.get("/Resources")


def _collect(top: Any, fonts: dict[object, tuple[str, bool]], pictures: set[object], met: set[object]) -> None:
    """Add what resources name, and what the forms in them name; each is visited once."""
    ahead = [top]
    while ahead:
        resources = ahead.pop()
        if not isinstance(resources, pikepdf.Dictionary) or _seen(resources, met):
            continue
        for _, font in _entries(resources.get("/Font")):
            if isinstance(font, pikepdf.Dictionary):
                fonts.setdefault(_identity(font), _font(font))
        for _, drawn in _entries(resources.get("/XObject")):
            if not isinstance(drawn, pikepdf.Stream) or _seen(drawn, met):
                continue
            if drawn.stream_dict.get("/Subtype") == "/Image":
                pictures.add(drawn.objgen)
            else:
                ahead.append(drawn.stream_dict.get("/Resources"))


def _entries(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, pikepdf.Dictionary) else []


def _identity(thing: Any) -> object:
    return thing.objgen if thing.is_indirect else thing.unparse()


def _seen(thing: Any, met: set[object]) -> bool:
    """Whether it was met before; direct values are always new, as they cannot lead back to themselves."""
    if not thing.is_indirect:
        return False
    known = thing.objgen in met
    met.add(thing.objgen)
    return known


def _font(font: pikepdf.Dictionary) -> tuple[str, bool]:
    """The name of a font, and whether it is embedded. A Type 3 font is drawn in the file itself."""
    name = str(font.get("/BaseFont", "/unnamed"))[1:101]
    if font.get("/Subtype") == "/Type3":
        return name, True
    below = font.get("/DescendantFonts")
    if isinstance(below, pikepdf.Array) and len(below) and isinstance(below[0], pikepdf.Dictionary):
        font = below[0]
    descriptor = font.get("/FontDescriptor")
    return name, isinstance(descriptor, pikepdf.Dictionary) and any(key in descriptor for key in _FILES)
