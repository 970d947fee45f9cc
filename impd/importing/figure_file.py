"""Figures of the sponsor: PNG and SVG, checked before anything draws them."""

from __future__ import annotations

import re
from xml.parsers import expat

from impd.errors import Problem

MEDIA_TYPES = {".png": "image/png", ".svg": "image/svg+xml"}
LARGEST = 20 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "http://www.w3.org/2000/svg"
_ACTIVE = {"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "listener"}
_URL = re.compile(r"url\(\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE)
_IMPORT = re.compile(r"@import", re.IGNORECASE)


def figure_problems(data: bytes, media_type: str, file: str) -> list[Problem]:
    """Why a figure cannot be used; empty if it can."""
    if len(data) > LARGEST:
        return [Problem(file, 0, f"{len(data) / 1e6:.0f} MB, more than 20 MB", "Give a smaller figure")]
    if media_type == "image/png":
        return [] if data.startswith(_PNG) else [Problem(file, 0, "no PNG image", "Export the figure as PNG")]
    return _Svg(file).problems_of(data)


class _Svg:
    """Reads an SVG with expat, which resolves nothing external, and notes what would run or be fetched."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.depth = 0
        self.style = False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.parser.ProcessingInstructionHandler = self.instruction

    def problems_of(self, data: bytes) -> list[Problem]:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as fault:
            words = expat.ErrorString(fault.code)
            self.problems.append(Problem(self.file, fault.lineno, f"no readable SVG: {words}", "Export it again"))
        return self.problems

    def refuse(self, what: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, self.parser.CurrentLineNumber, what, remedy))

    def entity(self, name: str, *_declaration: object) -> None:
        self.refuse(f"the SVG declares the entity {name}", "Save it as plain SVG")

    def instruction(self, target: str, _data: str) -> None:
        self.refuse(f"the SVG holds the instruction <?{target}?>", "Put the styles into the SVG itself")

    def start(self, element: str, attributes: dict[str, str]) -> None:
        namespace, _, name = element.rpartition(" ")
        if self.depth == 0 and (namespace, name) != (_SVG, "svg"):
            self.refuse(f"no SVG: the root element is {name}", f'Begin with <svg xmlns="{_SVG}">')
        self.depth += 1
        self.style = name == "style"
        if name in _ACTIVE:
            self.refuse(f"the SVG holds <{name}>", "Save it as static SVG")
        for attribute, value in attributes.items():
            self.attribute(attribute.rpartition(" ")[2], value)

    def attribute(self, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.refuse(f"the SVG holds the script attribute {name}", "Save it as static SVG")
        if name in {"href", "src"} and not value.strip().startswith(("#", "data:image/png", "data:image/jpeg")):
            self.refuse(f'the SVG refers to "{value.strip()[:80]}"', "Embed what it refers to")
        self.addresses(value)

    def end(self, _element: str) -> None:
        self.depth -= 1
        self.style = False

    def text(self, data: str) -> None:
        if self.style:
            self.addresses(data)

    def addresses(self, text: str) -> None:
        """Notes style addresses that lead out of the file."""
        for address in _URL.findall(text):
            if not address.startswith(("#", "data:font/", "data:image/png", "data:image/jpeg")):
                self.refuse(f'the SVG refers to "{address[:80]}"', "Embed what it refers to")
        if _IMPORT.search(text):
            self.refuse("the SVG imports a style sheet", "Put the styles into the SVG itself")
