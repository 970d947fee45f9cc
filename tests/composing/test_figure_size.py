"""The size of a figure as it is, and figures that have none."""

from __future__ import annotations

import struct

import pytest

from impd.composing.figure_size import figure_size
from impd.errors import InputFault

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR"


def svg(attributes):
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="0,0,40.5,3e1"', (40.5, 30)),
        ('viewBox="0 0 40 30" width="100%" height="100%"', (40, 30)),
        ('width="100" height="50"', (75, 37.5)),
        ('width="100px" height="50 px"', (75, 37.5)),
        ('width="72pt" height="1in"', (72, 72)),
        ('width="25.4mm" height="2.54cm"', (72, 72)),
        ('width="1pc" height="12pt"', (12, 12)),
    ],
)
def test_a_drawing(attributes, size):
    assert figure_size("image/svg+xml", svg(attributes), "x") == pytest.approx(size)


def test_a_picture():
    assert figure_size("image/png", PNG + struct.pack(">II", 640, 480), "x") == (640.0, 480.0)


BROKEN = [
    svg(""),
    svg('width="100%" height="100%"'),
    svg('width="10em" height="5em"'),
    svg('viewBox="0 0 0 30"'),
    svg('viewBox="0 0 -4 30"'),
    svg('viewBox="0 0 nan 30"'),
    svg('viewBox="0 0 inf 30"'),
    svg('viewBox="a b c d"'),
    svg('viewBox="0 0 40"'),
    svg('width="10"'),
    b"<svg",
    b"",
]


@pytest.mark.parametrize("data", BROKEN)
def test_a_drawing_without_size_is_refused(data):
    with pytest.raises(InputFault, match=r"^figures/x.svg: the figure has no width and height\. "):
        figure_size("image/svg+xml", data, "figures/x.svg")


@pytest.mark.parametrize("data", [b"", PNG, PNG + b"\0" * 8, PNG + b"\0\0", b"\x89PNG\r\n\x1a\n" + b"x" * 20])
def test_a_picture_without_size_is_refused(data):
    with pytest.raises(InputFault, match=r"^figures/x.png: the figure has no width and height\. "):
        figure_size("image/png", data, "figures/x.png")
