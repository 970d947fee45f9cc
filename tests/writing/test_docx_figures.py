"""Figures of a Word file: pictures, drawings, their size and what they say to who cannot see them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from impd.document import Figure, Image
from impd.errors import InputFault
from impd.writing.docx_file import write_docx
from tests.writing.docx_sample import DOT, FLOW, SAMPLE, find, of_blocks, part, text

EMU_PER_MM = 36000


def figure(image: Image = DOT, width_mm: float = 80, identifier: str = "F") -> Figure:
    return Figure(image, text("Caption"), "What it shows", width_mm, identifier)


def media(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name.startswith("word/media/")}


def size_mm(data: bytes) -> tuple[float, float]:
    extent = find(part(data), ".//wp:extent")[0]
    return int(extent.get("cx")) / EMU_PER_MM, int(extent.get("cy")) / EMU_PER_MM


def test_every_figure_has_its_text_alternative():
    body = part(write_docx(SAMPLE))
    assert find(body, ".//wp:docPr/@descr") == ['Flow: "leukapheresis" <24 h', "A dot"]
    numbers = find(body, ".//wp:docPr/@id")
    assert len(set(numbers)) == len(numbers) == 2


def test_a_drawing_is_kept_with_a_picture_beside_it():
    data = write_docx(SAMPLE)
    stored = media(data)
    relations = part(data, "word/_rels/document.xml.rels")
    drawn = find(part(data), ".//asvg:svgBlip/@r:embed")[0]
    shown = find(part(data), ".//a:blip[.//asvg:svgBlip]/@r:embed")[0]
    files = [find(relations, f'./rels:Relationship[@Id="{one}"]/@Target')[0] for one in (drawn, shown)]
    assert stored[f"word/{files[0]}"] == FLOW.data
    assert stored[f"word/{files[1]}"].startswith(b"\x89PNG")


def test_the_picture_of_a_drawing_has_150_dots_an_inch():
    stored = media(write_docx(of_blocks(figure(FLOW, 100))))
    png = next(data for data in stored.values() if data.startswith(b"\x89PNG"))
    width = int.from_bytes(png[16:20], "big")
    assert width == pytest.approx(100 / 25.4 * 150, abs=2)


def test_a_picture_shown_twice_is_stored_once():
    data = write_docx(of_blocks(figure(identifier="a"), figure(identifier="b")))
    assert list(media(data).values()) == [DOT.data]


@pytest.mark.parametrize(
    ("width", "height", "asked", "expected"),
    [(400, 200, 80, (80, 40)), (400, 200, 300, (170, 85)), (100, 400, 170, (51.25, 205))],
    ids=["as asked", "not wider than the text", "not higher than the page"],
)
def test_a_figure_fits_the_page(width, height, asked, expected):
    image = replace(DOT, width=width, height=height)
    assert size_mm(write_docx(of_blocks(figure(image, asked)))) == pytest.approx(expected, abs=0.01)


def test_a_figure_stays_with_its_caption_below():
    body = part(write_docx(of_blocks(figure())))
    holder = find(body, ".//w:p[.//w:drawing]")[0]
    assert find(holder, "./w:pPr/w:keepNext")
    assert find(holder, "./following-sibling::w:p[1]/w:pPr/w:pStyle/@w:val") == ["Caption"]


@pytest.mark.parametrize(
    "svg",
    [
        b"<svg",
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        b'<image href="file:///etc/passwd" width="5" height="5"/>'
        b"</svg>",
    ],
    ids=["broken", "empty", "asks for a file"],
)
def test_a_drawing_that_cannot_be_shown_is_refused(svg):
    with pytest.raises(InputFault, match="Figure 1: the drawing "):
        write_docx(of_blocks(figure(replace(FLOW, data=svg))))


@pytest.mark.parametrize("unit", ["", "px", "pt", "mm"])
def test_a_drawing_may_state_its_size_in_any_unit(unit):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90{unit}" height="60{unit}" viewBox="0 0 90 60"/>'.encode()
    data = write_docx(of_blocks(figure(replace(FLOW, data=svg))))
    assert sum(name.endswith(".png") for name in media(data)) == 1
