"""A PDF is laid out without reading any file or address of the world outside, and never loses a picture in silence."""

from __future__ import annotations

import pytest

from impd.document import Figure, Image
from impd.errors import InputFault
from impd.writing.pdf_file import write_pdf
from impd.writing.pdf_refusal import OwnFetcher, Refused
from tests.writing.pdf_document import paragraph, png, svg, text
from tests.writing.pdf_reading import opened, sample, small, texts

OUTSIDE = ["file:///etc/passwd", "http://127.0.0.1:9/a.png", "https://example.org/a.css", "ftp://127.0.0.1/a", "a.png"]


def drawing(inside: str) -> Figure:
    return Figure(svg(inside), text("Drawing"), "A drawing", 80, "drawing")


@pytest.mark.parametrize("address", [*OUTSIDE, "impd:image/unknown", "impd:fonts/../print.css"])
def test_the_fetcher_refuses_every_address_but_its_own(address):
    with pytest.raises(Refused):
        OwnFetcher({}).fetch(address)


def test_the_fetcher_gives_pictures_and_bundled_fonts():
    image = png()
    fetcher = OwnFetcher({"impd:image/1": image})
    assert fetcher.fetch("impd:image/1").read() == image.data
    assert fetcher.fetch("impd:fonts/LiberationSans-Regular.ttf").read()[:4] == b"\0\1\0\0"
    assert fetcher.fetch("data:text/plain,abc").read() == b"abc"


@pytest.mark.parametrize("address", OUTSIDE[:4])
@pytest.mark.parametrize("name", ["href", "xlink:href"])
def test_a_drawing_that_asks_for_a_picture_outside_is_refused_by_name(address, name):
    with pytest.raises(InputFault, match="Figure 1: the picture cannot be read, or asks for"):
        write_pdf(small(drawing(f'<image {name}="{address}" width="9" height="9"/>')))


@pytest.mark.parametrize(
    "inside",
    [
        '<style>@font-face { font-family: x; src: url("file:///etc/passwd") }</style>',
        '<style>@import "file:///etc/passwd";</style>',
        '<image href="data:image/png;base64,AAAA" width="9" height="9"/>',
        "<unclosed",
    ],
    ids=["font", "style", "broken picture inside", "broken drawing"],
)
def test_a_drawing_with_a_broken_or_foreign_part_is_refused(inside):
    with pytest.raises(InputFault, match=r"figure|Figure"):
        write_pdf(small(drawing(inside)))


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="file:///etc/passwd#a"/>',
        "<script>alert(1)</script>",
        '<foreignObject><img src="file:///etc/passwd"/></foreignObject>',
    ],
)
def test_what_a_drawing_cannot_do_leaves_no_trace(inside):
    file = write_pdf(small(drawing(inside)))
    assert "root:" not in "".join(texts(file))
    assert "/JavaScript" not in str(opened(file).Root.keys())


def test_a_picture_that_is_none_is_refused_by_name():
    broken = Figure(Image("image/png", b"no picture", 1, 1), text("Gel"), "A gel", 50, "gel")
    with pytest.raises(InputFault, match="Figure 1: the picture cannot be read"):
        write_pdf(small(broken))


@pytest.mark.parametrize(
    "style",
    [
        '@import "file:///etc/passwd";',
        "p { background: url(http://127.0.0.1:9/a.png) }",
        "@font-face { font-family: x; src: url(file:///etc/passwd) }",
        '@font-face { font-family: x; src: url("impd:fonts/../../../../etc/passwd") }',
    ],
)
def test_a_style_that_asks_for_anything_outside_is_refused(style):
    with pytest.raises(InputFault, match="nothing outside the document is read"):
        write_pdf(small(paragraph("x")), style=style)


def test_markup_in_text_is_printed_and_fetches_nothing():
    hostile = '<img src="file:///etc/passwd"> <script>alert(1)</script> & <style>p{color:red}</style>'
    file = write_pdf(small(paragraph(hostile)))
    assert hostile in texts(file)[-1]
    assert file.warnings == ()


def test_a_character_no_font_has_is_refused_with_its_place():
    with pytest.raises(InputFault, match=r'section 2\.1\.S: no font of the PDF has the character "漢" \(U\+6F22 '):
        write_pdf(small(paragraph("Made by 漢")))


def test_the_signs_of_the_field_all_have_a_shape():
    assert "≥ ≤ ± µ × ° ⁶ ⁻ ⁰ ₂ − – — ∞ → α β γ κ Δ ≈ ≠ ‰ √ ∑ ☐ ☒ ✓ ő ř ș ħ Ω" in " ".join(texts(sample()))
